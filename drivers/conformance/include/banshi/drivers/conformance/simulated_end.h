// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/far_end.h"
#include "banshi/drivers/conformance/relay.h"
#include "banshi/drivers/conformance/rig.h"

#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace banshi::drivers::conformance
{

/// A simulator as a rig describes it, in a private folder. Threads: as FarEnd.
class SimulatedEnd : public FarEnd
{
public:
    /// Starts `rig`, whose file stands in `rigFolder`; programs without a folder in their name lie in `programs`.
    /// Errors: NoSimulator.
    [[nodiscard]] static base::Result<std::unique_ptr<SimulatedEnd>, GroundError>
    start(Rig rig, const std::string& rigFolder, const std::string& programs);
    ~SimulatedEnd() override;

    [[nodiscard]] std::string description() const override { return "simulator: " + m_rig.description; }
    [[nodiscard]] std::string connection() const override { return filled(m_rig.connection); }
    [[nodiscard]] nlohmann::json options() const override;
    [[nodiscard]] bool can(const std::string& act) const override { return m_rig.acts.contains(act); }
    bool perform(const std::string& act) override;
    [[nodiscard]] std::optional<double> ask(const std::string& probe) override;
    [[nodiscard]] std::string countedBy() const override;
    [[nodiscard]] std::vector<std::string> marks() const override { return m_rig.marks; }

private:
    SimulatedEnd(Rig rig, std::string rigFolder, std::string programs);
    [[nodiscard]] base::Result<void, GroundError> launch();
    [[nodiscard]] std::string filled(std::string text) const;
    /// The remote control's answer; null when none came.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request) const;

    const Rig m_rig;
    const std::string m_rigFolder;
    const std::string m_programs;
    QTemporaryDir m_folder;
    QProcess m_process;
    std::string m_port;
    std::string m_relayPort;
    std::unique_ptr<Relay> m_relay;
};

} // namespace banshi::drivers::conformance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/far_end.h"
#include "banshi/drivers/conformance/recorded_answers.h"
#include "banshi/drivers/conformance/rig.h"
#include "banshi/drivers/pty/pty.h"

#include <QObject>
#include <QTemporaryDir>
#include <memory>

namespace banshi::drivers::conformance
{

/// What was recorded of a serial device: it can be plugged in and out, but lives through one course of things only, so
/// that most of what interrupts a driver cannot be tried with it. Threads: as FarEnd.
class RecordedEnd : public QObject, public FarEnd
{
    Q_OBJECT

public:
    /// Reads `file`, as sdk::RecordingChannel and `banshi-device record` write it, and plugs the device in.
    /// Errors: BadUse.
    [[nodiscard]] static base::Result<std::unique_ptr<RecordedEnd>, GroundError>
    open(const std::string& file, nlohmann::json options, std::vector<std::string> marks);

    [[nodiscard]] std::string description() const override { return "recording: " + m_name; }
    [[nodiscard]] std::string connection() const override { return "serial:" + m_link; }
    [[nodiscard]] nlohmann::json options() const override { return m_options; }
    [[nodiscard]] bool can(const std::string& act) const override;
    [[nodiscard]] bool isBeyond(const std::string& act) const override { return !can(act); }
    bool perform(const std::string& act) override;
    [[nodiscard]] std::optional<double> ask(const std::string&) override { return std::nullopt; }
    [[nodiscard]] std::vector<std::string> marks() const override { return m_marks; }

private:
    RecordedEnd(std::string name, RecordedAnswers answers, nlohmann::json options, std::vector<std::string> marks);
    bool plugIn();

    const std::string m_name;
    RecordedAnswers m_answers;
    const nlohmann::json m_options;
    const std::vector<std::string> m_marks;
    QTemporaryDir m_folder;
    const std::string m_link;
    pty::Pty m_line;
};

} // namespace banshi::drivers::conformance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/timer.h"
#include "banshi/drivers/virtual/a4/printer_remote.h"
#include "banshi/drivers/virtual/wire/control_server.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace banshi::drivers::virtual_a4
{

/// The simulated sheet printer: a private message bus, a real `ippeveprinter` on a free loopback port, and the sheet
/// program that moves "paper" for it. Owns what can go wrong; the sheet program asks before each sheet.
/// Threads: lives in one thread with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// Where finished documents fall, where the port number goes, and how long one sheet takes.
    struct Setup
    {
        std::filesystem::path out;
        std::filesystem::path portFile;
        std::filesystem::path sheetProgram;
        std::chrono::milliseconds sheetTime{600};
    };

    /// `clock` must outlive the device.
    Device(Setup setup, const base::Clock& clock);
    ~Device() override;

    /// Starts bus and printer; ready() or failed() follow. Errors: CannotListen (socket for the sheet program).
    base::Result<void, virtual_wire::WireFault> start();
    /// Obeys one command of the remote control, see README.md.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& asked);

Q_SIGNALS:
    void ready();
    void failed(const QString& why);

private:
    void startBus();
    void startPrinter();
    void launchPrinter();
    void cutPower(int forMillis);
    base::Result<void, virtual_wire::WireFault> givePower();
    void standStill(int forMillis);
    void goOn();
    [[nodiscard]] bool strike(const std::string& kind, const nlohmann::json& request);
    void lookForPrinter();
    void printerEnded();
    void announce();
    [[nodiscard]] nlohmann::json nextSheet(const nlohmann::json& request);
    [[nodiscard]] nlohmann::json state() const;
    [[nodiscard]] std::optional<nlohmann::json> apply(const nlohmann::json& request);
    void say(const std::string& line);

    Setup m_setup;
    QTemporaryDir m_private;
    virtual_wire::ControlServer m_sheetServer;
    QProcess m_bus;
    QProcess m_printer;
    base::Timer m_patience;
    base::Timer m_powerAgain;
    base::Timer m_goOn;
    QString m_busAddress;
    int m_port = 0;
    int m_attempts = 0;
    bool m_ready = false;
    bool m_hasPower = true;
    bool m_active = false; ///< a document is in the printer
    std::string m_paper = "full";
    std::string m_toner = "full";
    std::map<std::string, int> m_faults; ///< kind -> how many more documents meet it
    std::string m_current;               ///< the fault that the document in the printer meets
    std::vector<std::string> m_unsaid;   ///< state lines for the sheet program to say
};

} // namespace banshi::drivers::virtual_a4

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/journeys/control_line.h"
#include "banshi/journeys/finger.h"
#include "banshi/journeys/process.h"

#include <QSize>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace banshi::journeys
{

struct MoreDevice;

/// Where the world finds programs and puts its things.
struct WorldPlaces
{
    QString programs;                               ///< folder with the built programs (`build/<preset>/bin`)
    QString plugins;                                ///< folder above `generic/` with the hand
    QString source;                                 ///< the source tree (for the script that makes test certificates)
    QString folder;                                 ///< the world's own folder: sockets, logs, paper, data
    QString platform = QStringLiteral("offscreen"); ///< Qt platform of the kiosk's screens
    QSize window{1080, 1920};                       ///< pixels of the kiosk's panel
    bool everyDevice = false;                       ///< with the devices that no journey needs
    QString morePlugins; ///< further Qt generic plug-ins of the kiosk's screens, `name:specification`, comma between
};

/// The places of a build: its programs, the hand beside them, the source tree, and the world's own folder.
[[nodiscard]] WorldPlaces placesOf(const QString& programs, const QString& source, const QString& folder);

/// The street, the city and one machine, all as real processes: simulated devices at the other end of real wires, a
/// real IPP printer, the stand-in city behind TLS, gateway, supervisor, sessions and driver hosts.
/// Threads: one with an event loop; starting blocks (turning the loop).
class World : public QObject
{
    Q_OBJECT

public:
    explicit World(WorldPlaces places);
    ~World() override;

    /// Starts everything; false (with whyNot() set) when something did not come up.
    bool start();
    void stop();
    [[nodiscard]] const QString& whyNot() const { return m_whyNot; }

    [[nodiscard]] Finger& finger() { return *m_finger; }
    /// The front page says that every device and the network are well.
    [[nodiscard]] bool isReady();
    /// Orders to the street and the city; empty answers count as `{}`.
    nlohmann::json card(const nlohmann::json& order) { return tell("idcard", order); }
    nlohmann::json slipPrinter(const nlohmann::json& order) { return tell("receipt", order); }
    nlohmann::json sheetPrinter(const nlohmann::json& order) { return tell("a4", order); }
    nlohmann::json camera(const nlohmann::json& order) { return tell("camera", order); }
    nlohmann::json city(const nlohmann::json& order) { return tell("city", order); }
    /// Socket of the remote control of a simulator or of the city.
    [[nodiscard]] QString control(const QString& who) const
    {
        return runFolder() + QLatin1Char('/') + who + QStringLiteral(".ctl");
    }
    /// The simulated devices: each one's word for itself, and the socket of its remote control.
    [[nodiscard]] std::map<QString, QString> simulators() const;
    nlohmann::json simulator(const QString& device, const nlohmann::json& order);
    /// The machine's local gateway: answer of GET `path`.
    [[nodiscard]] std::optional<nlohmann::json> gateway(const QString& path);
    /// Moves the machine's time forward (development clock).
    void advance(std::chrono::nanoseconds span);
    /// The machine's monotonic time; it goes on by itself, too.
    [[nodiscard]] base::MonoTime now() const;

    /// SIGKILL for a process of the machine: `kiosk`, `gateway`, `session` or `host.<device>`;
    /// the ones without a keeper are started again at once, as systemd would. Of the street: `idcard` or `receipt`.
    bool killProcess(const QString& which);
    /// The same for `kiosk` and `gateway` without waiting: `gone` is called once, with false when it does not run or
    /// has not ended within five seconds.
    void killSoon(const QString& which, const std::function<void(bool)>& gone);
    /// Gives a device of the street (`idcard`, `receipt`) power again; true when it answers, also when it always did.
    bool powerOn(const QString& device);
    /// Process id of the host of a device, 0 while none runs.
    [[nodiscard]] qint64 hostPid(const QString& device) const;
    /// Process ids of everything that is running, by name (the city and the street included).
    [[nodiscard]] std::map<QString, qint64> processes() const;

    [[nodiscard]] QString paperFolder() const { return m_places.folder + QStringLiteral("/paper"); }
    [[nodiscard]] QString logFolder() const { return m_places.folder + QStringLiteral("/log"); }
    [[nodiscard]] QString runFolder() const { return m_places.folder + QStringLiteral("/run"); }
    [[nodiscard]] const WorldPlaces& places() const { return m_places; }

    /// Renders a person's portrait for the chip and a stream of camera pictures; cached by seed.
    /// Returns the folder; empty when the renderer failed.
    [[nodiscard]] QString personFolder(int seed);
    /// The same of somebody who holds a print of the person before the camera: `<answer>` still, `<answer>-left` and
    /// `<answer>-right` swung.
    [[nodiscard]] QString photoFolder(int seed);

private:
    nlohmann::json tell(const char* who, const nlohmann::json& order);
    bool fail(const QString& why);
    bool makeKeys();
    bool draw(const QStringList& what);
    bool startStreet();
    [[nodiscard]] std::vector<MoreDevice> moreDevicesHere() const;
    void launchReader();
    void launchSlipPrinter();
    bool startCity();
    bool startMachine();
    void launchAgain(const QString& which);
    void launch(const QString& name, const QStringList& arguments);
    void launchKiosk();
    void launchGateway();
    [[nodiscard]] QString program(const QString& name) const { return m_places.programs + QLatin1Char('/') + name; }
    [[nodiscard]] QString portFrom(const QString& who) const;

    WorldPlaces m_places;
    QString m_whyNot;
    std::map<QString, std::unique_ptr<Process>> m_processes;
    std::unique_ptr<Finger> m_finger;
};

} // namespace banshi::journeys

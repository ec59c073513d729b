// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-session: the screens and one resident's session. It starts warm behind the running one, takes the screen when
// its supervisor says so, and ends with its resident: what a wipe could have missed dies with the process.
#include "banshi/app/adapters/certificate_verifier.h"
#include "banshi/app/adapters/gateway_ports.h"
#include "banshi/app/adapters/kit_bench.h"
#include "banshi/app/adapters/kit_devices.h"
#include "banshi/app/adapters/kit_face_check.h"
#include "banshi/app/adapters/machine_watch.h"
#include "banshi/app/config/machine_config.h"
#include "banshi/app/journal/recovery.h"
#include "banshi/app/maintenance/argon_pin_hasher.h"
#include "banshi/app/pages/advice_voice.h"
#include "banshi/app/pages/director.h"
#include "banshi/app/pages/maintenance_director.h"
#include "banshi/app/pages/slip_writer.h"
#include "banshi/app/pages/test_paper.h"
#include "banshi/app/records/gateway_records.h"
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/app/supervisor/session_link.h"
#include "banshi/base/log.h"
#include "banshi/ui/speech/program_voice.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QScreen>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace
{

using namespace banshi;
using app::config::MachineConfig;

constexpr int kBadConfiguration = 2;
constexpr std::chrono::milliseconds kLongestUnseen(150); // a fresh process shows a page within 500 ms
const char* const kVersion = "0.1.0";

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

// No core file and no debugger: a crash must not write a resident's data anywhere.
void forbidDumps(bool production)
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (production)
        prctl(PR_SET_DUMPABLE, 0);
}

std::vector<app::adapters::KnownDevice> knownDevices(const MachineConfig& config)
{
    std::vector<app::adapters::KnownDevice> known;
    for (const auto& device : config.devices)
        known.push_back({text(device.name), device.kind});
    return known;
}

std::shared_ptr<const app::services::Catalogue> loadServices(const MachineConfig& config, const base::Clock& clock)
{
    auto loaded = app::services::loadCatalogue(app::services::CatalogueSource(config.catalogue), clock);
    for (const auto& fault : loaded.faults)
        qWarning("catalogue: %s", fault.text().c_str());
    return loaded.catalogue;
}

ui::speech::SpeechSetting speechOf(const MachineConfig& config)
{
    ui::speech::SpeechSetting setting{text(config.speechProgram), {}};
    for (const auto& argument : config.speechArguments)
        setting.arguments.append(text(argument));
    return setting;
}

QSize windowSize(const MachineConfig& config)
{
    if (config.windowWidthPx > 0 && config.windowHeightPx > 0)
        return {config.windowWidthPx, config.windowHeightPx};
    return QGuiApplication::primaryScreen()->size();
}

/// Everything of the process that is neither kit nor rule: who is joined with whom.
class SessionProgram : public QObject
{
public:
    SessionProgram(const MachineConfig& config, const base::Clock& clock, app::adapters::CertificateVerifier verifier)
        : m_config(config), m_gate(m_contract, clock),
          m_client(config.gatewaySocket().string(), m_contract, m_gate, clock,
                   [this](std::function<void()> work) {
                       QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
                   }),
          m_platform(m_client, m_contract), m_journal(m_client),
          m_directory(clock, text(config.publisherPortFile().string()), text(config.deviceTokenFile().string())),
          m_devices(clock, m_directory, knownDevices(config)),
          m_face(clock, m_devices.proxy(QStringLiteral("face-camera")),
                 {config.faceMatcher, config.production, config.faceLiveness}),
          m_watch(clock, m_devices, m_client, kVersion), m_catalogue(loadServices(config, clock)),
          m_look(ui::theme::Panel({config.panelWidthMm, config.panelHeightMm}, windowSize(config))),
          m_screen(m_look, clock), m_around{clock,
                                            m_platform,
                                            m_journal,
                                            m_devices,
                                            m_face,
                                            std::move(verifier),
                                            app::pages::SlipWriter(config.site.zh, config.deviceId),
                                            {},
                                            config.deviceId,
                                            config.gridCode,
                                            "zh-CN"},
          m_session(m_around, {config.idle, config.idleAnswer, std::chrono::seconds(30)}),
          m_director(clock, m_screen, m_session, m_around, m_catalogue,
                     {ui::i18n::Text::both(text(config.site.zh), text(config.site.en)), text(config.deviceId)}),
          m_voice(clock, speechOf(config)), m_adviceVoice(clock, m_session, m_look.translator(), m_voice),
          m_records(m_client), m_bench(m_devices, knownDevices(config)),
          m_maintenance({clock, m_records, m_bench, m_pinHasher, m_catalogue,
                         app::pages::testPaper(config.site.zh, config.deviceId)}),
          m_maintenanceDirector(
              clock, m_screen, m_maintenance,
              {ui::i18n::Text::both(text(config.site.zh), text(config.site.en)), text(config.deviceId)}),
          m_recovery(clock, m_journal, m_platform, m_devices), m_link(clock, STDIN_FILENO, STDOUT_FILENO),
          m_showWindow(clock)
    {
        m_around.showFrame = [this](const app::ports::FrameView& frame) {
            m_screen.setCameraFrame({frame.bgr, frame.width, frame.height, frame.stride});
        };
        m_screen.setObjectName(QStringLiteral("screen"));
        m_screen.resize(windowSize(config));
        join();
        m_directory.start();
        m_watch.start();
    }

    void reportReady() { m_link.say(app::supervisor::SessionSays::Ready); }

private:
    void join()
    {
        using app::supervisor::SessionLink;
        using app::supervisor::SessionOrder;
        using app::supervisor::SessionSays;
        connect(&m_link, &SessionLink::lost, qApp, &QCoreApplication::quit);
        connect(&m_link, &SessionLink::ordered, this, [this](SessionOrder order) {
            if (order == SessionOrder::Quit)
                qApp->quit();
            else if (order == SessionOrder::Maintenance)
                wantMaintenance();
            else if (order == SessionOrder::ComeBack)
                comeBack();
            else
                takeScreen(order == SessionOrder::ShowRecovery);
        });
        connect(&m_link, &SessionLink::standAsideOrdered, this, [this](base::UtcTime since) { wantAside(since); });
        connect(&m_showWindow, &base::Timer::fired, this, [this] { showWindow(); });
        connect(&m_devices, &app::adapters::KitDevices::hostHangs, &m_link, &SessionLink::sayHanging);
        connect(&m_watch, &app::adapters::MachineWatch::changed, this, [this] { judgeMachine(); });
        connect(&m_session, &app::session::Session::started, this, [this] {
            m_link.say(SessionSays::Busy);
            m_devices.claimAll();
            m_face.prepare();
        });
        connect(&m_session, &app::session::Session::ended, this, [] { qApp->quit(); });
        connect(&m_director, &app::pages::Director::maintenanceWanted, this, [this] { wantMaintenance(); });
        connect(&m_maintenance, &app::maintenance::Maintenance::left, this, [] { qApp->quit(); });
        connect(&m_recovery, &app::journal::Recovery::finished, this,
                [this](const app::journal::RecoveryReport& report) {
                    m_recovering = false;
                    m_open = report.journalReachable;
                    if (m_open)
                        openFront(std::exchange(m_erased, false));
                    else if (m_asideDue)
                        standAside();
                    else
                        m_director.showOutOfService(QStringLiteral("app.journalUnavailable"));
                    if (!m_screen.isVisible())
                        showWindow();
                });
    }

    void takeScreen(bool recovery)
    {
        // Promises may be open after a clean end too (a visit that ended in doubt): they are always looked at first.
        m_onScreen = true;
        m_erased = !recovery;
        m_watch.ask();
        if (m_asideDue)
        {
            standAside();
            return showWindow();
        }
        m_recovering = true;
        if (recovery)
            showWindow();
        else
            m_showWindow.start(kLongestUnseen);
        m_recovery.start();
    }

    void showWindow()
    {
        m_showWindow.stop();
        if (m_recovering)
            m_director.showRecovery();
        if (m_config.windowWidthPx > 0)
            m_screen.show();
        else
            m_screen.showFullScreen();
    }

    // A resident at work is not disturbed: the supervisor remembers the wish for the next session.
    void wantMaintenance()
    {
        if (m_session.flow() != nullptr)
        {
            m_link.say(app::supervisor::SessionSays::MaintenanceWanted);
            m_director.setMaintenanceWaits();
        }
        else if (m_recovering || !m_onScreen)
            m_maintenanceDue = true;
        else
            openMaintenance();
    }

    void openMaintenance()
    {
        m_maintenanceDue = false;
        m_isAside = false;
        m_link.say(app::supervisor::SessionSays::Busy);
        m_director.standAside();
        m_maintenance.open();
    }

    void openFront(bool erased)
    {
        m_open = true;
        if (m_maintenanceDue)
            return openMaintenance();
        if (m_asideDue)
            return standAside();
        m_director.showFront(erased);
        m_link.say(app::supervisor::SessionSays::Shown);
        m_link.say(app::supervisor::SessionSays::Idle);
    }

    // Another program wants the devices. Whoever is at work finishes; the process ends with them, and the next is told.
    void wantAside(base::UtcTime since)
    {
        m_asideDue = true;
        m_asideSince = since;
        if (m_onScreen && !m_recovering && m_session.flow() == nullptr && !m_maintenance.isOpen())
            standAside();
    }

    void standAside()
    {
        m_isAside = true;
        m_director.showDevicesLent(m_asideSince);
        m_link.say(app::supervisor::SessionSays::Shown);
        m_link.say(app::supervisor::SessionSays::Aside);
    }

    void comeBack()
    {
        m_asideDue = false;
        if (!std::exchange(m_isAside, false))
            return;
        m_recovering = true;
        m_director.showRecovery();
        m_recovery.start();
    }

    void judgeMachine()
    {
        m_director.setMachineState(m_watch.state());
        m_maintenance.setMachineState(m_watch.state());
        if (!m_onScreen || m_isAside || m_session.flow() != nullptr || m_maintenance.isOpen())
            return;
        if (!m_watch.isGatewayThere())
        {
            m_open = false;
            m_director.showOutOfService(QStringLiteral("app.journalUnavailable"));
        }
        else if (!m_open && !m_recovering)
        {
            // The gateway is back: what was promised before is looked at first.
            m_recovering = true;
            m_director.showRecovery();
            m_recovery.start();
        }
    }

    const MachineConfig& m_config;
    queue::contract::Contract m_contract;
    queue::contract::SchemaGate m_gate;
    queue::client::GatewayClient m_client;
    app::adapters::GatewayPlatform m_platform;
    app::adapters::GatewayJournal m_journal;
    drivers::client::DeviceDirectory m_directory;
    app::adapters::KitDevices m_devices;
    app::adapters::KitFaceCheck m_face;
    app::adapters::MachineWatch m_watch;
    std::shared_ptr<const app::services::Catalogue> m_catalogue;
    ui::widgets::Look m_look;
    ui::pages::Screen m_screen;
    app::session::Surroundings m_around;
    app::session::Session m_session;
    app::pages::Director m_director;
    ui::speech::ProgramVoice m_voice;
    app::pages::AdviceVoice m_adviceVoice;
    app::records::GatewayRecords m_records;
    app::adapters::KitBench m_bench;
    app::maintenance::ArgonPinHasher m_pinHasher;
    app::maintenance::Maintenance m_maintenance;
    app::pages::MaintenanceDirector m_maintenanceDirector;
    app::journal::Recovery m_recovery;
    app::supervisor::SessionLink m_link;
    base::Timer m_showWindow; ///< recovery that finds nothing is over before a page is due
    bool m_onScreen = false;
    bool m_erased = false; ///< the front page says that the last visitor's data has gone
    bool m_open = false;   ///< recovery is over, the front page may stand
    bool m_recovering = false;
    bool m_asideDue = false;       ///< another program wants the devices, or has them
    base::UtcTime m_asideSince{};  ///< as the supervisor says
    bool m_isAside = false;        ///< the page that says so stands
    bool m_maintenanceDue = false; ///< a technician waits for the end of recovery
};

} // namespace

int main(int argc, char** argv)
{
    base::installRedactingLog();
    CLI::App options("The screens of a Banshi machine; started by banshi-kiosk.");
    std::string file;
    options.add_option("--config", file, "machine file (TOML)")->required();
    CLI11_PARSE(options, argc, argv);

    base::installStartLog();
    QApplication application(argc, argv);
    base::installRedactingLog();
    QApplication::setApplicationName(QStringLiteral("banshi-session"));
    const auto share = std::filesystem::path(QCoreApplication::applicationDirPath().toStdString()) / "../share/banshi";
    const auto config = app::config::loadMachineConfig(file, share);
    if (!config)
    {
        for (const auto& fault : config.error())
            std::fprintf(stderr, "%s\n", fault.text().c_str());
        return kBadConfiguration;
    }
    forbidDumps(config->production);
    const auto clock = app::config::openClock(*config);
    auto verifier = app::adapters::CertificateVerifier::open(config->signatureKey);
    if (!clock || !verifier)
    {
        std::fprintf(stderr, "%s\n", (clock ? verifier.error() : clock.error()).c_str());
        return kBadConfiguration;
    }
    SessionProgram program(*config, **clock, std::move(*verifier));
    program.reportReady();
    return application.exec();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_world.h"
#include "visit_ends.h"

#include "banshi/testing/suite.h"

#include <QProcess>
#include <QTest>

using namespace banshi::journeys;
using namespace std::chrono_literals;

/// A technician's program takes all devices of a running machine and gives them back.
class VendorModeTest : public QObject
{
    Q_OBJECT

    TemporaryWorld m_here;
    World& m_world = m_here.world();

    void begin(QProcess& program, const QStringList& order) const
    {
        program.start(m_world.places().programs + QStringLiteral("/banshi-device"),
                      QStringList{QStringLiteral("--publisher"),
                                  m_world.runFolder() + QStringLiteral("/publisher/publisher.port"),
                                  QStringLiteral("--token"), m_world.runFolder() + QStringLiteral("/devices.token")} +
                          order);
    }
    // How the technician's program ended.
    [[nodiscard]] static int end(QProcess& program)
    {
        return waitUntil([&] { return program.state() == QProcess::NotRunning; }, 30s) ? program.exitCode() : -1;
    }
    [[nodiscard]] int send(const char* service, const char* command, const char* payload = "{}") const
    {
        QProcess program;
        begin(program, {QStringLiteral("send"), QString::fromLatin1(service), QString::fromLatin1(command),
                        QString::fromLatin1(payload)});
        return end(program);
    }
    // What stands in the audit table, newest first.
    [[nodiscard]] std::vector<std::string> auditedActs() const
    {
        std::vector<std::string> acts;
        const auto audit = m_world.gateway(QStringLiteral("/local/audit?limit=2"));
        for (const auto& entry : audit ? audit->value("entries", nlohmann::json::array()) : nlohmann::json::array())
            acts.push_back(entry.value("what", ""));
        return acts;
    }
    [[nodiscard]] bool isPending() const
    {
        QProcess program;
        begin(program, {QStringLiteral("status"), QStringLiteral("vendor-mode")});
        return end(program) == 0 && program.readAllStandardOutput().contains("enterPending");
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_here.start(), qPrintable(m_world.whyNot())); }

    void theMachineLetsGoOfItsDevicesAndComesBack()
    {
        QVERIFY(waitUntil([&] { return m_world.isReady(); }, 20s));
        QCOMPARE(send("vendor-mode", "VendorMode.EnterModeRequest"), 0);
        QCOMPARE(m_world.finger().page(), QStringLiteral("outOfService"));
        QVERIFY(m_world.finger().reads(QStringLiteral("维护人员做完就自动恢复")));
        QVERIFY(
            waitUntil([&] { return m_world.finger().reads(QStringLiteral("现在可以去")); }, 20s)); // by the city's word
        QCOMPARE(send("receipt", "Printer.PrintSlip", R"({"slipId":"t","lines":[{"kind":"text","text":"test"}]})"), 0);
        QCOMPARE(send("vendor-mode", "VendorMode.ExitModeRequest"), 0);
        QVERIFY(waitUntil([&] { return m_world.isReady(); }, 20s));
        QVERIFY(waitUntil(
            [&] {
                return auditedActs() == std::vector<std::string>{"vendorMode.left", "vendorMode.entered"};
            },
            20s));
    }

    void theResidentFinishesFirst()
    {
        Journey journey(m_world, QStringLiteral("end"), m_here.outFolder());
        journey.takePictures(false);
        walkTowards(journey, VisitEnd::Cancel);
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        const QString page = m_world.finger().page();
        // While a resident is served, the devices are theirs.
        QCOMPARE(send("receipt", "Printer.PrintSlip", R"({"slipId":"t","lines":[{"kind":"text","text":"test"}]})"), 1);
        QProcess technician;
        begin(technician,
              {QStringLiteral("send"), QStringLiteral("vendor-mode"), QStringLiteral("VendorMode.EnterModeRequest")});
        QVERIFY(waitUntil([&] { return isPending(); }, 20s));
        QCOMPARE(m_world.finger().page(), page);
        QCOMPARE(technician.state(), QProcess::Running);
        QVERIFY(endVisit(m_world, VisitEnd::Cancel));
        QCOMPARE(end(technician), 0);
        QVERIFY(m_world.finger().waitForPage(QStringLiteral("outOfService"), 20s));
        QCOMPARE(send("vendor-mode", "VendorMode.ExitModeRequest"), 0);
        QVERIFY(waitUntil([&] { return m_world.isReady(); }, 20s));
    }
};

BANSHI_TEST(VendorModeTest)
#include "vendor_mode_test.moc"

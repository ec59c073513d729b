// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/serial_fingerprint.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <banshi/drivers/sdk/serial_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::fingerprint::SerialFingerprint;
using sdk::ErrorCode;

/// The driver against the simulated module.
class SerialFingerprintTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    testing::DriverHost m_host;
    std::unique_ptr<SerialFingerprint> m_reader;

    bool order(const nlohmann::json& request) { return m_simulator->control(request).value("ok", false); }
    int held() { return m_simulator->control({{"do", "state"}}).value("held", -1); }
    bool place(const char* finger) { return order({{"do", "place"}, {"finger", finger}}); }

    std::unique_ptr<SerialFingerprint> makeReader()
    {
        const std::string tty = m_simulator->path(QStringLiteral("tty")).toStdString();
        SerialFingerprint::Setup setup;
        setup.patience = {300ms, 200ms};
        setup.lookPause = 10ms;
        return std::make_unique<SerialFingerprint>(
            setup, [tty](const sdk::CallContext&) { return sdk::SerialChannel::open(tty, 57600); }, m_host);
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-fingerprint"),
                                   {QStringLiteral("--tty"), QStringLiteral("%/tty")}));
        m_reader = makeReader();
        const testing::DriverCall call;
        const auto opened = m_reader->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
    }
    void cleanup()
    {
        m_reader.reset();
        m_simulator.reset();
    }

    void tellsTheSameFingerFromAnother()
    {
        const testing::DriverCall call;
        QVERIFY(place("thumb"));
        const auto thumb = m_reader->read(call);
        QVERIFY2(thumb.ok(), thumb.ok() ? "" : thumb.failure().detail.c_str());
        QVERIFY(m_reader->import(*thumb, call).ok());
        QVERIFY(m_reader->read(call).ok());
        QCOMPARE(*m_reader->match(call), 100);
        QVERIFY(place("index"));
        QVERIFY(m_reader->read(call).ok());
        QCOMPARE(*m_reader->match(call), 0);
    }

    void forgetsWhenAskedAndWhenOpened()
    {
        const testing::DriverCall call;
        QCOMPARE(m_reader->match(call).failure().errorCode, std::string("noCaptureData"));
        QVERIFY(place("thumb"));
        const auto thumb = m_reader->read(call);
        QCOMPARE(m_reader->match(call).failure().errorCode, std::string("noImportedData"));
        QVERIFY(m_reader->import(*thumb, call).ok());
        QTRY_COMPARE(held(), 2);
        QVERIFY(m_reader->clear(call).ok());
        QTRY_COMPARE(held(), 0);
        QCOMPARE(m_reader->match(call).failure().errorCode, std::string("noCaptureData"));
        QVERIFY(m_reader->read(call).ok());
        m_reader.reset(); // as a process that was killed
        QCOMPARE(held(), 1);
        m_reader = makeReader();
        QVERIFY(m_reader->open(call).ok());
        QTRY_COMPARE(held(), 0);
    }

    // One row for each thing that can happen to an answer.
    void survivesADisturbedLine_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"splitBytes", "halfFrame", "wrongChecksum", "noise", "otherAnswer", "flood", "smeared", "lifted"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void survivesADisturbedLine()
    {
        QFETCH(QString, kind);
        QVERIFY(place("thumb"));
        QVERIFY(order({{"do", "fault"}, {"kind", kind.toStdString()}, {"times", 4}}));
        const testing::DriverCall call(5s);
        const auto disturbed = m_reader->read(call);
        if (disturbed)
            QCOMPARE(disturbed->data.size(), std::size_t(512));
        else
            QVERIFY2(disturbed.failure().errorCode == "readFailed" ||
                         disturbed.failure().code == ErrorCode::DeviceNotReady,
                     disturbed.failure().detail.c_str());
        QVERIFY(order({{"do", "clear"}}));
        const auto clean = m_reader->read(call);
        QVERIFY2(clean.ok(), clean.ok() ? "" : clean.failure().detail.c_str());
        QCOMPARE(clean->data.size(), std::size_t(512));
    }

    void stopsWaitingWhenCancelledAndAtItsDeadline()
    {
        const testing::DriverCall late(200ms);
        QCOMPARE(m_reader->read(late).failure().code, ErrorCode::TimeOut);
        testing::DriverCall call;
        call.cancel();
        QCOMPARE(m_reader->read(call).failure().code, ErrorCode::Canceled);
        QVERIFY(order({{"do", "fault"}, {"kind", "unplug"}}));
        const testing::DriverCall lost;
        QCOMPARE(m_reader->read(lost).failure().code, ErrorCode::DeviceNotReady);
        QVERIFY(!m_reader->poll(lost).ok());
    }

    void takesOnlyTemplatesOfItsOwnKind()
    {
        const testing::DriverCall call;
        using Bytes = std::vector<std::uint8_t>;
        const std::pair<const char*, Bytes> wrong[] = {
            {"isoFid", {1, 2, 3}}, {"reserved1", {}}, {"reserved1", Bytes(5000, 1)}};
        for (const auto& [format, data] : wrong)
            QCOMPARE(m_reader->import(sdk::BiometricTemplate(format, data), call).failure().code,
                     ErrorCode::UnsupportedData);
    }
};

BANSHI_TEST(SerialFingerprintTest)
#include "serial_fingerprint_test.moc"

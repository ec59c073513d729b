// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/serial_fingerprint.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTest>
#include <banshi/drivers/sdk/recording_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::fingerprint::SerialFingerprint;

/// The driver against recorded bytes: every byte that it sends is compared.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;

private Q_SLOTS:
    void capturesTheRecordedFinger()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/drivers/plugins/fingerprint/recordings/one-finger.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string record = file.readAll().toStdString();
        const sdk::ReplayChannel* played = nullptr;
        SerialFingerprint::Setup setup;
        setup.lookPause = 1ms;
        SerialFingerprint reader(
            setup,
            [&](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                auto replay = sdk::ReplayChannel::fromText(record);
                if (!replay)
                    return replay.failure();
                played = replay->get();
                return std::unique_ptr<sdk::ByteChannel>(std::move(*replay));
            },
            m_host);
        const testing::DriverCall call;
        const auto opened = reader.open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto finger = reader.read(call);
        QVERIFY2(finger.ok(), finger.ok() ? "" : finger.failure().detail.c_str());
        QCOMPARE(finger->format, std::string("reserved1"));
        QCOMPARE(finger->data.size(), std::size_t(512));
        QCOMPARE(finger->data[1], std::uint8_t(48));
        QCOMPARE(call.events().size(), std::size_t(3)); // present, detected, remove
        QVERIFY(played->finished());
        QVERIFY(m_host.status<sdk::BiometricReaderStatus>()->captured);
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

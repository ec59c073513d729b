// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/session_messages.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::app::supervisor;

class SessionMessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites()
    {
        for (const auto message : {SessionSays::Ready, SessionSays::Shown, SessionSays::Beat, SessionSays::Busy,
                                   SessionSays::Idle, SessionSays::Aside, SessionSays::MaintenanceWanted})
            QVERIFY(decodeSays(encode(message).trimmed()) == message);
        for (const auto order : {SessionOrder::Show, SessionOrder::ShowRecovery, SessionOrder::Maintenance,
                                 SessionOrder::ComeBack, SessionOrder::Quit})
            QVERIFY(decodeOrder(encode(order).trimmed()) == order);
    }

    void saysSinceWhenTheDevicesAreLent()
    {
        const auto since = *banshi::base::fromRfc3339("2026-03-01T06:05:00Z");
        QVERIFY(decodeStandAside(encodeStandAside(since).trimmed()) == since);
        for (const char* line :
             {R"({"standAsideSince":7})", R"({"standAsideSince":"noon"})", R"({"do":"show"})", "[]", ""})
            QVERIFY(!decodeStandAside(line));
    }

    void namesTheDeviceThatHangs()
    {
        QVERIFY(decodeHanging(encodeHanging(QStringLiteral("receipt")).trimmed()) == QStringLiteral("receipt"));
        for (const char* line : {"{\"hanging\":7}", "{\"say\":\"ready\"}", "[]", ""})
            QVERIFY(!decodeHanging(line));
    }

    void ignoresGarbage()
    {
        for (const char* line : {"", "{", "[]", "{\"say\":7}", "{\"say\":\"nonsense\"}", "\xff\xfe"})
            QVERIFY(!decodeSays(line));
        QVERIFY(!decodeOrder("{\"say\":\"ready\"}"));
    }
};

BANSHI_TEST(SessionMessagesTest)
#include "session_messages_test.moc"

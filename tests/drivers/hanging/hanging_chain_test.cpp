// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/suite.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::DeviceCondition;
using protocol::CompletionCode;

/// A host whose driver hangs goes on answering pings and questions for its status: only its command tells.
class HangingChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAHostWhoseDriverNeverReturnsAndStartsItAgain()
    {
        testing::DeviceChain chain;
        QVERIFY(chain.start(QString::fromUtf8(qgetenv("BANSHI_BIN")) +
                                QStringLiteral("/../tests/drivers/hanging/banshi-driver-hanging.so"),
                            QStringLiteral("serial:/dev/null")));
        QSignalSpy hangs(&chain.proxy(), &client::DeviceProxy::unresponsive);
        const qint64 first = chain.hostProcess();
        const auto read = chain.run(protocol::command::kReadCard, nlohmann::json::object(), 300ms);
        QVERIFY(read.has_value());
        QCOMPARE(read->code, CompletionCode::DeviceNotReady);
        QCOMPARE(hangs.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(chain.hostProcess() > 0 && chain.hostProcess() != first, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(chain.proxy().condition(), DeviceCondition::Ok, 20000);
        const auto answered = chain.run(protocol::command::kWaitRemoved, nlohmann::json::object());
        QVERIFY(answered && answered->ok());
    }
};

BANSHI_TEST(HangingChainTest)
#include "hanging_chain_test.moc"

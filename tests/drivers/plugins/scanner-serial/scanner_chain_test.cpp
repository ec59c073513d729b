// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/error_codes.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::DeviceCondition;
using protocol::CompletionCode;

/// From the proxy to the scanner and back.
class ScannerChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_scanner;
    std::unique_ptr<testing::DeviceChain> m_chain;

    bool control(const nlohmann::json& request) { return m_scanner->control(request).value("ok", false); }
    bool waitForLight()
    {
        return QTest::qWaitFor([this] { return m_scanner->control({{"do", "state"}}).value("light", false); });
    }
    std::optional<client::Completion> readScanned(const std::string& text)
    {
        const auto slot = m_chain->send(protocol::command::kReadBarcode, nlohmann::json::object());
        if (!waitForLight() || !control({{"do", "scan"}, {"text", text}}))
            return std::nullopt;
        (void)QTest::qWaitFor([&slot] { return slot->has_value(); }, 20000);
        return *slot;
    }

private Q_SLOTS:
    void init()
    {
        m_scanner = std::make_unique<testing::Simulator>();
        QVERIFY(m_scanner->start(QStringLiteral("banshi-virtual-scanner"),
                                 {QStringLiteral("--tty"), QStringLiteral("%/tty"), QStringLiteral("--triggered"),
                                  QStringLiteral("--aim")}));
        m_chain = std::make_unique<testing::DeviceChain>();
        QVERIFY(m_chain->start(QStringLiteral("scanner-serial"),
                               QStringLiteral("serial:") + m_scanner->path(QStringLiteral("tty")),
                               QStringLiteral(R"({"trigger":"serial","aim":true})")));
    }
    void cleanup()
    {
        m_chain.reset();
        m_scanner.reset();
    }

    void readsACodeAndSaysWhosePaymentCodeItIs()
    {
        const auto done = readScanned("134567890123456789");
        QVERIFY(done.has_value());
        QVERIFY2(done->ok(), done->description.c_str());
        const auto entry = done->payload["readOutput"][0];
        QCOMPARE(entry.value("symbology", ""), std::string("qrCode"));
        QCOMPARE(entry.value("barcodeData", ""), std::string("MTM0NTY3ODkwMTIzNDU2Nzg5"));
        QCOMPARE(entry.value("payerCode", ""), std::string("weChat"));
        const auto other = readScanned("6228480000000000");
        QVERIFY(other && !other->payload["readOutput"][0].contains("payerCode")); // a bank card's number
    }

    void namesADamagedCode()
    {
        QVERIFY(control({{"do", "fault"}, {"kind", "halfFrame"}}));
        const auto done = readScanned("134567890123456789");
        QVERIFY(done.has_value());
        QCOMPARE(client::errorCodeOf(protocol::DeviceClass::BarcodeReader, *done),
                 std::string("drivers.scanner.barcodeInvalid"));
    }

    void forgetsACodeThatItHasRead()
    {
        if (testing::kKeepsFreedMemory)
            QSKIP("sanitizers bring their own allocator, which does not clear");
        const QString code = QStringLiteral("287654321098765432");
        const auto done = readScanned(code.toStdString());
        QVERIFY(done && done->ok());
        const auto remembered = m_chain->hostRemembers({code});
        if (!remembered)
            QSKIP("the memory of another process cannot be read here");
        QCOMPARE(remembered->join(u'\n'), QString());
    }

    void givesOneCompletionWhenTheHostIsKilledAndComesBack()
    {
        const auto slot = m_chain->send(protocol::command::kReadBarcode, nlohmann::json::object());
        QVERIFY(waitForLight());
        QVERIFY(m_chain->killHost());
        QTRY_VERIFY_WITH_TIMEOUT(slot->has_value(), 20000);
        QCOMPARE((*slot)->code, CompletionCode::DeviceNotReady);
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
        const auto done = readScanned("after the crash");
        QVERIFY(done && done->ok());
    }

    void followsAnUnpluggedScanner()
    {
        QVERIFY(control({{"do", "fault"}, {"kind", "unplug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Fault, 20000);
        QVERIFY(control({{"do", "plug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
    }
};

BANSHI_TEST(ScannerChainTest)
#include "scanner_chain_test.moc"

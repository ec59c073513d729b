// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_requests.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::payterm_zvt;

/// Every command byte by byte, as Portalum.Zvt's ZvtClient makes it.
class ZvtRequestsTest : public QObject
{
    Q_OBJECT

    static QByteArray hexOf(const Apdu& apdu)
    {
        const auto bytes = bytesOf(apdu);
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
    }

private Q_SLOTS:
    void asksForAnAmount() { QCOMPARE(hexOf(authorisation(314)), QByteArray("06010704000000000314")); }
    void registers()
    {
        QCOMPARE(hexOf(registration({})), QByteArray("060008000000be01560300"));
        QCOMPARE(hexOf(registration({123456, 978})), QByteArray("060008123456be09780300"));
    }
    void takesBackByReceiptNumber() { QCOMPARE(hexOf(reversal({}, 470)), QByteArray("063006000000870470")); }
    void asksStopsAndAcknowledges()
    {
        QCOMPARE(hexOf(repeatReceipt({1, 156})), QByteArray("062003000001"));
        QCOMPARE(hexOf(statusEnquiry({})), QByteArray("050103000000"));
        QCOMPARE(hexOf(abortCommand()), QByteArray("06b000"));
        QCOMPARE(hexOf(acknowledge()), QByteArray("800000"));
    }
    void keepsWhatAReversalNeeds()
    {
        QCOMPARE(terminalReferenceOf(7, 470), std::string("0007|000470"));
        QCOMPARE(receiptOf("0007|000470"), std::optional<std::int64_t>(7));
        for (const char* text : {"", "7|470", "0007-000470", "0007|00047x", "00070000470", "0007|0004700"})
            QCOMPARE(receiptOf(text), std::optional<std::int64_t>());
    }
};

BANSHI_TEST(ZvtRequestsTest)
#include "zvt_requests_test.moc"

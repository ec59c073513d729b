// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/start_token.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::protocol;

class StartTokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnotherOneEachStart()
    {
        QCOMPARE(makeStartToken().size(), std::size_t(64));
        QVERIFY(makeStartToken() != makeStartToken());
    }

    void givesEachHostItsOwn()
    {
        // RFC 4231, test case 2.
        QCOMPARE(hostToken("Jefe", "what do ya want for nothing?"),
                 std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QVERIFY(hostToken("start", "idcard") != hostToken("start", "receipt"));
        QVERIFY(hostToken("start", "idcard") != hostToken("next start", "idcard"));
        QCOMPARE(hostToken({}, "idcard"), std::string());
    }

    void knowsItsTokenOnly()
    {
        QVERIFY(isBearer(bearer("token"), "token"));
        for (const char* value :
             {"", "Bearer ", "token", "Bearer tokem", "Bearer toke", "Bearer tokenn", "bearer token"})
            QVERIFY2(!isBearer(value, "token"), value);
    }
};

BANSHI_TEST(StartTokenTest)
#include "start_token_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/client_error.h"

#include "banshi/queue/contract/formats.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace banshi::queue::client;

class ClientErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryCodeOnce()
    {
        const auto codes = allErrorCodes();
        const std::set<std::string> unique(codes.begin(), codes.end());
        QCOMPARE(unique.size(), codes.size());
        for (const std::string& code : codes)
            QVERIFY2(banshi::queue::contract::hasFormat("code", code), code.c_str());
        for (const char* code :
             {"queue.client.timedOut", "queue.contract.schema", "query.accountUnknown", "journal.intentUnknown"})
            QVERIFY2(unique.contains(code), code);
    }

    void knowsWhatCannotHaveHappened()
    {
        const auto of = [](int status, const char* code) {
            banshi::queue::contract::Problem problem;
            problem.status = status;
            problem.code = code;
            return ClientError{ClientErrorCode::Problem, "", {}, problem};
        };
        QVERIFY(!of(404, "query.accountUnknown").mayHaveHappened());
        QVERIFY(of(409, "request.running").mayHaveHappened());
        QVERIFY(of(504, "gateway.upstreamTimeout").mayHaveHappened());
        QVERIFY(!(ClientError{ClientErrorCode::Unreachable, "", {}, {}}).mayHaveHappened());
        QVERIFY((ClientError{ClientErrorCode::ConnectionLost, "", {}, {}}).mayHaveHappened());
    }
};

BANSHI_TEST(ClientErrorTest)
#include "client_error_test.moc"

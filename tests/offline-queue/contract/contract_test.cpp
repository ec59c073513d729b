// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/contract.h"

#include "banshi/queue/contract/formats.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <set>

using namespace banshi::queue::contract;

class ContractTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEachOperationOnce()
    {
        std::set<std::string> ids;
        std::set<std::pair<Method, std::string>> places;
        for (const Operation& operation : m_contract.operations())
        {
            QVERIFY2(ids.insert(operation.id).second, operation.id.c_str());
            QVERIFY2(places.insert({operation.method, operation.path}).second, operation.id.c_str());
        }
        QCOMPARE(ids.size(), std::size_t(56));
    }

    void findsEachOperationByItsOwnPath()
    {
        for (const Operation& operation : m_contract.operations())
        {
            std::string path = operation.path;
            for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
                path.replace(open, path.find('}') - open + 1, "value-1");
            const auto match = m_contract.match(operation.method, path);
            QVERIFY2(match.has_value(), path.c_str());
            QCOMPARE(match->operation, &operation);
        }
        QVERIFY(!m_contract.match(Method::Get, "/v1/payments").has_value());
        QVERIFY(m_contract.hasPath("/v1/payments"));
        QVERIFY(!m_contract.hasPath("/v2/payments"));
    }

    void wantsAKeyForEveryPostThatLeavesTheMachine()
    {
        for (const Operation& operation : m_contract.operations())
        {
            const bool leaves = operation.delivery != Delivery::Local;
            // A repeated request for a certificate names the same key pair and gets the same one (RFC 7030 has no key).
            const bool isEnrolment = operation.path.starts_with("/.well-known/est/");
            QVERIFY2(operation.needsKey() == (leaves && operation.method == Method::Post && !isEnrolment),
                     operation.id.c_str());
            QCOMPARE(operation.path.starts_with("/local/"), !leaves);
        }
    }

    void boundsEveryOperationInTime()
    {
        for (const Operation& operation : m_contract.operations())
        {
            QVERIFY(operation.deadline > std::chrono::milliseconds(0));
            QVERIFY(operation.deadline <= std::chrono::minutes(1));
        }
    }

    void keepsWhatMayBeQueuedApart()
    {
        std::set<std::string> durable;
        for (const Operation& operation : m_contract.operations())
        {
            if (operation.delivery == Delivery::Durable)
                durable.insert(operation.id);
        }
        const std::set<std::string> expected = {"submitReport",      "putBlob", "confirmPrint", "requestRefund",
                                                "confirmFulfilment", "rate",    "reportEvent"};
        QVERIFY(durable == expected);
        QCOMPARE(m_contract.find("sendQueueBatch")->caller, Caller::Gateway);
        for (const char* picture : {"putQueueBlob", "getQueueBlob", "patchQueueBlob"})
            QCOMPARE(m_contract.find(picture)->caller, Caller::Gateway);
        QCOMPARE(m_contract.find("submitReport")->caller, Caller::Kiosk);
    }

    void givesEachProblemCodeItsClassAndStatus()
    {
        QVERIFY(!m_contract.problemCodes().empty());
        for (const auto& [code, entry] : m_contract.problemCodes())
        {
            QVERIFY2(hasFormat("code", code), code.c_str());
            QVERIFY(entry.status >= 400 && entry.status <= 599);
        }
        const Problem problem = m_contract.problem("query.accountUnknown", "x");
        QCOMPARE(problem.status, 404);
        QCOMPARE(problem.kind, ProblemClass::User);
        QCOMPARE(m_contract.problem("no.such").status, 500);
    }

    void knowsMethodsByName()
    {
        for (const Method method : {Method::Get, Method::Put, Method::Post, Method::Patch})
            QCOMPARE(*methodNamed(name(method)), method);
        QVERIFY(!methodNamed("DELETE").has_value());
    }

private:
    Contract m_contract;
};

BANSHI_TEST(ContractTest)
#include "contract_test.moc"

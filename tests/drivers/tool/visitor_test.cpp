// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/visitor.h"

#include "banshi/drivers/client/service_publisher.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "fake_service.h"

#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using nlohmann::json;
using tool::VisitEnd;

namespace
{

constexpr int kPatienceMs = 20000;

} // namespace

class VisitorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<testing::ManualClock>();
        m_service = std::make_unique<testing::FakeService>();
        m_publisher = std::make_unique<client::ServicePublisher>();
        const QString portFile = m_folder.filePath(QStringLiteral("port"));
        QVERIFY(m_publisher->listen(client::PortRule::Any, portFile));
        m_publisher->addStatic({"vendor-mode", m_service->entry("vendor-mode").uri, "VendorMode"});
        m_publisher->addStatic(m_service->entry("receipt"));
        m_said.clear();
        m_end.reset();
        m_visitor = std::make_unique<tool::Visitor>(*m_clock, portFile, QString(), 10s,
                                                    [this](const json& answer) { m_said.push_back(answer); });
        connect(m_visitor.get(), &tool::Visitor::ended, this, [this](VisitEnd end) { m_end = end; });
    }
    void cleanup()
    {
        m_visitor.reset();
        m_publisher.reset();
        m_service.reset();
    }

    void listsEveryDeviceWithItsConditionAndNothingElse()
    {
        m_visitor->list();
        QTRY_VERIFY_WITH_TIMEOUT(m_end == VisitEnd::Done, kPatienceMs);
        QCOMPARE(m_said.size(), std::size_t(1));
        QCOMPARE(m_said[0].size(), std::size_t(1));
        QVERIFY(m_said[0][0]["name"] == "receipt");
        QVERIFY(m_said[0][0]["condition"] == "ok");
    }

    void saysStatusAndCapabilities()
    {
        m_visitor->status(QStringLiteral("receipt"));
        QTRY_VERIFY_WITH_TIMEOUT(m_end == VisitEnd::Done, kPatienceMs);
        QVERIFY(m_said[0]["status"]["common"]["device"] == "online");
        QVERIFY(m_said[0]["capabilities"].contains("interfaces"));
    }

    void sendsACommandAndSaysItsCompletion()
    {
        m_visitor->send(QStringLiteral("receipt"), "Printer.PrintSlip", R"({"lines":[]})", 5s);
        QTRY_COMPARE_WITH_TIMEOUT(m_service->commands.size(), std::size_t(1), kPatienceMs);
        QVERIFY(m_service->commands[0].payload.contains("lines"));
        m_service->complete(m_service->commands[0].header, protocol::CompletionCode::CommandErrorCode,
                            {{"errorCode", "paperOut"}});
        QTRY_VERIFY_WITH_TIMEOUT(m_end == VisitEnd::Refused, kPatienceMs);
        QVERIFY(m_said[0]["errorCode"] == "paperOut");
    }

    void refusesAPayloadThatIsNoObject()
    {
        for (const char* payload : {"", "{", "[]", "7"})
            m_visitor->send(QStringLiteral("receipt"), "Printer.PrintSlip", payload, 5s);
        QVERIFY(m_end == VisitEnd::BadOrder);
        QVERIFY(m_service->commands.empty());
    }

    void watchesEveryChange()
    {
        m_visitor->watch(QStringLiteral("receipt"));
        QTRY_COMPARE_WITH_TIMEOUT(m_said.size(), std::size_t(1), kPatienceMs);
        m_service->setStatus({{"printer", {{"paper", {{"upper", "low"}}}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_said.size(), std::size_t(2), kPatienceMs);
        QVERIFY(m_said[1]["condition"] == "warning");
        QVERIFY(!m_end);
    }

    void endsWhenNobodyAnswers()
    {
        m_visitor->status(QStringLiteral("nobody"));
        m_clock->advance(11s);
        QTRY_VERIFY_WITH_TIMEOUT(m_end == VisitEnd::NoAnswer, kPatienceMs);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<testing::ManualClock> m_clock;
    std::unique_ptr<testing::FakeService> m_service;
    std::unique_ptr<client::ServicePublisher> m_publisher;
    std::vector<json> m_said;
    std::optional<VisitEnd> m_end;
    std::unique_ptr<tool::Visitor> m_visitor;
};

BANSHI_TEST(VisitorTest)
#include "visitor_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/vendor_mode.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;
using protocol::VendorModeState;
namespace command = protocol::command;
namespace vendormode = protocol::vendormode;

namespace
{

// A technician's program, and two applications of the machine.
constexpr client::VendorMode::Connection kTechnician = 1;
constexpr client::VendorMode::Connection kDesk = 2;
constexpr client::VendorMode::Connection kMonitor = 3;

} // namespace

class VendorModeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sent.clear();
        m_mode = std::make_unique<client::VendorMode>(
            m_clock, [this](auto to, const protocol::Message& message) { m_sent[to].push_back(message); });
        for (const auto who : {kTechnician, kDesk, kMonitor})
            m_mode->joined(who);
    }

    void switchesAtOnceWhenNobodyIsRegistered()
    {
        QVERIFY(end(kTechnician, vendormode::kEnterModeRequest) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::Active);
        QVERIFY(end(kTechnician, vendormode::kExitModeRequest) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::Inactive);
    }

    void namesWhoAskedForTheChange()
    {
        m_mode->left(kTechnician);
        m_mode->joined(kTechnician, "technician");
        QVERIFY(end(kTechnician, vendormode::kEnterModeRequest) == CompletionCode::Success);
        QCOMPARE(m_mode->requester(), std::string("technician"));
        QVERIFY(end(kDesk, vendormode::kRegister, protocol::registrationToJson("desk")) == CompletionCode::Success);
        QVERIFY(!end(kDesk, vendormode::kExitModeRequest));
        QCOMPARE(m_mode->requester(), std::string("technician")); // nothing has changed yet
        QVERIFY(end(kDesk, vendormode::kExitModeAcknowledge) == CompletionCode::Success);
        QCOMPARE(m_mode->requester(), std::string("desk"));
    }

    void waitsUntilEveryApplicationHasLetGo()
    {
        enroll();
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        QVERIFY(m_mode->state() == VendorModeState::EnterPending);
        QVERIFY(eventsOf(kDesk) == (Names{"Common.StatusChangedEvent", "VendorMode.EnterModeRequestEvent"}));
        QVERIFY(eventsOf(kTechnician) == Names{"Common.StatusChangedEvent"});
        QVERIFY(end(kDesk, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::EnterPending);
        QVERIFY(end(kMonitor, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::Active);
        QVERIFY(lastEnd(kTechnician) == CompletionCode::Success);
        for (const auto who : {kTechnician, kDesk, kMonitor})
            QCOMPARE(eventsOf(who).back(), std::string("VendorMode.ModeEnteredEvent"));
    }

    void givesTheDevicesBackWhenEveryApplicationAgrees()
    {
        enterWithEverybody();
        QVERIFY(!end(kTechnician, vendormode::kExitModeRequest));
        QVERIFY(m_mode->state() == VendorModeState::ExitPending);
        QCOMPARE(eventsOf(kDesk).back(), std::string("VendorMode.ExitModeRequestEvent"));
        for (const auto who : {kDesk, kMonitor})
            QVERIFY(end(who, vendormode::kExitModeAcknowledge) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::Inactive);
        QVERIFY(lastEnd(kTechnician) == CompletionCode::Success);
        const auto& exited = m_sent[kDesk].back();
        QCOMPARE(exited.header.name, std::string(vendormode::kModeExitedEvent));
        QVERIFY(exited.payload == protocol::connectedApplicationsToJson({"desk", "monitor"}));
    }

    void takesNothingFromAnApplicationThatDoesNotAnswerInTime()
    {
        enroll();
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest, {}, 30s));
        QVERIFY(end(kDesk, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        m_clock.advance(29s);
        QVERIFY(m_mode->state() == VendorModeState::EnterPending);
        m_clock.advance(2s);
        QTRY_VERIFY(m_mode->state() == VendorModeState::Inactive);
        QVERIFY(lastEnd(kTechnician) == CompletionCode::TimeOut);
        QCOMPARE(eventsOf(kDesk).back(), std::string("VendorMode.ModeExitedEvent"));
        QVERIFY(end(kMonitor, vendormode::kEnterModeAcknowledge) == CompletionCode::SequenceError);
    }

    void staysWithTheTechnicianWhenAnApplicationDoesNotTakeOver()
    {
        enterWithEverybody();
        QVERIFY(!end(kTechnician, vendormode::kExitModeRequest, {}, 5s));
        m_clock.advance(6s);
        QTRY_VERIFY(m_mode->state() == VendorModeState::Active);
        QVERIFY(lastEnd(kTechnician) == CompletionCode::TimeOut);
        QCOMPARE(eventsOf(kDesk).back(), std::string("VendorMode.ModeEnteredEvent"));
    }

    void countsAnApplicationThatHasGoneAsOneThatHasLetGo()
    {
        enroll();
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        QVERIFY(end(kDesk, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        m_mode->left(kMonitor);
        QVERIFY(m_mode->state() == VendorModeState::Active);
        QVERIFY(m_mode->applications() == std::vector<std::string>{"desk"});
    }

    void forgetsARequestWhoseSenderHasGone()
    {
        enroll();
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        m_mode->left(kTechnician);
        QVERIFY(m_mode->state() == VendorModeState::Inactive);
        QCOMPARE(eventsOf(kDesk).back(), std::string("VendorMode.ModeExitedEvent"));
        m_mode->joined(kTechnician);
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        QVERIFY(m_mode->awaited() == (std::set{kDesk, kMonitor}));
    }

    void outlivesTheConnectionThatAskedForIt()
    {
        enterWithEverybody();
        m_mode->left(kTechnician);
        QVERIFY(m_mode->state() == VendorModeState::Active);
    }

    void asksAnApplicationThatComesInTheMiddle()
    {
        QVERIFY(end(kDesk, vendormode::kRegister, protocol::registrationToJson("desk")) == CompletionCode::Success);
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        QVERIFY(end(kMonitor, vendormode::kRegister, protocol::registrationToJson("monitor")) ==
                CompletionCode::Success);
        QCOMPARE(eventsOf(kMonitor).back(), std::string("VendorMode.EnterModeRequestEvent"));
        QVERIFY(end(kDesk, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::EnterPending);
    }

    void canBeCancelledBySenderOnly()
    {
        enroll();
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        const std::uint32_t request = m_lastId;
        QVERIFY(end(kDesk, command::kCancel) == CompletionCode::Success);
        QVERIFY(end(kTechnician, command::kCancel, {{"requestIds", {request + 1000}}}) == CompletionCode::Success);
        QVERIFY(end(kTechnician, command::kCancel, {{"requestIds", "all"}}) == CompletionCode::InvalidData);
        QVERIFY(m_mode->state() == VendorModeState::EnterPending);
        QVERIFY(end(kTechnician, command::kCancel, {{"requestIds", {request}}}) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::Inactive);
    }

    void refusesWhatIsOutOfTurn()
    {
        enroll();
        for (const auto name :
             {vendormode::kExitModeRequest, vendormode::kEnterModeAcknowledge, vendormode::kExitModeAcknowledge})
            QVERIFY(end(kDesk, name) == CompletionCode::SequenceError);
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        QVERIFY(end(kDesk, vendormode::kEnterModeRequest) == CompletionCode::SequenceError);
        QVERIFY(end(kDesk, vendormode::kExitModeAcknowledge) == CompletionCode::SequenceError);
        QVERIFY(end(kTechnician, vendormode::kEnterModeAcknowledge) == CompletionCode::SequenceError);
        QVERIFY(end(kDesk, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        QVERIFY(end(kDesk, vendormode::kEnterModeAcknowledge) == CompletionCode::SequenceError);
    }

    void refusesNonsense()
    {
        m_mode->receive(kDesk, "hello");
        QCOMPARE(m_sent[kDesk].back().header.status, std::string("invalidMessage"));
        m_mode->receive(kDesk,
                        R"({"header":{"type":"command","name":"A.B","requestId":0,"version":"2.0"},"payload":{}})");
        QCOMPARE(m_sent[kDesk].back().header.status, std::string("invalidRequestID"));
        QVERIFY(end(kDesk, "VendorMode.Explode") == CompletionCode::InvalidCommand);
        QVERIFY(end(kDesk, command::kReadCard) == CompletionCode::UnsupportedCommand);
        for (const nlohmann::json& payload :
             {nlohmann::json::object(), nlohmann::json{{"appName", ""}}, nlohmann::json{{"appName", 7}},
              nlohmann::json{{"appName", std::string(81, 'a')}}})
            QVERIFY(end(kDesk, vendormode::kRegister, payload) == CompletionCode::InvalidData);
        QVERIFY(m_mode->applications().empty());
    }

    void saysItsStateAndItsCommands()
    {
        QVERIFY(end(kDesk, command::kStatus) == CompletionCode::Success);
        QVERIFY(protocol::vendorModeStateFromJson(m_sent[kDesk].back().payload).value() == VendorModeState::Inactive);
        QVERIFY(end(kDesk, command::kCapabilities) == CompletionCode::Success);
        QVERIFY(m_sent[kDesk].back().payload["interfaces"][0]["commands"].contains("VendorMode.EnterModeRequest"));
    }

private:
    using Names = std::vector<std::string>;

    // Sends a command; its end, or nothing while it runs.
    std::optional<CompletionCode> end(client::VendorMode::Connection who, std::string_view name,
                                      const nlohmann::json& payload = nlohmann::json::object(),
                                      std::optional<std::chrono::milliseconds> timeout = std::nullopt)
    {
        const std::uint32_t id = ++m_lastId;
        m_mode->receive(who,
                        protocol::serialize(protocol::makeCommand(
                            std::string(name), id, payload.is_null() ? nlohmann::json::object() : payload, timeout)));
        for (const auto& message : m_sent[who])
            if (message.header.type == protocol::MessageType::Completion && message.header.requestId == id)
                return message.header.completionCode;
        return std::nullopt;
    }
    void enroll()
    {
        QVERIFY(end(kDesk, vendormode::kRegister, protocol::registrationToJson("desk")) == CompletionCode::Success);
        QVERIFY(end(kMonitor, vendormode::kRegister, protocol::registrationToJson("monitor")) ==
                CompletionCode::Success);
    }
    void enterWithEverybody()
    {
        enroll();
        QVERIFY(!end(kTechnician, vendormode::kEnterModeRequest));
        for (const auto who : {kDesk, kMonitor})
            QVERIFY(end(who, vendormode::kEnterModeAcknowledge) == CompletionCode::Success);
        QVERIFY(m_mode->state() == VendorModeState::Active);
    }
    std::optional<CompletionCode> lastEnd(client::VendorMode::Connection who)
    {
        std::optional<CompletionCode> last;
        for (const auto& message : m_sent[who])
            if (message.header.type == protocol::MessageType::Completion)
                last = message.header.completionCode;
        return last;
    }
    Names eventsOf(client::VendorMode::Connection who)
    {
        Names names;
        for (const auto& message : m_sent[who])
            if (message.header.type == protocol::MessageType::Unsolicited)
                names.push_back(message.header.name);
        return names;
    }

    testing::ManualClock m_clock;
    std::unique_ptr<client::VendorMode> m_mode;
    std::map<client::VendorMode::Connection, std::vector<protocol::Message>> m_sent;
    std::uint32_t m_lastId = 0;
};

BANSHI_TEST(VendorModeTest)
#include "vendor_mode_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"
#include "banshi/drivers/virtual/idcard/reader_machine.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "test_cards.h"

#include <QTest>
#include <deque>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;
using namespace std::chrono_literals;
using virtual_idcard::Fault;

namespace
{

// Time that passes only when somebody waits.
class QuickCall : public sdk::CallContext
{
public:
    explicit QuickCall(std::chrono::milliseconds limit = 30s) : m_deadline(m_now + limit) {}
    [[nodiscard]] sdk::TimePoint now() const override { return m_now; }
    [[nodiscard]] std::optional<sdk::TimePoint> deadline() const override { return m_deadline; }
    [[nodiscard]] bool cancelled() const override { return m_cancelled; }
    bool pause(std::chrono::nanoseconds span) const override
    {
        m_now += span;
        if (onPause)
            onPause();
        return m_now < m_deadline;
    }
    void event(const sdk::Event& what) const override { events.push_back(what); }
    void passUntil(sdk::TimePoint when) const { m_now = std::max(m_now, when); }
    void cancel() { m_cancelled = true; }

    std::function<void()> onPause;
    mutable std::vector<sdk::Event> events;

private:
    mutable sdk::TimePoint m_now{1h};
    sdk::TimePoint m_deadline;
    bool m_cancelled = false;
};

// A line with the simulated module at its other end, in this process.
class MachineChannel : public sdk::ByteChannel
{
public:
    MachineChannel(virtual_idcard::ReaderMachine& machine, bool& gone, int& answered)
        : m_machine(machine), m_gone(gone), m_answered(answered)
    {
    }
    sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const sdk::CallContext& call,
                                   sdk::TimePoint until) override
    {
        if (call.cancelled())
            return sdk::failure(sdk::ErrorCode::Canceled);
        if (m_gone)
            return sdk::failure(sdk::ErrorCode::DeviceNotReady, "gone");
        if (m_input.empty())
        {
            dynamic_cast<const QuickCall&>(call).passUntil(std::min(until, *call.deadline()));
            return std::size_t(0);
        }
        const std::size_t count = std::min({into.size(), m_input.size(), m_split ? std::size_t(3) : std::size_t(9999)});
        std::copy_n(m_input.begin(), count, into.begin());
        m_input.erase(m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(count));
        return count;
    }
    sdk::Outcome<void> write(std::span<const std::uint8_t> bytes, const sdk::CallContext&) override
    {
        m_parser.feed(bytes);
        while (const auto request = m_parser.take())
        {
            if (m_answered-- <= 0)
                continue;
            const auto delivery = m_machine.answer(*request);
            m_split = delivery.split;
            m_input.insert(m_input.end(), delivery.bytes.begin(), delivery.bytes.end());
        }
        return {};
    }
    void discardInput() override { m_input.clear(); }

private:
    virtual_idcard::ReaderMachine& m_machine;
    bool& m_gone;
    int& m_answered;
    bool m_split = false;
    virtual_idcard::RequestParser m_parser;
    std::deque<std::uint8_t> m_input;
};

} // namespace

class SamReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_machine = {};
        m_gone = false;
        m_answered = 1000000;
        m_host = std::make_unique<testing::DriverHost>();
        m_reader = std::make_unique<SamReader>(
            [this](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                return std::unique_ptr<sdk::ByteChannel>(
                    std::make_unique<MachineChannel>(m_machine, m_gone, m_answered));
            },
            std::make_unique<WebpDecoder>(), *m_host);
    }

    void saysWhoItIs()
    {
        open();
        const auto status = m_host->status<sdk::IdCardReaderStatus>();
        QVERIFY(status);
        QCOMPARE(status->common.device, sdk::DeviceState::Online);
        QCOMPARE(status->samNumber, std::string("05.03-20151212-001234567-000987654"));
        QCOMPARE(m_reader->capabilities().photoDecoder, std::string("webp"));
    }

    void readsACardThatLiesThere()
    {
        open();
        auto card = testing::citizen();
        card["photoWebp"] = testing::base64Of(testing::smallWebp());
        place(card);
        QuickCall call;
        const auto read = m_reader->read(call);
        QVERIFY(read.ok());
        QCOMPARE(read->name, std::string("陈𠮷安"));
        QCOMPARE(read->samNumber, std::string("05.03-20151212-001234567-000987654"));
        QCOMPARE(read->photo.state, sdk::PhotoState::Decoded);
        QCOMPARE(call.events.size(), std::size_t(2));
        QVERIFY(std::holds_alternative<sdk::InsertCard>(call.events[0]));
        QVERIFY(std::holds_alternative<sdk::MediaDetected>(call.events[1]));
        QCOMPARE(m_host->status<sdk::IdCardReaderStatus>()->media, sdk::MediaState::Present);
    }

    void readsTheSameCardAgainWithoutLifting()
    {
        open();
        place(testing::citizen());
        QVERIFY(m_reader->read(QuickCall()).ok());
        QVERIFY(m_reader->read(QuickCall()).ok());
        QCOMPARE(m_machine.reads(), 2);
    }

    void prefersTheNewestAddress()
    {
        open();
        auto card = testing::citizen();
        card["newestAddress"] = "测试省试验市新居路9号";
        place(card);
        QCOMPARE(m_reader->read(QuickCall())->address, std::string("测试省试验市新居路9号"));
    }

    void waitsForACard()
    {
        open();
        QuickCall call;
        int pauses = 0;
        call.onPause = [&] {
            if (++pauses == 5)
                place(testing::foreigner());
        };
        const auto read = m_reader->read(call);
        QVERIFY(read.ok());
        QCOMPARE(read->type, sdk::CardType::ForeignerPermanent);
    }

    void saysWhenNoCardCame()
    {
        open();
        const auto read = m_reader->read(QuickCall(5s));
        QVERIFY(!read);
        QCOMPARE(read.failure().code, sdk::ErrorCode::CommandError);
        QCOMPARE(read.failure().errorCode, std::string("noMedia"));
    }

    void stopsWhenCancelled()
    {
        open();
        QuickCall call;
        call.onPause = [&] { call.cancel(); };
        QCOMPARE(m_reader->read(call).failure().code, sdk::ErrorCode::Canceled);
    }

    void survivesDamageOnTheLine_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("times");
        QTest::newRow("split bytes") << int(Fault::SplitBytes) << 100;
        QTest::newRow("noise and echo") << int(Fault::Noise) << 100;
        QTest::newRow("one wrong checksum") << int(Fault::WrongChecksum) << 1;
        QTest::newRow("two wrong checksums") << int(Fault::WrongChecksum) << 2;
        QTest::newRow("select fails twice") << int(Fault::SelectFailed) << 2;
    }
    void survivesDamageOnTheLine()
    {
        QFETCH(int, fault);
        QFETCH(int, times);
        open();
        place(testing::citizen());
        m_machine.addFault(static_cast<Fault>(fault), times);
        const auto read = m_reader->read(QuickCall());
        QVERIFY2(read.ok(), read ? "" : read.failure().detail.c_str());
        QCOMPARE(read->number, std::string("440399199001010018"));
    }

    void namesWhatWentWrong_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("errorCode");
        QTest::newRow("read failed") << int(Fault::ReadFailed) << QStringLiteral("readFailed");
        QTest::newRow("lifted") << int(Fault::LiftDuringRead) << QStringLiteral("cardRemoved");
        QTest::newRow("select fails for ever") << int(Fault::SelectFailed) << QStringLiteral("readFailed");
        QTest::newRow("damage for ever") << int(Fault::WrongChecksum) << QStringLiteral("readFailed");
    }
    void namesWhatWentWrong()
    {
        QFETCH(int, fault);
        QFETCH(QString, errorCode);
        open();
        place(testing::citizen());
        m_machine.addFault(static_cast<Fault>(fault), 9);
        const auto read = m_reader->read(QuickCall());
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.failure().errorCode), errorCode);
        QVERIFY(read.failure().detail.find("4403") == std::string::npos);
    }

    void wantsAFailedCardLifted()
    {
        open();
        place(testing::citizen());
        m_machine.addFault(Fault::ReadFailed, 1);
        QVERIFY(!m_reader->read(QuickCall()));
        QCOMPARE(m_reader->read(QuickCall(3s)).failure().errorCode, std::string("noMedia"));
        QuickCall call;
        int pauses = 0;
        call.onPause = [&] {
            ++pauses;
            if (pauses == 2)
                m_machine.lift();
            if (pauses == 4)
                place(testing::citizen());
        };
        QVERIFY(m_reader->read(call).ok());
    }

    void refusesAnUnknownCardVisibly()
    {
        open();
        auto card = testing::citizen();
        card["typeLetter"] = "Y";
        place(card);
        QCOMPARE(m_reader->read(QuickCall()).failure().errorCode, std::string("unknownCardType"));
    }

    void reportsABrokenSecurityModule()
    {
        m_machine.addFault(Fault::SamFailure, 1);
        const auto opened = m_reader->open(QuickCall());
        QVERIFY(!opened);
        QCOMPARE(opened.failure().code, sdk::ErrorCode::HardwareError);
        const auto status = m_host->status<sdk::IdCardReaderStatus>();
        QCOMPARE(status->common.device, sdk::DeviceState::HardwareError);
        QVERIFY(status->common.reasons == std::vector<std::string>{"SAM 66"});
        m_reader->close();
        open();
    }

    void noticesASilentReaderInEveryStep()
    {
        // Opening takes three exchanges, reading four: find, select, read, newest address.
        constexpr int kOpening = 3;
        constexpr int kAll = 7;
        for (int step = 0; step < kAll; ++step)
        {
            init();
            place(testing::citizen());
            m_answered = step;
            const auto opened = m_reader->open(QuickCall());
            QCOMPARE(opened.ok(), step >= kOpening);
            const auto failure = opened ? m_reader->read(QuickCall()).failure() : opened.failure();
            QCOMPARE(failure.code, sdk::ErrorCode::DeviceNotReady);
        }
    }

    void noticesTheUnpluggedReader()
    {
        open();
        m_gone = true;
        QCOMPARE(m_reader->read(QuickCall()).failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(m_reader->poll(QuickCall()).failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(m_reader->waitRemoved(QuickCall()).failure().code, sdk::ErrorCode::DeviceNotReady);
    }

    void waitsUntilTheCardIsLifted()
    {
        open();
        QVERIFY(m_reader->waitRemoved(QuickCall()).ok());
        place(testing::citizen());
        QVERIFY(m_reader->read(QuickCall()).ok());
        QCOMPARE(m_reader->waitRemoved(QuickCall(2s)).failure().code, sdk::ErrorCode::TimeOut);
        QuickCall call;
        int pauses = 0;
        call.onPause = [&] {
            if (++pauses == 3)
                m_machine.lift();
        };
        QVERIFY(m_reader->waitRemoved(call).ok());
        QCOMPARE(pauses, 3);
        QCOMPARE(m_host->status<sdk::IdCardReaderStatus>()->media, sdk::MediaState::NotPresent);
    }

    void tellsOfACardWhileNobodyReads()
    {
        open();
        place(testing::citizen());
        QVERIFY(m_reader->poll(QuickCall()).ok());
        QCOMPARE(m_host->status<sdk::IdCardReaderStatus>()->media, sdk::MediaState::Present);
    }

private:
    void open() { QVERIFY(m_reader->open(QuickCall()).ok()); }
    void place(const nlohmann::json& card)
    {
        auto image = virtual_idcard::makeCard(card);
        QVERIFY(image);
        m_machine.place(std::move(*image));
    }

    virtual_idcard::ReaderMachine m_machine;
    bool m_gone = false;
    int m_answered = 0; // requests that still get an answer
    std::unique_ptr<testing::DriverHost> m_host;
    std::unique_ptr<SamReader> m_reader;
};

BANSHI_TEST(SamReaderTest)
#include "sam_reader_test.moc"

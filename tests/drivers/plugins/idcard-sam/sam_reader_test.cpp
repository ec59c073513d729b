// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "machine_line.h"
#include "test_cards.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;
using namespace std::chrono_literals;
using testing::QuickCall;
using virtual_idcard::Fault;

class SamReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_end = {};
        m_host = std::make_unique<testing::DriverHost>();
        m_reader = std::make_unique<SamReader>(
            [this](int baud, const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                return std::unique_ptr<sdk::ByteChannel>(std::make_unique<testing::MachineChannel>(m_end, baud));
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
        QCOMPARE(m_end.machine.reads(), 2);
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
        m_end.machine.addFault(static_cast<Fault>(fault), times);
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
        m_end.machine.addFault(static_cast<Fault>(fault), 9);
        const auto read = m_reader->read(QuickCall());
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.failure().errorCode), errorCode);
        QVERIFY(read.failure().detail.find("4403") == std::string::npos);
    }

    void wantsAFailedCardLifted()
    {
        open();
        place(testing::citizen());
        m_end.machine.addFault(Fault::ReadFailed, 1);
        QVERIFY(!m_reader->read(QuickCall()));
        QCOMPARE(m_reader->read(QuickCall(3s)).failure().errorCode, std::string("noMedia"));
        QuickCall call;
        int pauses = 0;
        call.onPause = [&] {
            ++pauses;
            if (pauses == 2)
                m_end.machine.lift();
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
        m_end.machine.addFault(Fault::SamFailure, 1);
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
            m_end.answered = step;
            const auto opened = m_reader->open(QuickCall());
            QCOMPARE(opened.ok(), step >= kOpening);
            const auto failure = opened ? m_reader->read(QuickCall()).failure() : opened.failure();
            QCOMPARE(failure.code, sdk::ErrorCode::DeviceNotReady);
        }
    }

    void noticesTheUnpluggedReader()
    {
        open();
        m_end.isGone = true;
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
                m_end.machine.lift();
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
        m_end.machine.place(std::move(*image));
    }

    testing::FarEnd m_end;
    std::unique_ptr<testing::DriverHost> m_host;
    std::unique_ptr<SamReader> m_reader;
};

BANSHI_TEST(SamReaderTest)
#include "sam_reader_test.moc"

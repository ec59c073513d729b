// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_reader.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using namespace banshi::drivers::plugins::smartcard_pcsc;

namespace
{

// What a reader can do, and how it can fail.
struct FakeReader
{
    bool isGone = false;
    bool hasCard = false;
    bool isMute = false;
    bool isPowered = false;
    int looksUntilInserted = -1;
};

class FakePort : public CardPort
{
public:
    explicit FakePort(FakeReader& reader) : m_reader(reader) {}
    sdk::Outcome<bool> hasCard(std::chrono::milliseconds) override
    {
        if (m_reader.isGone)
            return sdk::failure(sdk::ErrorCode::DeviceNotReady, "gone");
        if (m_reader.looksUntilInserted >= 0 && m_reader.looksUntilInserted-- == 0)
            m_reader.hasCard = true;
        return m_reader.hasCard;
    }
    sdk::Outcome<sdk::ChipCard> powerOn() override
    {
        if (m_reader.isMute)
            return sdk::commandError("invalidMedia");
        m_reader.isPowered = true;
        sdk::ChipCard card;
        card.atr = sdk::ChipData({0x3B, 0x00});
        return card;
    }
    sdk::Outcome<sdk::ChipData> transmit(const std::vector<std::uint8_t>&) override
    {
        if (!m_reader.hasCard || !m_reader.isPowered)
            return sdk::commandError("noMedia");
        return sdk::ChipData({0x90, 0x00});
    }
    void powerOff() override { m_reader.isPowered = false; }

private:
    FakeReader& m_reader;
};

} // namespace

class PcscReaderTest : public QObject
{
    Q_OBJECT

    FakeReader m_fake;
    testing::DriverHost m_host;
    std::unique_ptr<PcscReader> m_reader;

    [[nodiscard]] sdk::CardReaderStatus status() const { return *m_host.status<sdk::CardReaderStatus>(); }

private Q_SLOTS:
    void init()
    {
        m_fake = {};
        m_reader = std::make_unique<PcscReader>(
            "fake",
            [this]() -> sdk::Outcome<std::unique_ptr<CardPort>> {
                if (m_fake.isGone)
                    return sdk::failure(sdk::ErrorCode::DeviceNotReady, "gone");
                return std::unique_ptr<CardPort>(std::make_unique<FakePort>(m_fake));
            },
            m_host);
        QVERIFY(m_reader->open(testing::DriverCall()).ok());
        QCOMPARE(status().power, sdk::ChipPower::NoCard);
    }

    void waitsForACardAndGivesItPower()
    {
        m_fake.looksUntilInserted = 3;
        const testing::DriverCall call;
        const auto card = m_reader->read(call);
        QVERIFY(card.ok());
        QCOMPARE(card->atr.bytes.size(), std::size_t(2));
        QCOMPARE(call.events().size(), std::size_t(2)); // waits, is there
        QCOMPARE(status().power, sdk::ChipPower::Online);
        QVERIFY(m_reader->exchange(sdk::ChipData({0x00, 0xA4}), call).ok());
    }

    void tellsACardThatWasTakenOut()
    {
        m_fake.hasCard = true;
        const testing::DriverCall call;
        QVERIFY(m_reader->read(call).ok());
        m_fake.hasCard = false;
        QCOMPARE(m_reader->exchange(sdk::ChipData({0x00}), call).failure().errorCode, std::string("noMedia"));
        QCOMPARE(status().media, sdk::MediaState::NotPresent);
        QVERIFY(!m_fake.isPowered);
    }

    void tellsACardWithoutAChip()
    {
        m_fake.hasCard = true;
        m_fake.isMute = true;
        QCOMPARE(m_reader->read(testing::DriverCall()).failure().errorCode, std::string("invalidMedia"));
        QCOMPARE(status().power, sdk::ChipPower::PoweredOff);
    }

    void takesThePowerAwayBeforeTheCardIsTaken()
    {
        m_fake.hasCard = true;
        QVERIFY(m_reader->read(testing::DriverCall()).ok());
        const testing::DriverCall call(50ms);
        QCOMPARE(m_reader->waitRemoved(call).failure().code, sdk::ErrorCode::TimeOut);
        QVERIFY(!m_fake.isPowered);
        m_fake.hasCard = false;
        QVERIFY(m_reader->waitRemoved(testing::DriverCall()).ok());
    }

    void stopsWaitingAndNoticesALostReader()
    {
        testing::DriverCall cancelled;
        cancelled.cancel();
        QCOMPARE(m_reader->read(cancelled).failure().code, sdk::ErrorCode::Canceled);
        m_fake.isGone = true;
        const testing::DriverCall call;
        QCOMPARE(m_reader->read(call).failure().code, sdk::ErrorCode::DeviceNotReady);
        QVERIFY(!m_reader->poll(call).ok());
        QVERIFY(!m_reader->open(call).ok());
        QCOMPARE(m_reader->exchange(sdk::ChipData({0x00}), call).failure().code, sdk::ErrorCode::DeviceNotReady);
    }
};

BANSHI_TEST(PcscReaderTest)
#include "pcsc_reader_test.moc"

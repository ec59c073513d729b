// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_reader.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/replay.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::smartcard_pcsc;

namespace
{

/// A reader with a card in it that says what was recorded: first its answer to reset, then its answers to commands,
/// each of which is compared. Threads: one.
class RecordedPort : public CardPort
{
public:
    explicit RecordedPort(std::unique_ptr<sdk::ByteChannel> contacts) : m_contacts(std::move(contacts)) {}
    sdk::Outcome<bool> hasCard(std::chrono::milliseconds) override { return true; }
    sdk::Outcome<sdk::ChipCard> powerOn() override
    {
        auto atr = hear();
        if (!atr)
            return atr.failure();
        sdk::ChipCard card;
        card.atr = std::move(*atr);
        return card;
    }
    sdk::Outcome<sdk::ChipData> transmit(const std::vector<std::uint8_t>& command) override
    {
        if (auto sent = m_contacts->write(command, m_call); !sent)
            return sent.failure();
        return hear();
    }
    void powerOff() override {}

private:
    sdk::Outcome<sdk::ChipData> hear()
    {
        std::vector<std::uint8_t> bytes(512);
        const auto count = m_contacts->read(bytes, m_call, m_call.now());
        if (!count)
            return count.failure();
        bytes.resize(*count);
        return sdk::ChipData(std::move(bytes));
    }

    std::unique_ptr<sdk::ByteChannel> m_contacts;
    testing::DriverCall m_call;
};

} // namespace

/// The driver against recorded commands to a card (T=0): every byte that it sends is compared.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    testing::Replay m_replay{"smartcard-pcsc", "one-file.txt"};
    PcscReader m_reader{"recorded",
                        [this]() -> sdk::Outcome<std::unique_ptr<CardPort>> {
                            auto contacts = m_replay.connect()(testing::DriverCall());
                            if (!contacts)
                                return contacts.failure();
                            return std::unique_ptr<CardPort>(std::make_unique<RecordedPort>(std::move(*contacts)));
                        },
                        m_host};

private Q_SLOTS:
    void readsTheRecordedFile()
    {
        const testing::DriverCall call;
        QVERIFY(m_reader.open(call).ok());
        const auto card = m_reader.read(call);
        QVERIFY2(card.ok(), card.ok() ? "" : card.failure().detail.c_str());
        QCOMPARE(card->atr.bytes.size(), std::size_t(14));
        const auto file = m_reader.readFile({{0xD1, 0x56, 0x00, 0x04, 0x40, 0x39, 0x90}, 0x0001, 0}, call);
        QVERIFY2(file.ok(), file.ok() ? "" : file.failure().detail.c_str());
        QCOMPARE(std::string(file->bytes.begin(), file->bytes.end()), std::string("BANSHI-TEST-440399199001010018"));
        QVERIFY(m_replay.isFinished());
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/card_record.h"
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "machine_line.h"
#include "test_cards.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;
using testing::QuickCall;

namespace
{

const QString kReadAll = QStringLiteral("115200 aaaaaa96690003301023");
const QString kReadTextAndPhoto = QStringLiteral("115200 aaaaaa96690003300132");

} // namespace

/// One driver, readers of several models: with and without fingerprints, and with a rate of their own.
class ReaderModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_end = {};
        auto card = testing::citizen();
        card["fingerprint"] = testing::base64Of(m_templates);
        auto image = virtual_idcard::makeCard(card);
        QVERIFY(image);
        m_end.machine.place(std::move(*image));
    }

    void leavesFingerprintsOnTheChipUnlessItWasSetToReadThem()
    {
        auto reader = open({});
        QVERIFY(!reader->capabilities().fingerprint);
        const auto card = reader->read(QuickCall());
        QVERIFY(card.ok());
        QVERIFY(card->fingerprint.empty());
        QCOMPARE(m_end.sent.count(kReadTextAndPhoto), 1);
        QVERIFY(!m_end.sent.contains(kReadAll));
    }

    void readsTheFingerprintWithTheRest()
    {
        auto reader = open({.fingerprint = true});
        QVERIFY(reader->capabilities().fingerprint);
        const auto card = reader->read(QuickCall());
        QVERIFY2(card.ok(), card.ok() ? "" : card.failure().detail.c_str());
        QCOMPARE(card->number, std::string("440399199001010018"));
        QVERIFY(card->fingerprint == m_templates);
        QCOMPARE(m_end.sent.count(kReadAll), 1);
        QVERIFY(!m_end.sent.contains(kReadTextAndPhoto));
    }

    void fallsBackOnTextAndPhotoAndRemembersIt()
    {
        m_end.machine.become({.fingerprint = false});
        auto reader = open({.fingerprint = true});
        for (int visit = 0; visit < 2; ++visit)
        {
            const auto card = reader->read(QuickCall());
            QVERIFY2(card.ok(), card.ok() ? "" : card.failure().detail.c_str());
            QCOMPARE(card->number, std::string("440399199001010018"));
            QVERIFY(card->fingerprint.empty());
        }
        QCOMPARE(m_end.sent.count(kReadAll), 1);
        QCOMPARE(m_end.sent.count(kReadTextAndPhoto), 2);
    }

    void doesNotTakeAFailedReadForAnOldReader()
    {
        auto reader = open({.fingerprint = true});
        m_end.machine.addFault(virtual_idcard::Fault::ReadFailed, 1);
        QCOMPARE(reader->read(QuickCall()).failure().errorCode, std::string("readFailed"));
        QVERIFY(!m_end.sent.contains(kReadTextAndPhoto));
    }

    void tellsTheHostOfAReaderThatKeepsItsRate()
    {
        m_end.machine.become({.baudChange = false, .baud = 9600});
        auto reader = open({});
        QVERIFY(reader->read(QuickCall()).ok());
        QCOMPARE(m_host.logged().back(), std::string("the reader stays at 9600 baud"));
    }

private:
    std::unique_ptr<SamReader> open(ReaderSettings settings)
    {
        auto reader = std::make_unique<SamReader>(
            [this](int baud, const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                return std::unique_ptr<sdk::ByteChannel>(std::make_unique<testing::MachineChannel>(m_end, baud));
            },
            std::make_unique<NoDecoder>(), m_host, settings);
        const auto opened = reader->open(QuickCall());
        if (!opened)
            qWarning("cannot open: %s", opened.failure().detail.c_str());
        return reader;
    }

    const std::vector<std::uint8_t> m_templates = [] {
        std::vector<std::uint8_t> bytes(kFingerprintRecordSize);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(i * 7 + 1);
        return bytes;
    }();
    testing::FarEnd m_end;
    testing::DriverHost m_host;
};

BANSHI_TEST(ReaderModelTest)
#include "reader_model_test.moc"

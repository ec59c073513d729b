// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/card_record.h"
#include "banshi/drivers/virtual/idcard/card_image.h"
#include "banshi/testing/suite.h"
#include "test_cards.h"

#include <QTest>
#include <algorithm>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;

namespace
{

// A record written by hand: spaces, and texts at byte offsets.
class Record
{
public:
    Record()
    {
        for (std::size_t i = 0; i < m_bytes.size(); i += 2)
            m_bytes[i] = ' ';
    }
    Record& put(std::size_t offset, const QString& text)
    {
        for (qsizetype i = 0; i < text.size(); ++i)
        {
            m_bytes[offset + std::size_t(2 * i)] = static_cast<std::uint8_t>(text[i].unicode());
            m_bytes[offset + std::size_t(2 * i) + 1] = static_cast<std::uint8_t>(text[i].unicode() >> 8);
        }
        return *this;
    }
    RecordFault parse(sdk::IdCard& card) const { return parseRecord(m_bytes, card); }
    std::array<std::uint8_t, 256>& bytes() { return m_bytes; }

private:
    std::array<std::uint8_t, 256> m_bytes{};
};

Record citizenRecord()
{
    return Record()
        .put(0, QStringLiteral("李试"))
        .put(30, QStringLiteral("1"))
        .put(32, QStringLiteral("01"))
        .put(36, QStringLiteral("19900101"))
        .put(52, QStringLiteral("测试省试验市"))
        .put(122, QStringLiteral("440399199001010018"))
        .put(158, QStringLiteral("试验市公安局"))
        .put(188, QStringLiteral("20150301"))
        .put(204, QStringLiteral("长期"));
}

sdk::IdCard parsed(const nlohmann::json& card)
{
    sdk::IdCard result;
    const auto image = virtual_idcard::makeCard(card);
    if (!image || parseRecord(image->text, result) != RecordFault::None)
        result.number = "not parsed";
    return result;
}

} // namespace

class CardRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACitizensCard()
    {
        sdk::IdCard card;
        QCOMPARE(citizenRecord().parse(card), RecordFault::None);
        QCOMPARE(card.type, sdk::CardType::Citizen);
        QCOMPARE(card.name, std::string("李试"));
        QCOMPARE(card.sex, std::string("1"));
        QCOMPARE(card.nation, std::string("汉"));
        QCOMPARE(card.birth, std::string("19900101"));
        QCOMPARE(card.address, std::string("测试省试验市"));
        QCOMPARE(card.number, std::string("440399199001010018"));
        QCOMPARE(card.issuer, std::string("试验市公安局"));
        QCOMPARE(card.validTo, std::string("长期"));
        QVERIFY(card.passNumber.empty());
    }

    void readsAResidencePermit()
    {
        const sdk::IdCard card = parsed(testing::residencePermit());
        QCOMPARE(card.type, sdk::CardType::ResidencePermit);
        QCOMPARE(card.number, std::string("810000199408230021"));
        QCOMPARE(card.passNumber, std::string("H00000001"));
        QCOMPARE(card.issueCount, std::string("01"));
        QVERIFY(card.nation.empty());
    }

    void readsAForeignersCard()
    {
        const sdk::IdCard card = parsed(testing::foreigner());
        QCOMPARE(card.type, sdk::CardType::ForeignerPermanent);
        QCOMPARE(card.englishName, std::string("TESTPERSON, JOHN EXAMPLE"));
        QCOMPARE(card.name, std::string("张试"));
        QCOMPARE(card.nationality, std::string("CAN"));
        QCOMPARE(card.number, std::string("CAN110081080310"));
        QCOMPARE(card.birth, std::string("19810803"));
        QCOMPARE(card.validTo, std::string("20280101"));
        QCOMPARE(card.issuer, std::string("1500"));
    }

    void looksAtTheTypeLetterFirst()
    {
        for (const char16_t letter : {u'Y', u'K', u'j', u'\0', u'１'})
        {
            Record record = citizenRecord();
            record.put(248, QString(QChar(letter)));
            sdk::IdCard card;
            QCOMPARE(record.parse(card), RecordFault::UnknownType);
            QVERIFY(card.name.empty());
            QVERIFY(card.number.empty());
        }
    }

    void keepsCharactersOfEveryPlane()
    {
        QCOMPARE(parsed(testing::citizen()).name, std::string("陈𠮷安"));
        auto card = testing::citizen();
        card["name"] = "𠮷𠮷𠮷𠮷𠮷𠮷𠮷"; // 14 units
        QCOMPARE(parsed(card).name, std::string("𠮷𠮷𠮷𠮷𠮷𠮷𠮷"));
        card["name"] = "\xEE\x80\x80\xEF\xA8\x91"; // private use, compatibility ideograph
        QCOMPARE(parsed(card).name, std::string("\xEE\x80\x80\xEF\xA8\x91"));
    }

    void readsANameThatFillsItsField()
    {
        Record record = citizenRecord();
        record.put(0, QStringLiteral("阿卜杜热合曼·艾力·买买提明江"));
        sdk::IdCard card;
        QCOMPARE(record.parse(card), RecordFault::None);
        QCOMPARE(card.name, std::string("阿卜杜热合曼·艾力·买买提明江"));
        QCOMPARE(QString::fromStdString(card.name).size(), 15);
        QCOMPARE(card.sex, std::string("1"));
    }

    void dropsTheHalfOfAPairThatWasCutOff()
    {
        Record record = citizenRecord();
        QString name = QStringLiteral("一二三四五六七八九十一二三四");
        name += QChar(0xD842); // the first half of 𠮷
        record.put(0, name);
        sdk::IdCard card;
        QCOMPARE(record.parse(card), RecordFault::None);
        QCOMPARE(card.name, std::string("一二三四五六七八九十一二三四"));
    }

    void refusesFieldsThatCannotBe_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("text");
        QTest::newRow("no name") << 0 << QStringLiteral("  ");
        QTest::newRow("lone low half") << 0 << QString(QChar(0xDC00));
        QTest::newRow("control character") << 52 << QString(QChar(0x07));
        QTest::newRow("sex") << 30 << QStringLiteral("男");
        QTest::newRow("nation") << 32 << QStringLiteral("汉 ");
        QTest::newRow("birth letters") << 36 << QStringLiteral("1990010A");
        QTest::newRow("birth month") << 36 << QStringLiteral("19901301");
        QTest::newRow("valid from") << 188 << QStringLiteral("长期    ");
        QTest::newRow("valid to") << 204 << QStringLiteral("永久");
        QTest::newRow("number") << 122 << QString(18, QLatin1Char(' '));
    }
    void refusesFieldsThatCannotBe()
    {
        QFETCH(int, offset);
        QFETCH(QString, text);
        Record record = citizenRecord();
        record.put(static_cast<std::size_t>(offset), text);
        sdk::IdCard card;
        QCOMPARE(record.parse(card), RecordFault::Malformed);
        QVERIFY(card.number.empty());
        QVERIFY(card.issuer.empty());
    }

    void cutsAReplyIntoItsRecords()
    {
        std::vector<std::uint8_t> data{0x01, 0x00, 0x04, 0x00};
        data.resize(4 + 256 + 1024);
        data[4] = 0x11;
        data[4 + 256] = 0x22;
        const auto records = splitRecords(data, false);
        QVERIFY(records);
        QCOMPARE(records->text.size(), std::size_t(256));
        QCOMPARE(records->text[0], std::uint8_t(0x11));
        QCOMPARE(records->photo.size(), std::size_t(1024));
        QCOMPARE(records->photo[0], std::uint8_t(0x22));
        QVERIFY(records->fingerprint.empty());
        QVERIFY(!splitRecords(data, true));
        data.pop_back();
        QVERIFY(!splitRecords(data, false));
    }

    void takesACardWithoutAFingerprintAndRefusesImpossibleLengths()
    {
        std::vector<std::uint8_t> data{0x01, 0x00, 0x04, 0x00, 0x00, 0x00};
        data.resize(6 + 256 + 1024);
        QVERIFY(splitRecords(data, true)->fingerprint.empty());
        data[4] = 0x04;
        QVERIFY(!splitRecords(data, true));
        data.resize(data.size() + 1024, 0x33);
        QCOMPARE(splitRecords(data, true)->fingerprint.size(), std::size_t(1024));
        QCOMPARE(splitRecords(data, true)->fingerprint[0], std::uint8_t(0x33));
        data.resize(70000);
        data[4] = 0x04;
        data[5] = 0x01;
        QVERIFY(!splitRecords(data, true));
        data[5] = 0x00;
        data[1] = 0x01;
        QVERIFY(!splitRecords(data, true));
    }

    void knowsEveryNation()
    {
        QCOMPARE(nationName(1), std::string("汉"));
        QCOMPARE(nationName(25), std::string("水"));
        QCOMPARE(nationName(26), std::string("东乡"));
        QCOMPARE(nationName(27), std::string("纳西"));
        QCOMPARE(nationName(43), std::string("乌孜别克"));
        QCOMPARE(nationName(56), std::string("基诺"));
        QCOMPARE(nationName(97), std::string("其他"));
        QVERIFY(!nationName(98).empty());
        for (int code : {0, 57, 96, 99})
            QVERIFY(nationName(code).empty());
    }
};

BANSHI_TEST(CardRecordTest)
#include "card_record_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/reader_machine.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::virtual_idcard;

class ReaderMachineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_machine = ReaderMachine(); }

    void answersAsPublished()
    {
        QCOMPARE(ask("AAAAAA9669000311FFED"), QByteArray("aaaaaa9669000400009094"));
        QCOMPARE(ask("AAAAAA9669000312FFEE").left(20), QByteArray("aaaaaa96690014000090"));
        QCOMPARE(ask("AAAAAA966900032001"
                     "22"),
                 QByteArray("aaaaaa9669000400008084"));
        m_machine.place({});
        QCOMPARE(ask("AAAAAA96690003200122"), QByteArray("aaaaaa9669000800009f0000000097"));
        QCOMPARE(ask("AAAAAA96690003200221"), QByteArray("aaaaaa9669000c00009000000000000000009c"));
        QCOMPARE(ask("AAAAAA96690003300132").size(), 1295 * 2);
        QCOMPARE(ask("AAAAAA96690003301023").size(), 2321 * 2);
        QCOMPARE(ask("AAAAAA96690003300330"), QByteArray("aaaaaa9669000400009195"));
    }

    void readsFingerprintsOnlyWhereTheModelCan()
    {
        CardImage card;
        card.fingerprint.fill(0x5A);
        m_machine.place(card);
        ask("AAAAAA96690003200221");
        const QByteArray reply = ask("AAAAAA96690003301023");
        QCOMPARE(reply.left(32), QByteArray("aaaaaa9669090a000090010004000400"));
        QCOMPARE(reply.mid(2 * (16 + 256 + 1024), 2048), QByteArray("5a").repeated(1024));
        m_machine.become({.fingerprint = false});
        QCOMPARE(ask("AAAAAA96690003301023"), QByteArray("aaaaaa9669000400002125"));
        QCOMPARE(ask("AAAAAA96690003300132").size(), 1295 * 2);
    }

    void takesAnotherRateWhereTheModelCan()
    {
        QCOMPARE(m_machine.baud(), 115200);
        QCOMPARE(ask("AAAAAA96690003600467"), QByteArray("aaaaaa9669000400009094"));
        QCOMPARE(m_machine.baud(), 9600);
        QCOMPARE(ask("AAAAAA96690003600566"), QByteArray("aaaaaa9669000400002125"));
        m_machine.become({.baudChange = false, .baud = 9600});
        QCOMPARE(ask("AAAAAA96690003600063"), QByteArray("aaaaaa9669000400002125"));
        QCOMPARE(m_machine.baud(), 9600);
    }

    void hidesASelectedCardFromASearch()
    {
        m_machine.place({});
        ask("AAAAAA96690003200221");
        QCOMPARE(ask("AAAAAA96690003200122"), QByteArray("aaaaaa9669000400008084"));
        m_machine.lift();
        m_machine.place({});
        QCOMPARE(ask("AAAAAA96690003200122").left(20), QByteArray("aaaaaa9669000800009f"));
    }

    void saysWhatIsWrongWithARequest()
    {
        QCOMPARE(ask("AAAAAA9669000311FFEE"), QByteArray("aaaaaa9669000400001014"));
        QCOMPARE(ask("AAAAAA966900037777"
                     "03"),
                 QByteArray("aaaaaa9669000400002125"));
        QCOMPARE(ask("AAAAAA9669FFFF"), QByteArray("aaaaaa9669000400001115"));
    }

    void strikesAsOftenAsItIsTold()
    {
        m_machine.addFault(Fault::Silence, 2);
        QVERIFY(ask("AAAAAA9669000311FFED").isEmpty());
        QVERIFY(ask("AAAAAA9669000311FFED").isEmpty());
        QVERIFY(!ask("AAAAAA9669000311FFED").isEmpty());
        m_machine.addFault(Fault::WrongChecksum, 1);
        QCOMPARE(ask("AAAAAA9669000311FFED"), QByteArray("aaaaaa966900040000906b"));
        m_machine.addFault(Fault::SamFailure, 1);
        QCOMPARE(ask("AAAAAA9669000311FFED"), QByteArray("aaaaaa9669000400006662"));
        m_machine.place({});
        ask("AAAAAA96690003200221");
        m_machine.addFault(Fault::ReadFailed, 1);
        QCOMPARE(ask("AAAAAA96690003300132"), QByteArray("aaaaaa9669000400004145"));
        QCOMPARE(m_machine.cardState(), ReaderMachine::CardState::Spoiled);
    }

private:
    QByteArray ask(const char* hex)
    {
        const QByteArray frame = QByteArray::fromHex(hex);
        RequestParser parser;
        parser.feed({reinterpret_cast<const std::uint8_t*>(frame.constData()), static_cast<std::size_t>(frame.size())});
        const auto request = parser.take();
        if (!request)
            return "no request";
        const auto bytes = m_machine.answer(*request).bytes;
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex();
    }

    ReaderMachine m_machine;
};

BANSHI_TEST(ReaderMachineTest)
#include "reader_machine_test.moc"

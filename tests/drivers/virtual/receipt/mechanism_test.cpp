// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/mechanism.h"

#include "banshi/testing/suite.h"

#include <QByteArray>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::drivers::virtual_receipt;

class MechanismTest : public QObject
{
    Q_OBJECT

    static Bytes hex(const char* text)
    {
        const QByteArray raw = QByteArray::fromHex(text);
        return {raw.begin(), raw.end()};
    }
    static Step run(Mechanism& mechanism)
    {
        for (;;)
            if (const Step step = mechanism.step(); step == Step::Idle || step == Step::Blocked)
                return step;
    }

private Q_SLOTS:
    void answersRealTimeQuestionsAtOnce()
    {
        Mechanism mechanism;
        mechanism.receive(hex("100401100402100403100404"));
        QCOMPARE(mechanism.takeAnswers(), hex("12121212"));
        mechanism.setRoll(PaperRoll::Out);
        mechanism.receive(hex("100401100402100403100404"));
        QCOMPARE(mechanism.takeAnswers(), hex("1a32127e"));
        mechanism.setRoll(PaperRoll::Low);
        mechanism.setCover(true);
        mechanism.receive(hex("100401100402100403100404"));
        QCOMPARE(mechanism.takeAnswers(), hex("1a16121e"));
    }

    void answersInBandQuestionsInTheirTurn()
    {
        Mechanism mechanism;
        mechanism.receive(hex("410a1d7201"));
        QVERIFY(mechanism.takeAnswers().empty());
        QCOMPARE(mechanism.step(), Step::Done); // the text
        QCOMPARE(mechanism.step(), Step::Moved);
        QVERIFY(mechanism.takeAnswers().empty());
        QCOMPARE(mechanism.step(), Step::Done);
        QCOMPARE(mechanism.takeAnswers(), hex("00"));
    }

    void echoesTheProcessId()
    {
        Mechanism mechanism;
        mechanism.receive(hex("1d28480600303031323334"));
        run(mechanism);
        QCOMPARE(mechanism.takeAnswers(), hex("37223132333400"));
    }

    void keepsItsBufferWhileThereIsNoPaper()
    {
        Mechanism mechanism;
        mechanism.setRoll(PaperRoll::Out);
        mechanism.receive(hex("410a1d564200"));
        QCOMPARE(run(mechanism), Step::Blocked);
        mechanism.setRoll(PaperRoll::Full);
        run(mechanism);
        QCOMPARE(mechanism.takeSlip()->text(), std::string("A\n"));
    }

    void meetsEachMishapAtItsPlace_data()
    {
        QTest::addColumn<int>("mishap");
        QTest::addColumn<QByteArray>("status"); // 10 04 n, n from 1 to 4, when it stands
        QTest::addColumn<QByteArray>("slip");   // what has fallen by then
        QTest::newRow("jam before the first line") << int(Mishap::JamBefore) << QByteArray("1a521612") << QByteArray();
        QTest::newRow("jam after the slip")
            << int(Mishap::JamAfter) << QByteArray("1a521612") << QByteArray("A\nB\nC\nD\n");
        QTest::newRow("cover opens") << int(Mishap::CoverOpen) << QByteArray("1a161212") << QByteArray();
        QTest::newRow("paper near its end")
            << int(Mishap::PaperLow) << QByteArray("1212121e") << QByteArray("A\nB\nC\nD\n");
    }
    void meetsEachMishapAtItsPlace()
    {
        QFETCH(int, mishap);
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, slip);
        Mechanism mechanism;
        mechanism.arm(Mishap(mishap), 1);
        mechanism.receive(hex("410a420a430a440a1d564200"));
        run(mechanism);
        QVERIFY(mechanism.armed() == Mishap::None);
        mechanism.receive(hex("100401100402100403100404"));
        QCOMPARE(mechanism.takeAnswers(), hex(status.constData()));
        const auto fallen = mechanism.takeSlip();
        QCOMPARE(fallen ? QByteArray::fromStdString(fallen->text()) : QByteArray(), slip);
        mechanism.repair();
        run(mechanism);
        QCOMPARE(mechanism.takeSlip().has_value(), slip.isEmpty()); // the rest of it comes out now
    }

    void forgetsItsBuffersWhenTold()
    {
        Mechanism mechanism;
        mechanism.setRoll(PaperRoll::Out);
        mechanism.receive(hex("410a1d564200"
                              "10140801031401060208"));
        QVERIFY(!mechanism.buffered());
        QCOMPARE(mechanism.takeAnswers(), hex("372500"));
    }

    void actsOnRealTimeCommandsInsidePictures()
    {
        Mechanism mechanism;
        mechanism.receive(hex("1d763000030001001004021d564200"));
        QCOMPARE(mechanism.takeAnswers(), hex("12"));
        run(mechanism);
        QCOMPARE(mechanism.takeSlip()->pictures.at(0).bits, hex("100402"));
    }

    void drawsTheSlip()
    {
        Mechanism mechanism;
        mechanism.receive(hex("1c26cbaeb7d10a1d286b060031503061626300"
                              "1d286b0300315130"
                              "1d564200"));
        run(mechanism);
        const auto slip = mechanism.takeSlip();
        QVERIFY(slip && slip->pictures.size() == 1);
        QCOMPARE(slip->pictures[0].qrText, std::string("abc"));
        const QTemporaryDir folder;
        QVERIFY(slip->writePng(folder.filePath(QStringLiteral("slip.png")).toStdString()));
    }
};

BANSHI_TEST(MechanismTest)
#include "mechanism_test.moc"

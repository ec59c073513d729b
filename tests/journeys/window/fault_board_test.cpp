// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_board.h"

#include "banshi/testing/suite.h"
#include "fake_simulator.h"

#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace banshi::journeys;

class FaultBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAButtonForEveryFaultThatASimulatorPublishes()
    {
        FakeSimulator printer({QStringLiteral("jamBefore"), QStringLiteral("unheardOf")});
        QVERIFY(printer.listen());
        const FaultBoard board({{QStringLiteral("a4"), printer.socketPath()}}, m_words);
        QTRY_COMPARE(board.findChildren<QPushButton*>().size(), 3);
        QCOMPARE(buttonOf(board, "a4.jamBefore")->text(), QStringLiteral("Jams before the sheet"));
        QCOMPARE(buttonOf(board, "a4.unheardOf")->text(), QStringLiteral("unheardOf"));
        QCOMPARE(buttonOf(board, "a4.right")->text(), QStringLiteral("Put everything right"));
    }

    void playsTheFaultOfTheButtonAsOftenAsTheBoxSays()
    {
        FakeSimulator printer({QStringLiteral("jamBefore"), QStringLiteral("slow")});
        QVERIFY(printer.listen());
        FaultBoard board({{QStringLiteral("a4"), printer.socketPath()}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        QTRY_VERIFY(buttonOf(board, "a4.slow") != nullptr);
        board.findChild<QSpinBox*>()->setValue(3);
        buttonOf(board, "a4.slow")->click();
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers[0][0].toString(), QStringLiteral("A4 printer, Slow: done"));
        QCOMPARE(printer.orders.size(), 1);
        QCOMPARE(printer.orders[0], (QJsonObject{{QStringLiteral("do"), QStringLiteral("fault")},
                                                 {QStringLiteral("kind"), QStringLiteral("slow")},
                                                 {QStringLiteral("times"), 3}}));
    }

    void goesOnWhileASimulatorSaysNothing()
    {
        FakeSimulator printer({QStringLiteral("slow")});
        FakeSimulator scanner({QStringLiteral("noise")});
        QVERIFY(printer.listen() && scanner.listen());
        FaultBoard board(
            {{QStringLiteral("a4"), printer.socketPath()}, {QStringLiteral("scanner"), scanner.socketPath()}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        QTRY_VERIFY(buttonOf(board, "a4.slow") != nullptr && buttonOf(board, "scanner.noise") != nullptr);
        printer.isSilent = true;
        buttonOf(board, "a4.slow")->click();
        QTRY_COMPARE(printer.orders.size(), 1);
        QVERIFY(!buttonOf(board, "a4.slow")->isEnabled());
        buttonOf(board, "scanner.noise")->click();
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers[0][0].toString(), QStringLiteral("Code scanner (serial), Noise on the line: done"));
    }

    void findsASimulatorThatComesLater()
    {
        FakeSimulator scanner({QStringLiteral("noise")});
        FakeSimulator printer({QStringLiteral("slow")});
        QVERIFY(printer.listen());
        const FaultBoard board(
            {{QStringLiteral("scanner"), scanner.socketPath()}, {QStringLiteral("a4"), printer.socketPath()}}, m_words);
        QTRY_VERIFY(buttonOf(board, "a4.slow") != nullptr);
        QVERIFY(buttonOf(board, "scanner.noise") == nullptr);
        QCOMPARE(absencesOn(board), 1);
        QVERIFY(scanner.listen());
        QTRY_VERIFY(buttonOf(board, "scanner.noise") != nullptr);
        QCOMPARE(absencesOn(board), 0);
        QCOMPARE(printer.asked, 1); // who has answered keeps its buttons
    }

    void tellsThatASimulatorDoesNotAnswer_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("answer");
        QTest::newRow("to a fault") << QStringLiteral("fault.a4.slow")
                                    << QStringLiteral("A4 printer, Slow: the simulator does not answer");
        QTest::newRow("to repairs") << QStringLiteral("fault.a4.right")
                                    << QStringLiteral(
                                           "A4 printer, Put everything right: the simulator does not answer");
    }
    void tellsThatASimulatorDoesNotAnswer()
    {
        QFETCH(QString, button);
        FakeSimulator printer({QStringLiteral("slow")});
        QVERIFY(printer.listen());
        FaultBoard board({{QStringLiteral("a4"), printer.socketPath(), std::chrono::milliseconds(200)}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        QTRY_VERIFY(board.findChild<QPushButton*>(button) != nullptr);
        printer.isSilent = true;
        board.findChild<QPushButton*>(button)->click();
        QTRY_COMPARE(answers.size(), 1);
        QTEST(answers[0][0].toString(), "answer");
        QVERIFY(board.findChild<QPushButton*>(button)->isEnabled());
    }

    void tellsThatNothingCouldBePutRight()
    {
        FakeSimulator printer({QStringLiteral("slow")});
        QVERIFY(printer.listen());
        FaultBoard board({{QStringLiteral("a4"), printer.socketPath()}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        QTRY_VERIFY(buttonOf(board, "a4.right") != nullptr);
        buttonOf(board, "a4.right")->click();
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers[0][0].toString(), QStringLiteral("A4 printer, Put everything right: done"));
        printer.refused << QStringLiteral("clear") << QStringLiteral("fault") << QStringLiteral("repair")
                        << QStringLiteral("paper") << QStringLiteral("toner");
        buttonOf(board, "a4.right")->click();
        QTRY_COMPARE(answers.size(), 2);
        QCOMPARE(answers[1][0].toString(), QStringLiteral("A4 printer, Put everything right: the simulator refuses"));
    }

    void tellsWhyASimulatorRefuses()
    {
        FakeSimulator printer({QStringLiteral("slow")});
        printer.refused << QStringLiteral("fault");
        QVERIFY(printer.listen());
        FaultBoard board({{QStringLiteral("a4"), printer.socketPath()}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        QTRY_VERIFY(buttonOf(board, "a4.slow") != nullptr);
        buttonOf(board, "a4.slow")->click();
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers[0][0].toString(),
                 QStringLiteral("A4 printer, Slow: the simulator refuses (the printer stands still)"));
        QVERIFY(buttonOf(board, "a4.slow")->isEnabled());
    }

    void putsRightWhatAFaultHasDone_data()
    {
        QTest::addColumn<bool>("isPlugged");
        QTest::newRow("a device that is plugged in is not plugged in again: it would hang up") << true;
        QTest::newRow("a device that was unplugged is plugged in again") << false;
    }
    void putsRightWhatAFaultHasDone()
    {
        QFETCH(bool, isPlugged);
        FakeSimulator printer({QStringLiteral("unplug")});
        printer.isPlugged = isPlugged;
        printer.refused << QStringLiteral("paper"); // no simulator knows all orders
        QVERIFY(printer.listen());
        FaultBoard board({{QStringLiteral("receipt"), printer.socketPath()}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        QTRY_VERIFY(buttonOf(board, "receipt.right") != nullptr);
        buttonOf(board, "receipt.right")->click();
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers[0][0].toString(), QStringLiteral("Slip printer, Put everything right: done"));
        QStringList obeyed;
        for (const QJsonObject& order : printer.orders)
            obeyed << order[QStringLiteral("do")].toString();
        const QStringList repairs{QStringLiteral("clear"), QStringLiteral("fault"), QStringLiteral("repair"),
                                  QStringLiteral("paper"), QStringLiteral("toner"), QStringLiteral("state")};
        QCOMPARE(obeyed, isPlugged ? repairs : repairs + QStringList{QStringLiteral("plug")});
    }

    void speaksChineseFromThenOn()
    {
        FakeSimulator printer({QStringLiteral("jamBefore")});
        QVERIFY(printer.listen());
        FaultBoard board({{QStringLiteral("a4"), printer.socketPath()}}, m_words);
        QSignalSpy answers(&board, &FaultBoard::answered);
        board.speak(Tongue::Chinese);
        QTRY_VERIFY(buttonOf(board, "a4.jamBefore") != nullptr);
        board.speak(Tongue::English);
        QCOMPARE(buttonOf(board, "a4.jamBefore")->text(), QStringLiteral("Jams before the sheet"));
        QCOMPARE(labelOfTimes(board), QStringLiteral("Happens so many times:"));
        board.speak(Tongue::Chinese);
        QCOMPARE(labelOfTimes(board), QStringLiteral("发生次数："));
        QCOMPARE(buttonOf(board, "a4.jamBefore")->text(), QStringLiteral("出纸前卡纸"));
        QCOMPARE(board.findChild<QGroupBox*>()->title(), QStringLiteral("A4 打印机"));
        buttonOf(board, "a4.jamBefore")->click();
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(answers[0][0].toString(), QStringLiteral("A4 打印机，出纸前卡纸：完成"));
    }

private:
    static int absencesOn(const QWidget& board)
    {
        int shown = 0;
        for (const QLabel* label : board.findChildren<QLabel*>())
            shown += label->text() == QStringLiteral("This simulator does not answer.") && !label->isHidden() ? 1 : 0;
        return shown;
    }
    static QString labelOfTimes(const QWidget& board)
    {
        for (const QLabel* label : board.findChildren<QLabel*>())
            if (label->buddy() != nullptr)
                return label->text();
        return {};
    }
    static QPushButton* buttonOf(const QWidget& board, const char* id)
    {
        return board.findChild<QPushButton*>(QStringLiteral("fault.") + QString::fromLatin1(id));
    }

    StreetWords m_words;
};

BANSHI_TEST(FaultBoardTest)
#include "fault_board_test.moc"

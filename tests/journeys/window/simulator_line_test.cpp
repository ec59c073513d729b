// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_line.h"

#include "banshi/testing/suite.h"
#include "fake_simulator.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace banshi::journeys;

namespace
{

constexpr std::chrono::milliseconds kPatience(20000);
const QJsonObject kState{{QStringLiteral("do"), QStringLiteral("state")}};

// What a line brings: calls, and the last answer.
struct Heard
{
    int calls = 0;
    std::optional<QJsonObject> answer;

    SimulatorLine::Answered take()
    {
        return [this](const std::optional<QJsonObject>& said) {
            ++calls;
            answer = said;
        };
    }
};

} // namespace

class SimulatorLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsTheAnswerLater()
    {
        FakeSimulator simulator({});
        QVERIFY(simulator.listen());
        SimulatorLine line(simulator.socketPath(), kPatience);
        Heard heard;
        line.send(kState, heard.take());
        QCOMPARE(heard.calls, 0);
        QTRY_COMPARE(heard.calls, 1);
        QVERIFY(heard.answer && heard.answer->value(QStringLiteral("ok")).toBool());
    }

    void saysLaterThatNobodyListens()
    {
        const FakeSimulator simulator({});
        SimulatorLine line(simulator.socketPath(), kPatience);
        Heard heard;
        line.send(kState, heard.take());
        QCOMPARE(heard.calls, 0);
        QTRY_COMPARE(heard.calls, 1);
        QVERIFY(!heard.answer);
    }

    void givesUpOnASimulatorThatSaysNothing()
    {
        FakeSimulator simulator({});
        simulator.isSilent = true;
        QVERIFY(simulator.listen());
        SimulatorLine line(simulator.socketPath(), std::chrono::milliseconds(50));
        Heard heard;
        line.send(kState, heard.take());
        QTRY_COMPARE(heard.calls, 1);
        QVERIFY(!heard.answer);
    }

    void answersOnceWhateverComesBehindTheAnswer()
    {
        FakeSimulator simulator({});
        simulator.hangsUp = true;
        QVERIFY(simulator.listen());
        SimulatorLine line(simulator.socketPath(), std::chrono::milliseconds(50));
        Heard heard;
        line.send(kState, [&heard, take = heard.take()](const std::optional<QJsonObject>& said) {
            take(said);
            if (heard.calls > 1)
                return;
            QEventLoop loop; // whoever hears the answer may turn the event loop, also until after the patience
            QTimer::singleShot(std::chrono::milliseconds(100), &loop, &QEventLoop::quit);
            loop.exec();
        });
        QTRY_COMPARE(heard.calls, 1);
        QCoreApplication::processEvents();
        QCOMPARE(heard.calls, 1);
        QVERIFY(heard.answer);
    }

    void forgetsWhatItHasAskedWhenItGoes()
    {
        FakeSimulator simulator({});
        QVERIFY(simulator.listen());
        Heard heard;
        {
            SimulatorLine line(simulator.socketPath(), kPatience);
            line.send(kState, heard.take());
            QTRY_COMPARE(simulator.orders.size(), 1);
        }
        QCoreApplication::processEvents();
        QVERIFY(heard.calls <= 1);
    }
};

BANSHI_TEST(SimulatorLineTest)
#include "simulator_line_test.moc"

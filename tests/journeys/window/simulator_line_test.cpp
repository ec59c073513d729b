// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_line.h"

#include "banshi/testing/suite.h"
#include "fake_simulator.h"

#include <QTest>

using namespace banshi::journeys;

namespace
{

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
        SimulatorLine line(simulator.socketPath());
        Heard heard;
        line.send(kState, heard.take());
        QCOMPARE(heard.calls, 0);
        QTRY_COMPARE(heard.calls, 1);
        QVERIFY(heard.answer && heard.answer->value(QStringLiteral("ok")).toBool());
    }

    void saysLaterThatNobodyListens()
    {
        const FakeSimulator simulator({});
        SimulatorLine line(simulator.socketPath());
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

    void forgetsWhatItHasAskedWhenItGoes()
    {
        FakeSimulator simulator({});
        QVERIFY(simulator.listen());
        Heard heard;
        {
            SimulatorLine line(simulator.socketPath());
            line.send(kState, heard.take());
            QTRY_COMPARE(simulator.orders.size(), 1);
        }
        QCoreApplication::processEvents();
        QVERIFY(heard.calls <= 1);
    }
};

BANSHI_TEST(SimulatorLineTest)
#include "simulator_line_test.moc"

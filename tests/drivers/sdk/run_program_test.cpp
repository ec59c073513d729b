// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/run_program.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using sdk::ErrorCode;

class RunProgramTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<std::uint8_t> m_input{'c', 'a', 'r', 'd'};

    sdk::Outcome<sdk::ToolMessage> run(const char* script, std::size_t longest = 100,
                                       std::chrono::milliseconds limit = 20s)
    {
        return sdk::runProgram({"/bin/sh", {"-c", script}, m_folder.path().toStdString(), {}}, m_input, longest, limit,
                               testing::DriverCall(60s));
    }

private Q_SLOTS:
    void handsOverTheInputAndTakesTheOutput()
    {
        const auto answer = run("tr a-z A-Z; echo complaint >&2");
        QVERIFY2(answer.ok(), answer ? "" : answer.failure().detail.c_str());
        QCOMPARE(std::string(answer->text()), std::string("CARD"));
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }

    void carriesMoreThanAPipeHoldsBothWaysAtOnce()
    {
        m_input.assign(1000000, 'x');
        const auto answer = run("cat", 1000000);
        QVERIFY2(answer.ok(), answer ? "" : answer.failure().detail.c_str());
        QCOMPARE(answer->bytes.size(), std::size_t(1000000));
    }

    void doesNotMindAProgramThatDoesNotWantItsInput()
    {
        m_input.assign(1000000, 'x');
        const auto answer = run("exec <&-; echo done");
        QVERIFY(answer.ok());
        QCOMPARE(std::string(answer->text()), std::string("done\n"));
    }

    void takesTheOutputOfAProgramWhoseChildGoesOn()
    {
        const auto answer = run("echo done; sleep 60 &");
        QVERIFY(answer.ok());
        QCOMPARE(std::string(answer->text()), std::string("done\n"));
    }

    void saysWhatWentWrong()
    {
        QCOMPARE(run("echo half; exit 3").failure().detail, std::string("the program ended with exit code 3"));
        QCOMPARE(run("kill -SEGV $$").failure().detail, std::string("the program ended with signal 11"));
        QCOMPARE(run("echo too long", 3).failure().detail, std::string("the program writes without an end"));
        QCOMPARE(run("sleep 60", 100, 50ms).failure().detail, std::string("the program does not end"));
        QCOMPARE(run("exec >&-; sleep 60", 100, 50ms).failure().code, ErrorCode::HardwareError);
        QCOMPARE(sdk::runProgram({"/no/such/program", {}, m_folder.path().toStdString(), {}}, {}, 1, 1s,
                                 testing::DriverCall())
                     .failure()
                     .code,
                 ErrorCode::InternalError);
    }

    void keepsCancelAndDeadline()
    {
        const sdk::Program sleeper{"/bin/sleep", {"60"}, m_folder.path().toStdString(), {}};
        testing::DriverCall cancelled;
        cancelled.cancel();
        QCOMPARE(sdk::runProgram(sleeper, {}, 1, 20s, cancelled).failure().code, ErrorCode::Canceled);
        QCOMPARE(sdk::runProgram(sleeper, {}, 1, 20s, testing::DriverCall(30ms)).failure().code, ErrorCode::TimeOut);
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }
};

BANSHI_TEST(RunProgramTest)
#include "run_program_test.moc"

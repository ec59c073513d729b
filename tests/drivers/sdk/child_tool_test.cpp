// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/child_tool.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <memory>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using sdk::ErrorCode;

namespace
{

constexpr auto kEnough = 20s;   // for a sound tool on a loaded machine
constexpr auto kTooLong = 50ms; // for one that hangs

// False for a process that waits for nothing but its parent's question how it ended.
bool isAlive(int process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    return file.open(QIODevice::ReadOnly) && !file.readAll().contains(") Z ");
}

} // namespace

class ChildToolTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sdk::ChildTool> m_tool;
    testing::DriverCall m_call{60s};

    void make(sdk::ToolHabits habits = {})
    {
        const std::string path = qEnvironmentVariable("BANSHI_BIN").toStdString() + "/../tests/banshi_nasty_tool";
        m_tool = std::make_unique<sdk::ChildTool>(
            sdk::Program{path, {}, m_folder->path().toStdString(), {"VENDOR_LICENCE=1"}}, habits);
    }
    std::string said(std::string_view request)
    {
        const auto answer = m_tool->ask(request, kEnough, m_call);
        return answer ? std::string(answer->text()) : "failed: " + answer.failure().detail;
    }
    sdk::Failure failureOf(std::string_view request, std::chrono::milliseconds limit = kEnough,
                           sdk::ToolEffect effect = sdk::ToolEffect::None)
    {
        const auto answer = m_tool->ask(request, limit, m_call, effect);
        return answer ? sdk::failure(ErrorCode::InternalError, "an answer") : answer.failure();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        make();
    }
    void cleanup() { m_tool.reset(); }

    void asksOneProcessOverAndOver()
    {
        QVERIFY(!m_tool->isRunning());
        QCOMPARE(said("count"), std::string("1"));
        QVERIFY(m_tool->isRunning());
        QCOMPARE(said(""), std::string());
        const std::string long_(300000, 'x'); // more than a pipe holds
        QCOMPARE(said(long_), long_);
        QCOMPARE(said("count"), std::string("4"));
        m_tool->stop();
        QVERIFY(!m_tool->isRunning());
        QCOMPARE(said("count"), std::string("1"));
    }

    void saysHowItsToolEndedAndStartsAnother()
    {
        QCOMPARE(said("count"), std::string("1"));
        const auto crash = failureOf("crash");
        QCOMPARE(crash.code, ErrorCode::HardwareError);
        QCOMPARE(crash.detail, std::string("the program ended with signal 11"));
        QVERIFY(!m_tool->isRunning());
        QCOMPARE(said("count"), std::string("1"));
        QCOMPARE(failureOf("exit").detail, std::string("the program ended with exit code 3"));
        QCOMPARE(failureOf("half").detail, std::string("the program ended with exit code 0"));
        QCOMPARE(said("count"), std::string("1"));
    }

    void killsAToolThatHangsWithAllItsChildren()
    {
        const int child = std::stoi(said("child"));
        QVERIFY(isAlive(child));
        const auto hang = failureOf("hang", kTooLong);
        QCOMPARE(hang.code, ErrorCode::HardwareError);
        QCOMPARE(hang.detail, std::string("no answer in time"));
        QVERIFY(!m_tool->isRunning());
        QTRY_VERIFY(!isAlive(child));
        QVERIFY(QDir(m_folder->path()).isEmpty());
        QCOMPARE(said("count"), std::string("1"));
    }

    void takesNoNonsense()
    {
        QCOMPARE(failureOf("shout").detail, std::string("announces a message of 4294967295 bytes"));
        QCOMPARE(failureOf("close").detail, std::string("the program has closed its end"));
        make(); // numbers its questions from 1, as the tool counts them
        QCOMPARE(said("stop-listening"), std::string());
        const auto late = failureOf("late", kEnough, sdk::ToolEffect::MayHaveActed);
        QCOMPARE(late.code, ErrorCode::HardwareError); // was never handed over
        QCOMPARE(late.detail, std::string("the program has closed its end"));
        QCOMPARE(said("count"), std::string("1"));
    }

    void takesNoAnswerToAnotherQuestion()
    {
        QCOMPARE(said("twice"), std::string("twice"));
        QCOMPARE(failureOf("count").detail, std::string("answers another question"));
        QCOMPARE(said("count"), std::string("1"));
    }

    void stopsARequestThatIsCancelled()
    {
        std::jthread canceller([this] { m_call.cancel(); });
        QCOMPARE(failureOf("hang").code, ErrorCode::Canceled);
        QVERIFY(!m_tool->isRunning());
    }

    void takesAnAnswerThatComesWithinTheGrace()
    {
        make({0, 20000ms});
        m_call.cancel();
        QCOMPARE(said("count"), std::string("1"));
        QVERIFY(m_tool->isRunning());
    }

    void keepsTheDeadlineOfItsCall()
    {
        const testing::DriverCall shortCall(50ms);
        const auto answer = m_tool->ask("hang", kEnough, shortCall);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().code, ErrorCode::TimeOut);
    }

    void saysThatNobodyKnowsWhatARequestWithAnEffectHasDone()
    {
        QCOMPARE(failureOf("crash", kEnough, sdk::ToolEffect::MayHaveActed).code, ErrorCode::OutcomeUnknown);
        QCOMPARE(failureOf("hang", kTooLong, sdk::ToolEffect::MayHaveActed).code, ErrorCode::OutcomeUnknown);
        const std::string tooLong(sdk::kLongestToolMessage + 1, 'x'); // was never handed over
        QCOMPARE(failureOf(tooLong, kEnough, sdk::ToolEffect::MayHaveActed).code, ErrorCode::InvalidData);
        m_call.cancel();
        QCOMPARE(failureOf("hang", kEnough, sdk::ToolEffect::MayHaveActed).code, ErrorCode::OutcomeUnknown);
    }

    void givesItsToolNothingButWhatItNeeds()
    {
        qputenv("BANSHI_SECRET", "1");
        QCOMPARE(said("environment"), std::string("HOME LANG PATH TMPDIR VENDOR_LICENCE "));
        std::string files = said("files");
        std::ranges::sort(files);
        QCOMPARE(files, std::string("01234"));
        QCOMPARE(said("input"), std::to_string(EOF));
    }

    void tidiesUpAfterEachAnswer()
    {
        const QString folder = QString::fromStdString(said("leave"));
        QVERIFY(QDir(folder).exists() && QDir(folder).isEmpty());
        QCOMPARE(said("count"), std::string("2"));
    }

    void removesWhatADeadHostHasLeft()
    {
        const QDir run(m_folder->path());
        QVERIFY(run.mkpath(QStringLiteral("tool-999999999-abcdef"))); // more than a process number can be
        QVERIFY(run.mkpath(QStringLiteral("another-folder")));
        QFile kept(run.filePath(QStringLiteral("tool-999999999-abcdef/card.txt")));
        QVERIFY(kept.open(QIODevice::ReadWrite));
        QCOMPARE(kept.write("440399199001010018"), 18);
        QVERIFY(kept.flush());
        QCOMPARE(said("count"), std::string("1"));
        QVERIFY(!run.exists(QStringLiteral("tool-999999999-abcdef")));
        QVERIFY(run.exists(QStringLiteral("another-folder")));
        kept.seek(0);
        QCOMPARE(kept.readAll(), QByteArray(18, '\0'));
    }

    void leavesNothingOfWhatItsToolWrote()
    {
        make({0, 200ms, false});
        const QString folder = QString::fromStdString(said("leave"));
        QVERIFY(folder.startsWith(m_folder->path()));
        QVERIFY(QFile::exists(folder + QStringLiteral("/card.txt")));
        QFile kept(folder + QStringLiteral("/card.txt"));
        QVERIFY(kept.open(QIODevice::ReadOnly)); // its bytes can still be seen when its name has gone
        m_tool->stop();
        QVERIFY(!QFile::exists(folder));
        QCOMPARE(kept.readAll(), QByteArray(18, '\0'));
    }

    void renewsAToolWhoseLibraryLeaks()
    {
        make({3});
        QCOMPARE(said("count"), std::string("1"));
        QCOMPARE(said("count"), std::string("2"));
        QCOMPARE(said("count"), std::string("3"));
        QVERIFY(!m_tool->isRunning());
        QCOMPARE(said("count"), std::string("1"));
    }

    void saysThatAToolCannotBeStarted()
    {
        sdk::ChildTool missing({"/no/such/tool", {}, m_folder->path().toStdString(), {}});
        const auto answer = missing.ask("count", kEnough, m_call);
        QVERIFY(!answer);
        QCOMPARE(answer.failure().code, ErrorCode::InternalError);
        QVERIFY(QDir(m_folder->path()).isEmpty());
        sdk::ChildTool homeless({"/bin/true", {}, {}, {}});
        QCOMPARE(homeless.ask("count", kEnough, m_call).failure().code, ErrorCode::InternalError);
    }
};

BANSHI_TEST(ChildToolTest)
#include "child_tool_test.moc"

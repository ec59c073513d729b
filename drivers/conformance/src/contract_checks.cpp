// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "profiles.h"

#include <QProcess>

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr int kRefuseMs = 5000;
constexpr int kBadStart = 2; // banshi-driverhost's exit code for a start that cannot succeed
constexpr auto kShowAbsence = 1000ms;
constexpr auto kRecorded = 10000ms;
constexpr int kShortestText = 10; // characters of a resident's text
constexpr int kLongestText = 80;

Verdict ready(Trial& trial)
{
    const nlohmann::json& status = trial.bench.proxy().status();
    if (!status.contains(trial.profile.statusMember()))
        return failed("the status has no member `" + trial.profile.statusMember() + "`: " + status.dump());
    const bool knowsItself = trial.bench.waitUntil(
        [&] { return trial.bench.proxy().capabilities().contains("/common/deviceInformation"_json_pointer); }, 3s);
    return knowsItself ? passed() : failed("the capabilities have no common.deviceInformation");
}

Verdict operation(Trial& trial)
{
    return trial.profile.operate(trial.bench, trial.end, trial.marks);
}

// create() says what is wrong with a configuration, before it touches any hardware.
Verdict wrongConnection(Trial& trial)
{
    const QString scheme = trial.setup.connection.section(u':', 0, 0);
    QProcess host;
    host.setProcessChannelMode(QProcess::MergedChannels);
    host.start(trial.setup.hostProgram,
               {QStringLiteral("--plugin"), trial.setup.plugin, QStringLiteral("--name"), QStringLiteral("wrong"),
                QStringLiteral("--connection"), scheme + u':', QStringLiteral("--publisher"),
                QStringLiteral("file:/nonexistent"), QStringLiteral("--mode"), QStringLiteral("development")});
    const bool ended = trial.bench.waitUntil([&] { return host.state() == QProcess::NotRunning; },
                                             std::chrono::milliseconds(kRefuseMs));
    if (!ended)
    {
        host.kill();
        host.waitForFinished(kRefuseMs);
        return failed("it takes the connection `" + scheme.toStdString() + ":`, which leads nowhere");
    }
    const QByteArray said = host.readAll();
    if (host.exitStatus() != QProcess::NormalExit || host.exitCode() != kBadStart)
        return failed("a connection that leads nowhere ends its host instead of being refused");
    return said.contains("connection") ? passed()
                                       : failed("the refusal does not name the connection: " + said.toStdString());
}

Verdict absentDevice(Trial& trial)
{
    if (!trial.end.perform(act::kUnplug))
        return failed("the far end cannot be unplugged");
    trial.bench.restart();
    Verdict verdict = passed();
    if (!trial.bench.waitUntil([&] { return trial.bench.isServing() && !trial.bench.proxy().status().empty(); }, 10s))
        verdict = failed("the host does not serve while the device is absent");
    else if (trial.bench.waitReady(kShowAbsence))
        verdict = failed("it says that the device is there although it is unplugged");
    if (!trial.end.perform(act::kPlug))
        return failed("the far end cannot be plugged in");
    return verdict.result == Result::Passed ? readyAgain(trial, "after being plugged in") : verdict;
}

Verdict wrongData(Trial& trial)
{
    const Codes honest{CompletionCode::InvalidData, CompletionCode::UnsupportedData, CompletionCode::UnsupportedCommand,
                       CompletionCode::SequenceError};
    const auto requests = trial.profile.wrongRequests();
    const Tally tally = tallyOf(trial, requests.back().first);
    for (const auto& [command, payload] : requests)
    {
        // What was done secretly shows with the last one, too.
        const bool isLast = payload == requests.back().second;
        Interrupted sent{trial.bench.send(command, payload, 5s), isLast ? tally : Tally(), {}};
        Verdict verdict = judge(trial, sent, honest, 6s);
        if (verdict.result != Result::Passed)
        {
            verdict.reason = command + " with data that cannot be right: " + verdict.reason;
            return verdict;
        }
    }
    return passed();
}

// Texts long enough to stand in no log by chance; of pictures and templates the middle, whose head is the same in many.
void collectTexts(const nlohmann::json& payload, QStringList& marks)
{
    for (const nlohmann::json& value : payload)
    {
        if (value.is_structured())
            collectTexts(value, marks);
        const QString text = value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString();
        if (text.size() >= kShortestText)
            marks << (text.size() <= kLongestText ? text : text.mid(text.size() / 2, kLongestText / 2));
    }
}

Verdict recorded(Trial& trial)
{
    const std::string command = trial.profile.recordedCommand();
    const auto done = trial.bench.run(command, trial.profile.payload(trial.bench, command), kRecorded);
    if (!done || !done->ok())
        return failed("it does not come out of " + command + ": " + describe(done));
    collectTexts(done->payload, trial.marks);
    return passed();
}

} // namespace

void addRecordedCheck(const ClassProfile& profile, std::vector<Check>& checks)
{
    if (!profile.recordedCommand().empty())
        checks.push_back({"contract.recording", "what was recorded comes out of it", {}, recorded, true});
}

void addContractChecks(const ClassProfile& profile, std::vector<Check>& checks)
{
    checks.push_back({"contract.ready", "the device becomes ready and says what it is", {}, ready, true});
    checks.push_back(
        {"contract.operation", "a whole operation succeeds and is what it says", profile.operationActs(), operation});
    checks.push_back(
        {"contract.wrong-connection", "a connection that leads nowhere is refused by name", {}, wrongConnection, true});
    checks.push_back({"contract.absent-device",
                      "a start without the device waits for it, and says so",
                      {act::kUnplug, act::kPlug},
                      absentDevice,
                      true});
    if (!profile.wrongRequests().empty())
        checks.push_back({"contract.wrong-data", "requests that cannot be right are refused", {}, wrongData, true});
}

} // namespace banshi::drivers::conformance

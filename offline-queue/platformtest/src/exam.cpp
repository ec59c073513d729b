// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/platformtest/exam.h"

#include "question_groups.h"

namespace banshi::queue::platformtest
{

std::vector<Question> questions()
{
    std::vector<Question> all;
    for (const auto& group : {wireQuestions(), keyQuestions(), queueQuestions(), pictureQuestions(), machineQuestions(),
                              enrolmentQuestions()})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

bool examine(PlatformUnderTest& platform, const std::vector<Question>& all,
             const std::function<void(const Mark&)>& said)
{
    bool isGood = true;
    for (const auto& question : all)
    {
        Mark mark{question.name, Mark::Kind::Passed, {}};
        if (question.needsRestart && !platform.target().restart)
            mark = {question.name, Mark::Kind::Skipped, "needs --restart"};
        else if (std::string seen = question.ask(platform); !seen.empty())
            mark = {question.name, Mark::Kind::Failed, std::move(seen)};
        isGood = isGood && mark.kind != Mark::Kind::Failed;
        said(mark);
    }
    return isGood;
}

std::string unlike(const Answer& answer, int status, const std::string& code)
{
    if (!answer.fault.empty())
        return answer.fault;
    if (answer.status == status && (code.empty() || answer.code() == code))
        return {};
    return "wanted " + std::to_string(status) + " " + code + ", got " + std::to_string(answer.status) + " " +
           answer.code();
}

} // namespace banshi::queue::platformtest

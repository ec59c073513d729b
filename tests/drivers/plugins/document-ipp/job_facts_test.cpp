// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/job_facts.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::document_ipp;
using banshi::drivers::sdk::PrintResult;

class JobFactsTest : public QObject
{
    Q_OBJECT

    static PrintResult judged(JobState state, std::optional<std::uint32_t> impressions,
                              std::vector<std::string> reasons = {}, int pages = 2)
    {
        return judge({state, std::move(reasons), impressions}, pages);
    }

private Q_SLOTS:
    void believesOnlyACompletedJobWithAllItsImpressions()
    {
        QCOMPARE(judged(JobState::Completed, 2, {"job-completed-successfully"}), PrintResult::Done);
        QCOMPARE(judged(JobState::Completed, 3), PrintResult::Done);
        QCOMPARE(judged(JobState::Completed, 1, {"job-completed-successfully"}), PrintResult::FailedPartial);
        QCOMPARE(judged(JobState::Completed, 0, {"job-completed-successfully"}), PrintResult::Unknown);
        QCOMPARE(judged(JobState::Completed, std::nullopt, {"job-completed-successfully"}), PrintResult::Unknown);
    }

    // OpenPrinting/cups issue 1703: "completed" for a job that was never printed.
    void doesNotBelieveACompletedJobWithAnErrorReason()
    {
        QCOMPARE(judged(JobState::Completed, 0, {"document-format-error"}), PrintResult::Unknown);
        QCOMPARE(judged(JobState::Completed, 2, {"job-completed-with-errors"}), PrintResult::Unknown);
        QCOMPARE(judged(JobState::Completed, 2, {"job-completed-with-warnings"}), PrintResult::Done);
    }

    void tellsCleanFromPartialFailure()
    {
        for (const JobState state : {JobState::Aborted, JobState::Canceled})
        {
            QCOMPARE(judged(state, 0), PrintResult::FailedClean);
            QCOMPARE(judged(state, 1), PrintResult::FailedPartial);
            QCOMPARE(judged(state, 2), PrintResult::Unknown);
            QCOMPARE(judged(state, std::nullopt), PrintResult::Unknown);
        }
    }

    void knowsNothingOfAJobThatHasNotEnded()
    {
        for (const JobState state :
             {JobState::Unknown, JobState::Pending, JobState::Held, JobState::Processing, JobState::Stopped})
        {
            QCOMPARE(judged(state, 2), PrintResult::Unknown);
            QVERIFY(!isFinal(state));
        }
    }

    void namesStatesAsIppDoes()
    {
        QCOMPARE(keywordOf(jobStateOf(4)), std::string("pending-held"));
        QCOMPARE(keywordOf(jobStateOf(6)), std::string("processing-stopped"));
        QCOMPARE(keywordOf(jobStateOf(9)), std::string("completed"));
        QCOMPARE(jobStateOf(2), JobState::Unknown);
        QCOMPARE(jobStateOf(10), JobState::Unknown);
    }
};

BANSHI_TEST(JobFactsTest)
#include "job_facts_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/records/loan_audit.h"

#include <QLoggingCategory>
#include <QPointer>
#include <utility>

namespace banshi::app::records
{

namespace
{

Q_LOGGING_CATEGORY(lcLoans, "banshi.app.loans")

constexpr std::chrono::seconds kAgain(10);
constexpr std::size_t kMostWaiting = 16;

// As the contract takes it: 1 to 64 characters.
std::string nameOf(const std::string& who)
{
    constexpr qsizetype kMost = 64;
    QString name = QString::fromStdString(who).left(kMost);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name.isEmpty() ? "unknown" : name.toStdString();
}

} // namespace

LoanAudit::LoanAudit(const base::Clock& clock, ports::MachineRecords& records)
    : m_clock(clock), m_records(records), m_again(clock)
{
    connect(&m_again, &base::Timer::fired, this, &LoanAudit::next);
}

void LoanAudit::taken(const std::string& who)
{
    if (m_loan)
        return;
    m_loan = Loan{m_clock.wall().utc, m_clock.now()};
    write({{}, nameOf(who), "vendorMode.entered", nullptr, {{"since", base::toRfc3339(m_loan->since)}}});
}

void LoanAudit::givenBack(const std::string& who)
{
    const auto loan = std::exchange(m_loan, std::nullopt);
    if (!loan)
        return;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - loan->began);
    write({{},
           nameOf(who),
           "vendorMode.left",
           {{"since", base::toRfc3339(loan->since)}},
           {{"until", base::toRfc3339(m_clock.wall().utc)}, {"seconds", seconds.count()}}});
}

void LoanAudit::write(ports::AuditRecord act)
{
    if (m_waiting.size() >= kMostWaiting)
    {
        qCWarning(lcLoans) << "the gateway keeps no audit; the oldest loan of the devices is not recorded";
        m_waiting.pop_front();
    }
    m_waiting.push_back(std::move(act));
    next();
}

void LoanAudit::next()
{
    if (m_waiting.empty() || std::exchange(m_isWriting, true))
        return;
    m_again.stop();
    // The act leaves the list before its answer: one that is dropped meanwhile must not be taken for it.
    auto act = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_records.addAudit(act, [self = QPointer(this), act](const ports::Recorded<void>& kept) {
        if (!self)
            return;
        self->m_isWriting = false;
        if (kept)
            return self->next();
        self->m_waiting.push_front(act);
        self->m_again.start(kAgain);
    });
}

} // namespace banshi::app::records

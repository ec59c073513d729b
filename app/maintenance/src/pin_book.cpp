// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/pin_book.h"

#include "banshi/app/maintenance/codes.h"

#include <QPointer>

namespace banshi::app::maintenance
{

namespace
{

const char* const kPinKey = "secret.maintenance.pin";
const char* const kLockoutKey = "maintenance.lockout";
const char* const kUnknown = "unknown";        // nobody has said who he is before the PIN is right
const char* const kProgram = "banshi-session"; // what the program itself counts

} // namespace

PinBook::PinBook(const base::Clock& clock, ports::MachineRecords& records, PinHasher& hasher)
    : m_clock(clock), m_records(records), m_hasher(hasher)
{
}

void PinBook::open(std::function<void(ports::Recorded<bool>)> done)
{
    m_records.readSetting(kPinKey, [this, self = QPointer<PinBook>(this), done = std::move(done)](auto kept) {
        if (!self)
            return;
        if (!kept)
            return done(tl::unexpected(kept.error()));
        m_hash = *kept && (*kept)->is_object() ? (*kept)->value("hash", "") : std::string();
        const bool isSet = kept->has_value();
        m_records.readSetting(kLockoutKey, [this, self, isSet, done](auto lockout) {
            if (!self)
                return;
            if (!lockout)
                return done(tl::unexpected(lockout.error()));
            const auto now = m_clock.wall().utc;
            m_lockout = *lockout ? lockoutFrom(**lockout, now) : Lockout{};
            m_lockedUntil = m_clock.now() + maintenance::lockedFor(m_lockout, now);
            done(isSet);
        });
    });
}

base::Nanoseconds PinBook::lockedFor() const
{
    return std::max(base::Nanoseconds(0), base::Nanoseconds(m_lockedUntil - m_clock.now()));
}

void PinBook::check(base::SecretBytes pin, std::function<void(Verdict)> done)
{
    if (lockedFor() > base::Nanoseconds(0))
        return done(Verdict::Locked);
    Lockout counted{m_lockout.failures + 1, {}};
    const auto span = lockSpan(counted.failures);
    counted.until = m_clock.wall().utc + span;
    auto held = std::make_shared<base::SecretBytes>(std::move(pin));
    m_records.writeSetting(
        kLockoutKey, toJson(counted), kProgram, "a PIN was entered",
        [this, self = QPointer<PinBook>(this), counted, span, held, done = std::move(done)](auto kept) {
            if (!self)
                return;
            if (!kept)
                return done(Verdict::Unavailable);
            m_lockout = counted;
            m_lockedUntil = m_clock.now() + span;
            judge(std::move(*held), done);
        });
}

void PinBook::judge(base::SecretBytes pin, std::function<void(Verdict)> done)
{
    m_hasher.verify(std::move(pin), m_hash, [self = QPointer<PinBook>(this), done = std::move(done)](bool isRight) {
        if (self)
            isRight ? self->accept(done) : self->refuse(done);
    });
}

void PinBook::accept(std::function<void(Verdict)> done)
{
    m_records.writeSetting(kLockoutKey, toJson(Lockout{}), kProgram, "the PIN was right",
                           [this, self = QPointer<PinBook>(this), done = std::move(done)](auto kept) {
                               if (!self)
                                   return;
                               if (kept)
                               {
                                   m_lockout = {};
                                   m_lockedUntil = {};
                               }
                               done(kept ? Verdict::Right : Verdict::Unavailable);
                           });
}

void PinBook::refuse(std::function<void(Verdict)> done)
{
    // The count on disk already holds; this entry is for people who read the table.
    const ports::AuditRecord act{{}, kUnknown, "maintenance.pinRefused", m_lockout.failures - 1, m_lockout.failures};
    m_records.addAudit(act, [self = QPointer<PinBook>(this), done = std::move(done)](const auto&) {
        if (self)
            done(Verdict::Wrong);
    });
}

void PinBook::setFirst(base::SecretBytes pin, const std::string& who, std::function<void(ports::Recorded<void>)> done)
{
    auto held = std::make_shared<base::SecretBytes>(std::move(pin));
    m_records.readSetting(kPinKey,
                          [this, self = QPointer<PinBook>(this), held, who, done = std::move(done)](auto kept) {
                              if (!self)
                                  return;
                              if (!kept)
                                  return done(tl::unexpected(kept.error()));
                              if (kept->has_value())
                                  return done(tl::unexpected(std::string(code::kPinAlreadySet)));
                              m_hasher.hash(std::move(*held), [this, self, who, done](const std::string& hash) {
                                  if (!self)
                                      return;
                                  if (hash.empty())
                                      return done(tl::unexpected(std::string(code::kNotRecorded)));
                                  m_records.writeSetting(kPinKey, {{"hash", hash}}, who, "first start", done);
                              });
                          });
}

} // namespace banshi::app::maintenance

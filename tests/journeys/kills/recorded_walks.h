// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger.h"

namespace banshi::journeys
{

/// What stands after one undisturbed walk of each journey (`recorded/`, taken from a real machine).
[[nodiscard]] Evidence recordedEvidence();
/// The same without what a walk of `journey` brought.
[[nodiscard]] Evidence beforeWalk(const QString& journey);
/// The resident's side of an undisturbed walk.
[[nodiscard]] Walk wholeWalk(const QString& journey);

/// The recorded evidence, to be tampered with.
struct RecordedDay
{
    Evidence now = recordedEvidence();

    [[nodiscard]] nlohmann::json& order() { return now.city["payments"][0]; }
    [[nodiscard]] nlohmann::json& attempts() { return now.city["certificates"][0]["attempts"]; }
    /// Takes the slip away on which `number` stands.
    void dropSlip(const QByteArray& number);
    /// Another report of the same machine, with this one digit in its number, key and time.
    [[nodiscard]] static nlohmann::json reportOf(const char* number);
    /// What the ledger says when an undisturbed walk of `journey` left what stands now.
    [[nodiscard]] QStringList faultsOf(const char* journey) const;
};

} // namespace banshi::journeys

/// Fails with all that was said when `sentence` is not among it.
#define VERIFY_NAMED(faults, sentence) QVERIFY2((faults).contains(sentence), qPrintable((faults).join(u'\n')))

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace banshi::journeys
{

/// In which language the street's window speaks.
enum class Tongue
{
    English,
    Chinese,
};

/// What the street's window says, in English and Chinese (`street_words.json`). Threads: any, after construction.
class StreetWords
{
public:
    /// Reads the table that is built in.
    StreetWords();

    /// What is said under `key` (`board.times`); the key's last part when nothing is.
    [[nodiscard]] QString text(const QString& key, Tongue tongue) const;
    /// The name of a fault that a simulator publishes: this device's own, or else that of all devices.
    [[nodiscard]] QString fault(const QString& device, const QString& word, Tongue tongue) const;
    /// A sentence or label that stands in the source in English; itself when nobody has translated it.
    [[nodiscard]] QString say(const QString& english, Tongue tongue) const;
    /// True when `key` is there in both languages.
    [[nodiscard]] bool knows(const QString& key) const;

private:
    QJsonObject m_keyed;
    QJsonObject m_chinese; ///< by the English words
};

} // namespace banshi::journeys

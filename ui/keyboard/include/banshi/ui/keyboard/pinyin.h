// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <memory>

namespace banshi::ui::keyboard
{

/// What the resident sees while letters become characters.
struct Composition
{
    QString shown;          ///< characters chosen so far and the letters that are left
    QStringList candidates; ///< best first, at most kMostCandidates
    QString finished;       ///< characters to be typed now; the composition is over then
};

/// Letters of Mandarin pinyin become characters, by the engine and dictionary of libgooglepinyin. It has no user
/// dictionary: nothing that anyone types is remembered. Its engine is one per process, so is this.
/// Threads: GUI thread.
class Pinyin
{
public:
    static constexpr int kMostCandidates = 40;
    /// Four to eight syllables. The engine ends the process by an assertion beyond 26 letters (measured with 0.1.2).
    static constexpr int kMostLetters = 24;

    /// Opens the dictionary that the program was built with; null when it cannot be read.
    [[nodiscard]] static std::unique_ptr<Pinyin> open();
    [[nodiscard]] static std::unique_ptr<Pinyin> open(const QString& dictionary);
    ~Pinyin();
    Pinyin(const Pinyin&) = delete;
    Pinyin& operator=(const Pinyin&) = delete;

    /// One more letter a to z or an apostrophe; further ones than kMostLetters are not taken.
    Composition type(QChar letter);
    /// Takes the last letter away; choices made so far are dropped.
    Composition eraseLast();
    /// Takes a candidate; when letters are left the composition goes on with them.
    Composition choose(int candidate);
    /// Forgets everything.
    void clear();
    [[nodiscard]] bool isComposing() const { return !m_letters.isEmpty(); }
    /// The letters as they were typed.
    [[nodiscard]] const QString& letters() const { return m_letters; }

private:
    Pinyin() = default;
    Composition search();
    [[nodiscard]] Composition composition(std::size_t candidates) const;

    QString m_letters;
};

} // namespace banshi::ui::keyboard

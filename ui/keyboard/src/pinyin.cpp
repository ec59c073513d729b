// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/keyboard/pinyin.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <googlepinyin/pinyinime.h>

namespace banshi::ui::keyboard
{

namespace
{

constexpr std::size_t kMostCharacters = 32;

QString candidateAt(std::size_t index)
{
    std::array<ime_pinyin::char16, kMostCharacters + 1> characters{};
    if (ime_pinyin::im_get_candidate(index, characters.data(), kMostCharacters) == nullptr)
        return {};
    return QString::fromUtf16(reinterpret_cast<const char16_t*>(characters.data()));
}

} // namespace

std::unique_ptr<Pinyin> Pinyin::open()
{
    return open(QStringLiteral(BANSHI_PINYIN_DICTIONARY));
}

std::unique_ptr<Pinyin> Pinyin::open(const QString& dictionary)
{
    // The engine takes an empty name for a user dictionary as "none": it then learns and writes nothing.
    if (!ime_pinyin::im_open_decoder(QFile::encodeName(dictionary).constData(), ""))
        return nullptr;
    ime_pinyin::im_set_max_lens(kMostLetters, kMostCharacters);
    return std::unique_ptr<Pinyin>(new Pinyin);
}

Pinyin::~Pinyin()
{
    clear();
    ime_pinyin::im_close_decoder();
}

Composition Pinyin::type(QChar letter)
{
    if (m_letters.size() < kMostLetters)
        m_letters += letter;
    return search();
}

Composition Pinyin::eraseLast()
{
    m_letters.chop(1);
    return search();
}

Composition Pinyin::choose(int candidate)
{
    const std::size_t candidates = ime_pinyin::im_choose(static_cast<std::size_t>(candidate));
    const unsigned short* starts = nullptr;
    if (ime_pinyin::im_get_fixed_len() < ime_pinyin::im_get_spl_start_pos(starts))
        return composition(candidates);
    Composition over;
    over.finished = candidateAt(0);
    clear();
    return over;
}

void Pinyin::clear()
{
    m_letters.fill(u'a');
    // A search for other letters overwrites the engine's own copy of them.
    ime_pinyin::im_search(m_letters.toLatin1().constData(), static_cast<std::size_t>(m_letters.size()));
    ime_pinyin::im_reset_search();
    m_letters.clear();
}

Composition Pinyin::search()
{
    if (m_letters.isEmpty())
    {
        ime_pinyin::im_reset_search();
        return {};
    }
    const QByteArray letters = m_letters.toLatin1();
    return composition(ime_pinyin::im_search(letters.constData(), static_cast<std::size_t>(letters.size())));
}

Composition Pinyin::composition(std::size_t candidates) const
{
    const std::size_t fixed = ime_pinyin::im_get_fixed_len();
    const unsigned short* starts = nullptr;
    const std::size_t syllables = ime_pinyin::im_get_spl_start_pos(starts);
    Composition now;
    const qsizetype from = fixed > 0 && fixed < syllables ? starts[fixed] : 0;
    now.shown = candidateAt(0).left(static_cast<qsizetype>(fixed)) + m_letters.mid(from);
    for (std::size_t i = 0; i < std::min<std::size_t>(candidates, kMostCandidates); ++i)
        now.candidates << candidateAt(i).mid(static_cast<qsizetype>(i == 0 ? fixed : 0));
    return now;
}

} // namespace banshi::ui::keyboard

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/keyboard/pinyin.h"

#include <QTest>

using banshi::ui::keyboard::Composition;
using banshi::ui::keyboard::Pinyin;

class PinyinTest : public QObject
{
    Q_OBJECT

    static Composition type(Pinyin& pinyin, const char* letters)
    {
        Composition last;
        for (const char* letter = letters; *letter != '\0'; ++letter)
            last = pinyin.type(QLatin1Char(*letter));
        return last;
    }

private Q_SLOTS:
    void offersTheLikeliestCharactersFirst()
    {
        const auto pinyin = Pinyin::open();
        QVERIFY(pinyin);
        QCOMPARE(type(*pinyin, "xinjiapo").candidates.front(), QStringLiteral("新加坡"));
        pinyin->clear();
        QVERIFY(type(*pinyin, "shenzhen").candidates.contains(QStringLiteral("深圳")));
    }
    void finishesWhenTheWholeIsChosen()
    {
        const auto pinyin = Pinyin::open();
        QCOMPARE(type(*pinyin, "jinggai").shown, QStringLiteral("jinggai"));
        const Composition over = pinyin->choose(0);
        QCOMPARE(over.finished, QStringLiteral("井盖"));
        QVERIFY(!pinyin->isComposing());
    }
    void goesOnWithTheLettersThatAreLeft()
    {
        const auto pinyin = Pinyin::open();
        const Composition whole = type(*pinyin, "woxiangqu");
        const auto first = whole.candidates.indexOf(QStringLiteral("我"));
        QVERIFY(first > 0);
        const Composition rest = pinyin->choose(static_cast<int>(first));
        QVERIFY(rest.finished.isEmpty());
        QCOMPARE(rest.shown, QStringLiteral("我xiangqu"));
        const auto next = rest.candidates.indexOf(QStringLiteral("想去"));
        QVERIFY(next >= 0);
        QCOMPARE(pinyin->choose(static_cast<int>(next)).finished, QStringLiteral("我想去"));
    }
    void takesLettersBack()
    {
        const auto pinyin = Pinyin::open();
        type(*pinyin, "wo");
        QCOMPARE(pinyin->eraseLast().shown, QStringLiteral("w"));
        QVERIFY(pinyin->eraseLast().candidates.isEmpty());
        QVERIFY(!pinyin->isComposing());
    }
    void takesNoMoreLettersThanItCanHold()
    {
        const auto pinyin = Pinyin::open();
        for (int i = 0; i < 200; ++i)
            pinyin->type(QLatin1Char('a'));
        QCOMPARE(pinyin->letters().size(), Pinyin::kMostLetters);
        QVERIFY(pinyin->choose(0).finished.size() <= Pinyin::kMostLetters);
    }
    void learnsNothing()
    {
        const auto pinyin = Pinyin::open();
        const QStringList before = type(*pinyin, "xiaoman").candidates;
        pinyin->choose(3);
        pinyin->clear();
        for (int i = 0; i < 5; ++i)
        {
            type(*pinyin, "xiaoman");
            pinyin->choose(3);
            pinyin->clear();
        }
        QCOMPARE(type(*pinyin, "xiaoman").candidates, before);
    }
    void isAbsentWithoutItsDictionary() { QVERIFY(!Pinyin::open(QStringLiteral("/nowhere/dict.dat"))); }
};

BANSHI_TEST(PinyinTest)
#include "pinyin_test.moc"

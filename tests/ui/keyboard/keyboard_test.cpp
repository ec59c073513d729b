// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/keyboard/keyboard.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi::ui;
using keyboard::Keyboard;
using keyboard::Pinyin;

class KeyboardTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};
    std::unique_ptr<Pinyin> m_pinyin;

    static void touch(const Keyboard& board, const QString& name)
    {
        auto* key = board.findChild<widgets::Button*>(name);
        QVERIFY2(key != nullptr && key->isVisible(), qPrintable(name));
        QTest::mouseClick(key, Qt::LeftButton);
    }
    static void touchAll(const Keyboard& board, const QString& letters)
    {
        for (const QChar letter : letters)
            touch(board, QStringLiteral("key.") + letter);
    }
    static QString joined(const QSignalSpy& typed)
    {
        QString all;
        for (const QList<QVariant>& one : typed)
            all += one.front().toString();
        return all;
    }
    static void show(Keyboard& board)
    {
        board.resize(board.sizeHint());
        board.show();
    }

private Q_SLOTS:
    void initTestCase() { m_pinyin = Pinyin::open(); }

    void typesLatinLettersWithAndWithoutCapitals()
    {
        Keyboard board(m_look, nullptr, true);
        show(board);
        QSignalSpy typed(&board, &Keyboard::typed);
        touchAll(board, QStringLiteral("ab"));
        touch(board, QStringLiteral("key.shift"));
        touchAll(board, QStringLiteral("AB"));
        touch(board, QStringLiteral("key.space"));
        QCOMPARE(joined(typed), QStringLiteral("abAB "));
        QVERIFY(board.findChild<widgets::Button*>(QStringLiteral("key.language")) == nullptr);
    }
    void typesDigitsAndSigns()
    {
        Keyboard board(m_look, m_pinyin.get(), false);
        show(board);
        QSignalSpy typed(&board, &Keyboard::typed);
        touch(board, QStringLiteral("key.signs"));
        touchAll(board, QStringLiteral("42#"));
        touch(board, QStringLiteral("key.signs"));
        touchAll(board, QStringLiteral("a"));
        QCOMPARE(joined(typed), QStringLiteral("42#a"));
    }
    void turnsLettersIntoCharacters()
    {
        Keyboard board(m_look, m_pinyin.get(), true);
        show(board);
        QSignalSpy typed(&board, &Keyboard::typed);
        QSignalSpy composing(&board, &Keyboard::composing);
        touchAll(board, QStringLiteral("jinggai"));
        QCOMPARE(composing.back().front().toString(), QStringLiteral("jinggai"));
        QVERIFY(typed.isEmpty());
        touch(board, QStringLiteral("candidate.0"));
        QCOMPARE(joined(typed), QStringLiteral("井盖"));
        QCOMPARE(composing.back().front().toString(), QString());
    }
    void spaceTakesTheFirstCandidate()
    {
        Keyboard board(m_look, m_pinyin.get(), true);
        show(board);
        QSignalSpy typed(&board, &Keyboard::typed);
        touchAll(board, QStringLiteral("nihao"));
        touch(board, QStringLiteral("key.space"));
        QCOMPARE(joined(typed), QStringLiteral("你好"));
    }
    void eraseTakesLettersFirst()
    {
        Keyboard board(m_look, m_pinyin.get(), true);
        show(board);
        QSignalSpy erased(&board, &Keyboard::erased);
        touchAll(board, QStringLiteral("n"));
        touch(board, QStringLiteral("key.erase"));
        QCOMPARE(erased.count(), 0);
        touch(board, QStringLiteral("key.erase"));
        QCOMPARE(erased.count(), 1);
    }
    void pagesThroughTheCandidates()
    {
        Keyboard board(m_look, m_pinyin.get(), true);
        show(board);
        touchAll(board, QStringLiteral("yi"));
        const QString first = board.findChild<widgets::Button*>(QStringLiteral("candidate.0"))->words();
        touch(board, QStringLiteral("candidate.more"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(board.findChild<widgets::Button*>(QStringLiteral("candidate.0"))->words() != first);
        touch(board, QStringLiteral("candidate.less"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(board.findChild<widgets::Button*>(QStringLiteral("candidate.0"))->words(), first);
    }
    void changesTheLanguageAndKeepsTheLettersTyped()
    {
        Keyboard board(m_look, m_pinyin.get(), true);
        show(board);
        QSignalSpy typed(&board, &Keyboard::typed);
        touchAll(board, QStringLiteral("ok"));
        touch(board, QStringLiteral("key.language"));
        QCOMPARE(joined(typed), QStringLiteral("ok"));
        touchAll(board, QStringLiteral("a"));
        QCOMPARE(joined(typed), QStringLiteral("oka"));
    }
    void forgetsWhatWasBegunWhenItGoes()
    {
        {
            Keyboard board(m_look, m_pinyin.get(), true);
            show(board);
            touchAll(board, QStringLiteral("lin"));
            QVERIFY(m_pinyin->isComposing());
        }
        QVERIFY(!m_pinyin->isComposing());
    }
    void keysAreLargeEnough()
    {
        Keyboard board(m_look, m_pinyin.get(), true);
        show(board);
        for (const auto* key : board.findChildren<widgets::Button*>(QRegularExpression(QStringLiteral("^key\\."))))
        {
            QVERIFY2(m_look.theme().panel().mm(key->height()) >= 19.5, qPrintable(key->objectName()));
            QVERIFY2(m_look.theme().panel().mm(key->width()) >= 20, qPrintable(key->objectName()));
        }
    }
};

BANSHI_TEST(KeyboardTest)
#include "keyboard_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/label.h"

#include <QTest>

using namespace banshi::ui;
using widgets::Paragraph;

class ParagraphTest : public QObject
{
    Q_OBJECT

    theme::Theme m_theme{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

    Paragraph body(const QString& words) const { return Paragraph(m_theme, theme::Role::Body, QFont::Normal, words); }

private Q_SLOTS:
    void needsNoRoomForNothing() { QCOMPARE(body({}).heightFor(100), 0); }
    void fitsIntoItsNaturalWidth()
    {
        const Paragraph text = body(QStringLiteral("没付成不会扣钱"));
        QCOMPARE(text.lineCount(text.naturalWidth()), 1);
        QVERIFY(text.lineCount(text.naturalWidth() / 2) >= 2);
    }
    void breaksChineseAnywhereAndEnglishAtSpaces()
    {
        const Paragraph chinese = body(QStringLiteral("没付成不会扣钱"));
        const Paragraph english = body(QStringLiteral("a registration office"));
        QVERIFY(chinese.widestWord() < 2 * m_theme.font(theme::Role::Body).pixelSize());
        QCOMPARE(english.widestWord(), body(QStringLiteral("registration")).naturalWidth());
    }
    void takesLineBreaksAsTheyAre() { QCOMPARE(body(QStringLiteral("一\n二\n三")).lineCount(1000), 3); }
    void labelFollowsLanguageAndSize()
    {
        widgets::Look look(theme::Panel(QSizeF(268, 476), QSize(1080, 1920)));
        widgets::Label label(look, theme::Role::Body);
        label.setText(i18n::Text::both(QStringLiteral("水费"), QStringLiteral("Water bill")));
        const int small = label.heightForWidth(1000);
        look.setLanguage(i18n::Language::English);
        QCOMPARE(label.words(), QStringLiteral("Water bill"));
        look.setStep(3);
        QVERIFY(label.heightForWidth(1000) > small);
        QVERIFY(label.heightForWidth(150) > label.heightForWidth(1000));
    }
};

BANSHI_TEST(ParagraphTest)
#include "paragraph_test.moc"

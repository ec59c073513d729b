// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi::ui::i18n;

class TranslatorTest : public QObject
{
    Q_OBJECT

    static Text number(const char* digits) { return Text::plain(QString::fromUtf8(digits)); }

private Q_SLOTS:
    void saysBothLanguages()
    {
        Translator translator;
        const Text text = Text::both(QStringLiteral("水费"), QStringLiteral("Water bill"));
        QCOMPARE(translator.words(text), QStringLiteral("水费"));
        QSignalSpy changed(&translator, &Translator::languageChanged);
        translator.setLanguage(Language::English);
        translator.setLanguage(Language::English);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(translator.words(text), QStringLiteral("Water bill"));
    }
    void fillsNamedPlaces()
    {
        const Translator translator;
        const Text text = Text::key(QStringLiteral("pay.title"), {{QStringLiteral("amount"), number("¥86.40")}});
        QCOMPARE(translator.words(text), QStringLiteral("请用手机扫码付 ¥86.40"));
        QCOMPARE(translator.words(text, Language::English), QStringLiteral("Scan to pay ¥86.40"));
    }
    void argumentsFollowTheLanguageToo()
    {
        const Translator translator;
        const Text label = Text::both(QStringLiteral("户号"), QStringLiteral("Account"));
        const Text text = Text::key(QStringLiteral("form.optional"), {{QStringLiteral("label"), label}});
        QCOMPARE(translator.words(text, Language::English), QStringLiteral("Account (optional)"));
    }
    void namesAnUnknownKey()
    {
        const Translator translator;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no words for")));
        QCOMPARE(translator.words(Text::key(QStringLiteral("no.such.key"))), QStringLiteral("no.such.key"));
    }
    void findsTheSentencesOfACode()
    {
        const Translator translator;
        const QString code = QStringLiteral("drivers.idcard.readFailed");
        QVERIFY(translator.hasSentence(code));
        QCOMPARE(translator.words(Text::sentence(code)), QStringLiteral("身份证没有读出来"));
        QVERIFY(translator.words(Text::sentence(code, SentencePart::Advice), Language::English)
                    .startsWith(QStringLiteral("Please lift it")));
    }
    void fallsBackToTheKitOfAnUnknownCode()
    {
        const Translator translator;
        QVERIFY(!translator.hasSentence(QStringLiteral("drivers.newDevice.newFault")));
        QCOMPARE(translator.words(Text::sentence(QStringLiteral("drivers.newDevice.newFault"))),
                 translator.words(Text::sentence(QStringLiteral("drivers"))));
        QCOMPARE(translator.words(Text::sentence(QStringLiteral("somewhere.else"))),
                 QStringLiteral("这一步现在办不了"));
        QVERIFY(!translator.words(Text::sentence({}, SentencePart::Advice)).isEmpty());
    }
    void comparesTexts()
    {
        const auto key = [](const char* amount) {
            return Text::key(QStringLiteral("pay.title"), {{QStringLiteral("amount"), number(amount)}});
        };
        QVERIFY(key("¥1.00") == key("¥1.00"));
        QVERIFY(!(key("¥1.00") == key("¥2.00")));
        QVERIFY(!(Text::plain(QStringLiteral("a")) == Text::key(QStringLiteral("a"))));
        QVERIFY(Text().isEmpty());
        QVERIFY(!key("¥1.00").isEmpty());
    }
};

BANSHI_TEST(TranslatorTest)
#include "translator_test.moc"

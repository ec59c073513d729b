// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/error_codes.h"
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace banshi;

namespace
{

QString contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString source(const char* path)
{
    return qEnvironmentVariable("BANSHI_SOURCE") + QLatin1Char('/') + QString::fromLatin1(path);
}

/// Dotted codes in the sources of a folder: string literals `"<kit>.<word>…"`, names of logging categories and of files
/// left out. Samples and simulators show nothing to anyone.
QStringList codesIn(const char* folder)
{
    static const QRegularExpression literal(QStringLiteral(
        "\"((?:app|drivers|face|gateway|platform|queue|request|services)\\.[a-zA-Z]+(?:\\.[a-zA-Z]+)*)\""));
    static const QRegularExpression notShown(
        QStringLiteral("Q_LOGGING_CATEGORY\\([^)]*\\)|#include [^\n]*|Text::key\\([^)]*\\)"));
    static const QRegularExpression otherFolders(
        QStringLiteral("/(virtual|rendered|training|tests|conformance|platformtest|tool)/"));
    QStringList codes;
    QDirIterator files(source(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
    {
        const QString path = files.next();
        if (path.contains(otherFolders))
            continue;
        QString text = contents(path);
        text.remove(notShown);
        for (auto found = literal.globalMatch(text); found.hasNext();)
            codes << found.next().captured(1);
    }
    codes.removeDuplicates();
    return codes;
}

/// True when the code, or a group of codes that it belongs to below its kit, has sentences in both languages.
bool isKnown(const ui::i18n::Translator& translator, const QString& code)
{
    for (QString part = code; part.contains(QLatin1Char('.')); part = part.section(QLatin1Char('.'), 0, -2))
        if (translator.hasSentence(part))
            return true;
    return false;
}

} // namespace

class SentencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeOfAKitHasItsSentences_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char* folder : {"app", "face", "offline-queue"})
            QTest::newRow(folder) << QString::fromLatin1(folder);
    }

    void everyCodeOfAKitHasItsSentences()
    {
        // Words that look like a code and are none: files, settings and words of the tables of ui/i18n.
        static const QStringList others{
            QStringLiteral("gateway.sock"),       QStringLiteral("gateway.commands"),
            QStringLiteral("queue.item.parked"),  QStringLiteral("queue.item.lostByPlatform"),
            QStringLiteral("queue.item.retried"), QStringLiteral("queue.db"),
            QStringLiteral("services.h"),         QStringLiteral("services.switchedOff")};
        QFETCH(QString, folder);
        const ui::i18n::Translator translator;
        const QStringList codes = codesIn(folder.toLatin1().constData());
        QVERIFY(!codes.isEmpty());
        const auto hasNoScreen = [](const QString& code) { // a district gateway tells its operators by its log
            return code.startsWith(QStringLiteral("request.")) || code.startsWith(QStringLiteral("queue.district."));
        };
        for (const QString& code : codes)
            if (!others.contains(code) && !translator.hasKey(code) && !hasNoScreen(code))
                QVERIFY2(isKnown(translator, code), qPrintable(code));
    }

    void everyCodeOfTheDriversHasItsSentences()
    {
        const ui::i18n::Translator translator;
        for (const std::string& code : drivers::client::allErrorCodes())
            QVERIFY2(isKnown(translator, QString::fromStdString(code)), code.c_str());
    }

    void everyProblemOfTheContractHasItsSentences()
    {
        const QString contract = contents(source("offline-queue/contract/platform.openapi.yaml"));
        const QString codes =
            contract.section(QStringLiteral("x-banshi-problem-codes:"), 1).section(QStringLiteral("\nservers:"), 0, 0);
        static const QRegularExpression line(QStringLiteral("^    ([a-z]+\\.[a-zA-Z]+): \\["),
                                             QRegularExpression::MultilineOption);
        const ui::i18n::Translator translator;
        int seen = 0;
        for (auto found = line.globalMatch(codes); found.hasNext(); ++seen)
        {
            const QString code = found.next().captured(1);
            QVERIFY2(translator.hasSentence(code) || translator.hasSentence(code.section(QLatin1Char('.'), 0, 0)),
                     qPrintable(code));
        }
        QVERIFY(seen > 30);
    }

    void doesNotSayThatNothingHappenedWhenNobodyKnows()
    {
        const ui::i18n::Translator translator;
        const auto meaning = [&](const char* code, ui::i18n::Language language) {
            return translator.words(
                ui::i18n::Text::sentence(QString::fromLatin1(code), ui::i18n::SentencePart::Meaning), language);
        };
        for (const auto language : {ui::i18n::Language::Chinese, ui::i18n::Language::English})
            for (const char* code : {"gateway.upstreamTimeout", "gateway.upstreamWrongAnswer",
                                     "drivers.common.outcomeUnknown", "app.paymentInDoubt"})
                QVERIFY2(meaning(code, language) != meaning("gateway", language), code); // "nothing has been done"
    }
};

BANSHI_TEST(SentencesTest)
#include "sentences_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"
#include "banshi/ui/pages/page_contents.h"
#include "banshi/ui/samples/samples.h"

#include <QSet>
#include <QTest>

using namespace banshi::ui;

class PageContentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageHasItsName()
    {
        QCOMPARE(pages::pageName(pages::FrontContents{}), QStringLiteral("front"));
        QCOMPARE(pages::pageName(pages::OutOfServiceContents{}), QStringLiteral("outOfService"));
        QCOMPARE(pages::pageName(pages::MaintenanceContents{}), QStringLiteral("maintenance"));
    }
    void samplesShowEveryPage()
    {
        QSet<std::size_t> kinds;
        QSet<QString> names;
        for (const samples::Sample& sample : samples::allSamples())
        {
            kinds.insert(sample.page.index());
            QVERIFY2(!names.contains(sample.name), qPrintable(sample.name));
            names.insert(sample.name);
        }
        QCOMPARE(kinds.size(), static_cast<qsizetype>(std::variant_size_v<pages::PageContents>));
    }
    void aMessageAboutACodeSaysAllThree()
    {
        const i18n::Translator translator;
        const pages::MessageContents message = pages::messageFor(QStringLiteral("drivers.receipt.paperOut"));
        QCOMPARE(translator.words(message.happened), QStringLiteral("凭条纸用完了"));
        QVERIFY(!translator.words(message.meaning).isEmpty());
        QVERIFY(!translator.words(message.advice).isEmpty());
        QCOMPARE(message.code, QStringLiteral("drivers.receipt.paperOut"));
    }
    void equalContentsAreEqual()
    {
        const std::vector<samples::Sample> one = samples::allSamples();
        const std::vector<samples::Sample> other = samples::allSamples();
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY2(one[i].page == other[i].page && one[i].frame == other[i].frame, qPrintable(one[i].name));
    }
};

BANSHI_TEST(PageContentsTest)
#include "page_contents_test.moc"

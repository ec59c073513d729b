// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/list_row.h"
#include "banshi/ui/widgets/sheets.h"

#include <QSet>
#include <QTest>

using namespace banshi::ui;
using widgets::ListRow;
using widgets::Sheets;

class SheetsTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

    void fill(Sheets& sheets, int rows)
    {
        auto* title = new widgets::Label(m_look, theme::Role::Title);
        title->setObjectName(QStringLiteral("title"));
        title->setText(i18n::Text::plain(QStringLiteral("全部服务")));
        sheets.add(title, {.withNext = true});
        for (int i = 0; i < rows; ++i)
        {
            auto* row = new ListRow(m_look, QStringLiteral("row.%1").arg(i));
            row->setTitle(i18n::Text::plain(QStringLiteral("第 %1 项").arg(i)));
            sheets.add(row, {.gap = 0, .joins = i > 0, .counts = true});
        }
        sheets.resize(1000, 800);
        sheets.show();
        sheets.settle();
    }
    static QStringList shownRows(const Sheets& sheets)
    {
        QStringList names;
        for (const ListRow* row : sheets.findChildren<ListRow*>())
            if (row->isVisible())
                names << row->objectName();
        return names;
    }
    static widgets::Button* key(const Sheets& sheets, const char* name)
    {
        return sheets.findChild<widgets::Button*>(QString::fromUtf8(name));
    }

private Q_SLOTS:
    void showsEverythingWhenItFits()
    {
        Sheets sheets(m_look);
        fill(sheets, 3);
        QCOMPARE(sheets.sheetCount(), 1);
        QCOMPARE(shownRows(sheets).size(), 3);
        QVERIFY(!key(sheets, "sheet.more")->isVisible());
    }
    void dealsLongListsOntoSheetsAndLosesNothing()
    {
        Sheets sheets(m_look);
        fill(sheets, 25);
        QVERIFY(sheets.sheetCount() > 1);
        QSet<QString> seen;
        for (int sheet = 0; sheet < sheets.sheetCount(); ++sheet)
        {
            const QStringList rows = shownRows(sheets);
            QVERIFY(!rows.isEmpty());
            for (const QString& row : rows)
            {
                QVERIFY2(!seen.contains(row), qPrintable(row));
                seen.insert(row);
                QVERIFY(sheets.rect().contains(sheets.findChild<ListRow*>(row)->geometry()));
            }
            if (sheet + 1 < sheets.sheetCount())
                QTest::mouseClick(key(sheets, "sheet.more"), Qt::LeftButton);
        }
        QCOMPARE(seen.size(), 25);
        QVERIFY(!key(sheets, "sheet.more")->isEnabled());
    }
    void saysHowMuchMoreThereIs()
    {
        Sheets sheets(m_look);
        fill(sheets, 25);
        const auto rest = 25 - shownRows(sheets).size();
        QCOMPARE(key(sheets, "sheet.more")->words(), QStringLiteral("还有 %1 项 ›").arg(rest));
        QVERIFY(!key(sheets, "sheet.less")->isEnabled());
    }
    void comesBack()
    {
        Sheets sheets(m_look);
        fill(sheets, 25);
        const QStringList first = shownRows(sheets);
        QTest::mouseClick(key(sheets, "sheet.more"), Qt::LeftButton);
        QVERIFY(shownRows(sheets) != first);
        QTest::mouseClick(key(sheets, "sheet.less"), Qt::LeftButton);
        QCOMPARE(shownRows(sheets), first);
    }
    void neverLeavesAHeadingAlone()
    {
        Sheets sheets(m_look);
        fill(sheets, 25);
        QVERIFY(sheets.findChild<widgets::Label*>(QStringLiteral("title"))->isVisible());
        QVERIFY(!shownRows(sheets).isEmpty());
    }
    void largerTextNeedsMoreSheets()
    {
        Sheets sheets(m_look);
        fill(sheets, 25);
        const int small = sheets.sheetCount();
        m_look.setStep(3);
        QVERIFY(sheets.sheetCount() >= small);
        m_look.setStep(0);
        QCOMPARE(sheets.sheetCount(), small);
    }
};

BANSHI_TEST(SheetsTest)
#include "sheets_test.moc"

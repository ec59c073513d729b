// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/entry_field.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi::ui;
using widgets::EntryField;
using widgets::EntryShow;

class EntryFieldTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

private Q_SLOTS:
    void takesTextUpToItsLength()
    {
        EntryField field(m_look, EntryShow::Plain);
        field.setMaxLength(3);
        QVERIFY(field.insert(QStringLiteral("井盖")));
        QVERIFY(!field.insert(QStringLiteral("松动")));
        QVERIFY(field.insert(QStringLiteral("松")));
        QCOMPARE(field.entry(), QStringLiteral("井盖松"));
    }
    void boxesComeOneByOneWhereMoreMayBeTyped()
    {
        EntryField field(m_look, EntryShow::Dots);
        field.resize(field.sizeHint());
        field.setMaxLength(12);
        const auto inkedColumns = [&] {
            const QImage picture = field.grab().toImage();
            int columns = 0;
            for (int x = 0; x < picture.width(); ++x)
                columns += picture.pixelColor(x, picture.height() / 2) == m_look.theme().colours().card ? 1 : 0;
            return columns;
        };
        const int all = inkedColumns();
        field.setLeastBoxes(6);
        const int six = inkedColumns();
        QVERIFY(six != all);
        QVERIFY(field.insert(QStringLiteral("730482")));
        QVERIFY(inkedColumns() != six); // a seventh box says that more may come
        QVERIFY(field.insert(QStringLiteral("915026")));
        QVERIFY(!field.insert(QStringLiteral("1")));
    }
    void countsRareCharactersAsOne()
    {
        EntryField field(m_look, EntryShow::Plain);
        field.setMaxLength(2);
        QVERIFY(field.insert(QStringLiteral("𠮷𠮷")));
        field.eraseLast();
        QCOMPARE(field.entry(), QStringLiteral("𠮷"));
        field.eraseLast();
        field.eraseLast();
        QVERIFY(field.entry().isEmpty());
    }
    void showsDigitsInGroupsButKeepsThemPlain()
    {
        EntryField field(m_look, EntryShow::Groups);
        field.setGroup(4);
        field.resize(900, 100);
        field.setEntry(QStringLiteral("1008602271"));
        QCOMPARE(field.spots().front().words, QStringLiteral("1008 6022 71"));
        QCOMPARE(field.entry(), QStringLiteral("1008602271"));
    }
    void showsTheEndOfWhatIsTooLong()
    {
        EntryField field(m_look, EntryShow::Plain);
        field.setMaxLength(100);
        field.resize(400, 100);
        field.setEntry(QStringLiteral("一二三四五六七八九十一二三四五六七八九末"));
        const widgets::TextSpot spot = field.spots().front();
        QVERIFY(spot.words.endsWith(QStringLiteral("末")));
        QVERIFY(spot.words.size() < 20);
        QVERIFY(spot.neededHeight <= spot.room.height());
    }
    void neverTellsWhatIsInDots()
    {
        EntryField field(m_look, EntryShow::Dots);
        field.setEntry(QStringLiteral("123456"));
        QVERIFY(field.spots().empty());
    }
    void ignoresHardwareKeyboards()
    {
        EntryField field(m_look, EntryShow::Plain);
        field.show();
        QTest::keyClicks(&field, QStringLiteral("abc"));
        QVERIFY(field.entry().isEmpty());
    }
    void forgetsEverything()
    {
        EntryField field(m_look, EntryShow::Plain);
        field.setEntry(QStringLiteral("林小满"));
        field.setComposing(QStringLiteral("xm"));
        field.clear();
        QVERIFY(field.entry().isEmpty());
        QVERIFY(field.spots().empty());
    }
    void tellsThatItWasTouched()
    {
        EntryField field(m_look, EntryShow::Plain);
        field.resize(400, 100);
        QSignalSpy touched(&field, &EntryField::touched);
        QTest::mousePress(&field, Qt::LeftButton);
        QCOMPARE(touched.count(), 1);
    }
};

BANSHI_TEST(EntryFieldTest)
#include "entry_field_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/qr_view.h"

#include <QTest>

using namespace banshi::ui;
using widgets::QrView;

class QrViewTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

private Q_SLOTS:
    void paintsFinderPatternsInsideTheQuietZone()
    {
        QrView view(m_look, 100);
        view.setText(QStringLiteral("https://pay.invalid/1"));
        QVERIFY(view.hasCode());
        view.resize(view.sizeHint());
        const QImage seen = view.grab().toImage();
        constexpr int kModules = 25; // version 2: 22 bytes at level M
        const int module = seen.width() / (kModules + 8);
        const int edge = (seen.width() - module * (kModules + 8)) / 2;
        const auto at = [&](int x, int y) {
            return seen.pixelColor(edge + (4 + x) * module + module / 2, edge + (4 + y) * module + module / 2);
        };
        for (const QPoint corner : {QPoint(0, 0), QPoint(kModules - 7, 0), QPoint(0, kModules - 7)})
        {
            QCOMPARE(at(corner.x(), corner.y()), QColor(Qt::black));
            QCOMPARE(at(corner.x() + 1, corner.y() + 1), QColor(Qt::white));
            QCOMPARE(at(corner.x() + 3, corner.y() + 3), QColor(Qt::black));
        }
        QCOMPARE(at(-2, 5), QColor(Qt::white));
    }
    void refusesWhatIsTooLong()
    {
        QrView view(m_look, 100);
        view.setText(QString(3000, QLatin1Char('a')));
        QVERIFY(!view.hasCode());
        view.setText({});
        QVERIFY(!view.hasCode());
    }
    void aCoveredCodeCannotBeScanned()
    {
        QrView view(m_look, 100);
        view.setText(QStringLiteral("https://pay.invalid/1"));
        view.setCovered(true);
        const QImage seen = view.grab().toImage();
        for (int y = 0; y < seen.height(); y += 7)
            for (int x = 0; x < seen.width(); x += 7)
                QVERIFY(qGray(seen.pixel(x, y)) > 200);
    }
};

BANSHI_TEST(QrViewTest)
#include "qr_view_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/camera_view.h"

#include <QTest>
#include <vector>

using namespace banshi::ui;
using widgets::CameraView;
using widgets::Guide;

class CameraViewTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

    /// Left half red, right half blue, as BGR with a padded stride.
    static std::vector<unsigned char> twoHalves(int width, int height, int stride)
    {
        std::vector<unsigned char> bytes(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                bytes[static_cast<std::size_t>(y * stride + x * 3 + (x < width / 2 ? 2 : 0))] = 255;
        return bytes;
    }

private Q_SLOTS:
    void showsTheFaceAsInAMirror()
    {
        CameraView view(m_look, Guide::Oval);
        view.resize(400, 400);
        const std::vector<unsigned char> bytes = twoHalves(40, 40, 128);
        view.setFrame({bytes.data(), 40, 40, 128});
        const QImage seen = view.grab().toImage();
        QVERIFY(seen.pixelColor(360, 200).red() > seen.pixelColor(360, 200).blue());
        QVERIFY(seen.pixelColor(40, 200).blue() > seen.pixelColor(40, 200).red());
    }
    void showsAPaperAsItLies()
    {
        CameraView view(m_look, Guide::Sheet);
        view.resize(400, 400);
        const std::vector<unsigned char> bytes = twoHalves(40, 40, 128);
        view.setFrame({bytes.data(), 40, 40, 128});
        const QImage seen = view.grab().toImage();
        QCOMPARE(seen.pixelColor(100, 200), QColor(Qt::red));
        QCOMPARE(seen.pixelColor(300, 200), QColor(Qt::blue));
    }
    void keepsItsOwnCopyAndForgetsIt()
    {
        CameraView view(m_look, Guide::Sheet);
        {
            const std::vector<unsigned char> bytes = twoHalves(40, 40, 120);
            view.setFrame({bytes.data(), 40, 40, 120});
        }
        QVERIFY(view.hasFrame());
        QCOMPARE(view.property("showsPicture"), QVariant(true));
        view.setFrame({});
        QVERIFY(!view.hasFrame());
        QCOMPARE(view.property("showsPicture"), QVariant(false));
    }
    void correctionIsFullyInsideThePicture()
    {
        CameraView view(m_look, Guide::Oval);
        view.resize(600, 500);
        view.setCorrection(i18n::Text::plain(QStringLiteral("请摘下口罩、帽子再试，或改用手机验证码，步骤一样多。")));
        view.setMark(i18n::Text::plain(QStringLiteral("仅供演示")));
        QCOMPARE(view.spots().size(), 2U);
        for (const widgets::TextSpot& spot : view.spots())
        {
            QVERIFY(view.rect().contains(spot.room));
            QVERIFY(spot.neededHeight <= spot.room.height());
        }
    }
};

BANSHI_TEST(CameraViewTest)
#include "camera_view_test.moc"

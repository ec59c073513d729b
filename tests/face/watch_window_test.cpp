// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch_window.h"

#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QDir>
#include <QTest>

using namespace banshi::face;

namespace
{

struct Seen
{
    Look look;
    cv::Mat picture;
};

Seen seen(const rendered::Pose& pose)
{
    const auto verifier = makeVerifier(banshi::base::fail(Code::ManifestMissing, "no matcher"));
    Image frame = rendered::renderFrame(rendered::makeIdentity(6), pose);
    Seen seen{verifier->look(frame.view()), {}};
    seen.picture = cv::Mat(frame.height(), frame.width(), CV_8UC3, frame.data()).clone();
    return seen;
}

const GateLine* lineOf(const std::vector<GateLine>& lines, const char* name)
{
    for (const GateLine& line : lines)
        if (line.name == QLatin1String(name))
            return &line;
    return nullptr;
}

} // namespace

/// The technician's view of the camera. BANSHI_PICTURES names a folder for pictures of it.
class WatchWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysOfEveryGateWhetherItIsPassed()
    {
        for (const GateLine& line : gateLines(seen({.y = -12}).look.quality, {}))
            QVERIFY2(line.isGood, qPrintable(line.name + QLatin1Char(' ') + line.value));
    }

    void marksTheGateThatStandsInTheWay_data()
    {
        QTest::addColumn<QString>("gate");
        QTest::addColumn<double>("yaw");
        QTest::addColumn<double>("distance");
        QTest::addColumn<bool>("mask");
        QTest::addColumn<double>("glare");
        QTest::newRow("turned") << QStringLiteral("turn") << 22.0 << 600.0 << false << 0.0;
        QTest::newRow("far") << QStringLiteral("eye distance, px") << 0.0 << 1200.0 << false << 0.0;
        QTest::newRow("masked") << QStringLiteral("mouth and chin bare") << 0.0 << 560.0 << true << 0.0;
        QTest::newRow("glare") << QStringLiteral("glare on glasses") << 0.0 << 600.0 << false << 0.6;
    }
    void marksTheGateThatStandsInTheWay()
    {
        QFETCH(QString, gate);
        QFETCH(double, yaw);
        QFETCH(double, distance);
        QFETCH(bool, mask);
        QFETCH(double, glare);
        const auto frame =
            seen({.yaw = yaw, .y = -12, .distance = distance, .glasses = glare > 0, .mask = mask, .glare = glare});
        const auto lines = gateLines(frame.look.quality, {});
        const GateLine* line = lineOf(lines, gate.toLatin1().constData());
        QVERIFY(line != nullptr);
        QVERIFY2(!line->isGood, qPrintable(line->value));
        WatchWindow window;
        window.present(frame.picture, gate, false, lines);
        if (const QString folder = qEnvironmentVariable("BANSHI_PICTURES"); !folder.isEmpty())
            QVERIFY(window.grab().save(QDir(folder).filePath(
                QStringLiteral("watch-") + QLatin1String(QTest::currentDataTag()) + QStringLiteral(".png"))));
    }

    void saysHowDarkAFrameIsInWhichNobodyStands()
    {
        Quality dark;
        dark.frameBrightness = 12;
        const auto lines = gateLines(dark, {});
        QVERIFY(!lines.front().isGood);
        QCOMPARE(lineOf(lines, "light of the frame")->value, QStringLiteral("12"));
    }

    void showsThePictureAndClosesByAKey()
    {
        const auto frame = seen({.y = -12});
        WatchWindow window;
        window.present(frame.picture, QStringLiteral("good"), true, gateLines(frame.look.quality, {}));
        QVERIFY(window.isVisible() && window.isOpen());
        const cv::Vec3b middle = frame.picture.at<cv::Vec3b>(240, 320);
        const QColor shown = window.grab().toImage().pixelColor(320, 240);
        QCOMPARE(shown, QColor(middle[2], middle[1], middle[0]));
        QTest::keyClick(&window, Qt::Key_Q);
        QVERIFY(!window.isOpen());
        window.present(frame.picture, QStringLiteral("good"), true, {});
        QVERIFY(!window.isVisible());
    }
};

BANSHI_TEST(WatchWindowTest)
#include "watch_window_test.moc"

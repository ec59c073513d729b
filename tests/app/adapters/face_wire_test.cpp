// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_face_check.h"
#include "banshi/base/system_clock.h"
#include "banshi/face/model_manifest.h"
#include "banshi/testing/camera_chain.h"
#include "banshi/testing/suite.h"
#include "people_before_camera.h"

#include <QFile>

using namespace banshi;
using app::adapters::KitFaceCheck;
using app::ports::FaceAnswer;
using testing::chipOf;
using testing::kNoProof;
using testing::kResident;
using testing::kStranger;

namespace
{

constexpr int kPatienceMs = 60000;

} // namespace

/// From people before the simulated camera, over its wire, its host and shared memory, to the verdict.
class FaceWireTest : public QObject
{
    Q_OBJECT

    base::SystemClock m_clock;
    std::unique_ptr<testing::CameraChain> m_camera;

    bool stand(std::uint64_t seed)
    {
        const std::string folder = m_camera->camera.path(QStringLiteral("person-%1").arg(seed)).toStdString();
        const auto written = face::rendered::writePerson(folder, face::rendered::makeIdentity(seed), {});
        return written &&
               m_camera->camera.control({{"do", "play"}, {"stream", "face"}, {"folder", folder}, {"fps", 15}})
                   .value("ok", false);
    }

    app::ports::FaceVerdict compare(KitFaceCheck& check, std::uint64_t card)
    {
        testing::Heard heard;
        check.start(chipOf(card), kNoProof, heard.callbacks());
        (void)QTest::qWaitFor([&] { return !heard.verdicts.empty(); }, kPatienceMs);
        check.stop();
        return heard.verdicts.empty() ? app::ports::FaceVerdict{FaceAnswer::Unavailable, 0, 0, "no verdict", {}, false}
                                      : heard.verdicts.front();
    }

private Q_SLOTS:
    void init()
    {
        m_camera = std::make_unique<testing::CameraChain>();
        QVERIFY(m_camera->start());
    }
    void cleanup() { m_camera.reset(); }

    void theCardsOwnerIsKnownAndNobodyElse()
    {
        KitFaceCheck check(m_clock, &m_camera->chain.proxy(), {"banshi-rendered-v1", false});
        QVERIFY(stand(kResident));
        const auto own = compare(check, kResident);
        QVERIFY2(own.answer == FaceAnswer::Match,
                 qPrintable(QStringLiteral("%1 %2").arg(QString::fromStdString(own.cause)).arg(own.score)));
        const auto stolen = compare(check, kStranger);
        QVERIFY2(stolen.answer == FaceAnswer::NoMatch,
                 qPrintable(QStringLiteral("%1 %2").arg(QString::fromStdString(stolen.cause)).arg(stolen.score)));
        QVERIFY(stand(kStranger));
        const auto other = compare(check, kStranger);
        QVERIFY2(other.answer == FaceAnswer::Match,
                 qPrintable(QStringLiteral("%1 %2").arg(QString::fromStdString(other.cause)).arg(other.score)));
    }
    void aNetworkOfTheSiteDecidesOnTheStreet()
    {
        const QString model =
            qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/../shared/models/mobilefacenet_128.onnx");
        QFile network(model);
        if (!network.open(QIODevice::ReadOnly))
            QSKIP("no network at ../shared/models; nothing to load");
        QFile manifest(m_camera->camera.path(QStringLiteral("site.model.toml")));
        QVERIFY(manifest.open(QIODevice::WriteOnly));
        manifest.write(
            "[model]\nid = \"site-network\"\nfile = \"" + model.toUtf8() + "\"\nsha256 = \"" +
            QByteArray::fromStdString(face::sha256Hex(network.readAll().toStdString())) +
            "\"\nlicence = \"for measuring only\"\nsource = \"test\"\nmetric = \"cosine\"\ndemonstration = false\n"
            "[input]\nwidth = 112\nheight = 112\nleft_eye_x = 38.2946\nright_eye_x = 73.5318\neye_y = 51.6\n"
            "mouth_y = 92.3\norder = \"rgb\"\n[threshold]\naccept = 0.7\nreject = 0.6\n"
            "measured_on = \"two rendered people\"\n[threshold.far]\n\"1e-3\" = 0.7\n");
        manifest.close();
        KitFaceCheck check(m_clock, &m_camera->chain.proxy(), {manifest.fileName().toStdString(), true});
        check.prepare();
        QVERIFY(stand(kResident));
        const auto own = compare(check, kResident);
        QCOMPARE(own.model, std::string("site-network"));
        QVERIFY(!own.demonstration);
        const auto stolen = compare(check, kStranger);
        QVERIFY2(own.answer == FaceAnswer::Match && own.score > stolen.score + 0.05,
                 qPrintable(QStringLiteral("%1 %2").arg(own.score).arg(stolen.score)));
    }
};

BANSHI_TEST(FaceWireTest)
#include "face_wire_test.moc"

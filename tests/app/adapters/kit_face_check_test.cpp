// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_face_check.h"
#include "banshi/base/system_clock.h"
#include "banshi/face/codes.h"
#include "banshi/face/rendered/presentation.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"
#include "fake_camera.h"
#include "people_before_camera.h"

#include <QScopeGuard>
#include <QTimer>
#include <fcntl.h>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace banshi;
using namespace std::chrono_literals;
using app::adapters::KitFaceCheck;
using app::ports::FaceAnswer;
using testing::chipOf;
using testing::kNoProof;
using testing::kResident;
using testing::kStranger;

namespace
{

constexpr int kPatienceMs = 30000;
constexpr int kProofMs = 60000;
const std::string kDemonstration = "banshi-rendered-v1";

std::vector<face::Image> loopOf(std::uint64_t seed)
{
    constexpr int kLoop = 30;
    face::rendered::HeadRenderer renderer(face::rendered::makeIdentity(seed));
    std::vector<face::Image> frames;
    for (int i = 0; i < kLoop; i += 3)
        frames.push_back(renderer.render(face::rendered::naturalPose(seed, i, kLoop), {}, 640, 480));
    return frames;
}

/// A manifest that cannot be read before the test lets it: the matcher stays in the middle of loading.
class SlowManifest
{
public:
    SlowManifest() { mkfifo(path().c_str(), S_IRUSR | S_IWUSR); }
    ~SlowManifest() { release(); }
    void release()
    {
        if (isBeingRead())
            ::close(std::exchange(m_end, -1));
    }
    /// True once somebody reads; until then nobody has begun to load.
    bool isBeingRead()
    {
        if (m_end < 0)
            m_end = ::open(path().c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        return m_end >= 0;
    }
    [[nodiscard]] std::string path() const
    {
        return m_folder.filePath(QStringLiteral("slow.model.toml")).toStdString();
    }

private:
    QTemporaryDir m_folder;
    int m_end = -1;
};

} // namespace

class KitFaceCheckTest : public QObject
{
    Q_OBJECT

    base::SystemClock m_clock;
    testing::ManualClock m_manual;

    /// Plays `frames` before `camera` as fast as a camera does until there is a verdict.
    static bool playUntilVerdict(testing::FakeCamera& camera, const std::vector<face::Image>& frames,
                                 const testing::Heard& heard)
    {
        std::size_t next = 0;
        QTimer shutter;
        connect(&shutter, &QTimer::timeout, &shutter, [&] { camera.show(frames[next++ % frames.size()]); });
        shutter.start(66);
        return QTest::qWaitFor([&] { return !heard.verdicts.empty(); }, kPatienceMs);
    }

private Q_SLOTS:
    void knowsTheResidentAndSaysThatItIsADemonstration()
    {
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {kDemonstration, false});
        QCOMPARE(check.obstacle(), std::string());
        QVERIFY(check.isDemonstration());
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        QVERIFY(playUntilVerdict(camera, loopOf(kResident), heard));
        QCOMPARE(heard.verdicts.size(), std::size_t(1));
        const auto& verdict = heard.verdicts.front();
        QVERIFY2(verdict.answer == FaceAnswer::Match, verdict.cause.c_str());
        QVERIFY(verdict.score >= verdict.threshold);
        QCOMPARE(verdict.model, kDemonstration);
        QVERIFY(verdict.demonstration);
        QVERIFY(heard.pictures >= 5);
    }
    void refusesAStrangerWithSomebodyElsesCard()
    {
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {kDemonstration, false});
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        QVERIFY(playUntilVerdict(camera, loopOf(kStranger), heard));
        const auto& verdict = heard.verdicts.front();
        QCOMPARE(verdict.answer, FaceAnswer::NoMatch);
        QCOMPARE(verdict.cause, std::string("face.noMatch"));
        QCOMPARE(verdict.frames, 5);
        QVERIFY(verdict.quality.at("eye_distance") > 60 && verdict.quality.at("faces") == 1);
    }
    void asksForMovementsAndKnowsWhoMakesThem()
    {
        using face::rendered::Movement;
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {kDemonstration, false});
        testing::Heard heard;
        check.start(chipOf(kResident), {}, heard.callbacks());
        face::rendered::Presentation person(face::rendered::Species::BonaFide, face::rendered::makeIdentity(kResident),
                                            1);
        static const std::map<std::string, Movement> movements{{"face.turnLeft", Movement::TurnLeft},
                                                               {"face.turnRight", Movement::TurnRight},
                                                               {"face.blink", Movement::Blink},
                                                               {"face.openMouth", Movement::OpenMouth},
                                                               {"face.nod", Movement::Nod}};
        std::set<std::string> asked;
        QTimer shutter;
        const base::MonoTime begin = m_clock.now();
        connect(&shutter, &QTimer::timeout, &shutter, [&] {
            const std::string now = heard.advice.empty() ? std::string() : heard.advice.back();
            const auto movement = movements.find(now);
            if (movement != movements.end())
                asked.insert(now);
            camera.show(person.frame(std::chrono::duration<double>(m_clock.now() - begin).count(),
                                     movement == movements.end() ? Movement::None : movement->second, false));
        });
        shutter.start(66);
        QVERIFY(QTest::qWaitFor([&] { return !heard.verdicts.empty(); }, kProofMs));
        const auto& verdict = heard.verdicts.front();
        QVERIFY2(verdict.answer == FaceAnswer::Match, verdict.cause.c_str());
        QVERIFY(verdict.live);
        QVERIFY(asked.size() >= 2);
    }
    void wipesThePageAndStopsTheCameraAfterTheVerdict()
    {
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {kDemonstration, false});
        testing::Heard heard;
        app::ports::ChipPhoto noPhoto{102, 126, base::SecretBytes(std::size_t(12))};
        check.start(noPhoto, kNoProof, heard.callbacks());
        QTRY_COMPARE_WITH_TIMEOUT(heard.verdicts.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(heard.verdicts.front().answer, FaceAnswer::Unavailable);
        QCOMPARE(heard.verdicts.front().cause, std::string("face.chipPhotoUnreadable"));
        QVERIFY(heard.verdicts.front().quality.empty()); // no frame was looked at
        QCOMPARE(heard.blanks, 1);
        QTRY_COMPARE_WITH_TIMEOUT(camera.stops, 1, kPatienceMs);
        QVERIFY(!camera.isStreaming());
    }
    void stoppingInTheMiddleSaysNothingMore()
    {
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {kDemonstration, false});
        testing::Heard first;
        check.start(chipOf(kResident), kNoProof, first.callbacks());
        const auto frames = loopOf(kResident);
        QTRY_VERIFY_WITH_TIMEOUT(camera.isStreaming(), kPatienceMs);
        camera.show(frames.front());
        QTRY_COMPARE_WITH_TIMEOUT(first.pictures, 1, kPatienceMs);
        check.stop();
        QCOMPARE(first.blanks, 1);
        testing::Heard second;
        check.start(chipOf(kResident), kNoProof, second.callbacks());
        QVERIFY(playUntilVerdict(camera, frames, second));
        QCOMPARE(second.verdicts.front().answer, FaceAnswer::Match);
        QVERIFY(first.verdicts.empty());
        QCOMPARE(first.pictures, 1);
    }
    void thePreviewAndStoppingNeverWaitForTheWorker()
    {
        SlowManifest manifest;
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {manifest.path(), false});
        const auto letGo = qScopeGuard([&manifest] { manifest.release(); }); // or a failed test would wait for ever
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        QTRY_VERIFY_WITH_TIMEOUT(manifest.isBeingRead(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(camera.isStreaming(), kPatienceMs);
        const face::Image room = face::rendered::renderRoom({}, 640, 480);
        for (int shown = 1; shown <= 20; ++shown)
        {
            camera.show(room);
            QTRY_COMPARE_WITH_TIMEOUT(heard.pictures, shown, kPatienceMs);
        }
        check.stop();
        QCOMPARE(heard.blanks, 1);
        manifest.release();
        QTRY_COMPARE_WITH_TIMEOUT(check.obstacle(), std::string("face.manifestWrong"), kPatienceMs);
        QVERIFY(heard.verdicts.empty());
    }
    void adviceThatHasStoodForAMomentIsTold()
    {
        testing::FakeCamera camera(m_manual);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_manual, &camera.proxy(), {kDemonstration, false});
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        QTRY_VERIFY_WITH_TIMEOUT(camera.isStreaming(), kPatienceMs);
        const face::Image room = face::rendered::renderRoom({}, 640, 480);
        const auto told = [&] {
            m_manual.advance(50ms);
            camera.show(room);
            return !heard.advice.empty();
        };
        const base::MonoTime begin = m_manual.now();
        QTRY_VERIFY_WITH_TIMEOUT(told(), kPatienceMs);
        QVERIFY(m_manual.now() - begin >= 400ms);
        QCOMPARE(heard.advice.front(), std::string("face.noFace"));
        m_manual.advance(20s);
        QTRY_COMPARE_WITH_TIMEOUT(heard.verdicts.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(heard.verdicts.front().answer, FaceAnswer::Unavailable);
        QCOMPARE(heard.verdicts.front().cause, std::string("face.timedOut"));
        QCOMPARE(heard.advice.size(), std::size_t(1));
    }
    void aMachineWithoutAFaceCameraSaysSo()
    {
        KitFaceCheck check(m_clock, nullptr, {kDemonstration, false});
        QCOMPARE(check.obstacle(), std::string("face.noCamera"));
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        QVERIFY(heard.verdicts.empty());
        QTRY_COMPARE_WITH_TIMEOUT(heard.verdicts.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(heard.verdicts.front().answer, FaceAnswer::Unavailable);
        QCOMPARE(heard.verdicts.front().cause, std::string("face.noCamera"));
    }
    void aCameraThatGivesNoPictureEndsTheComparison_data()
    {
        QTest::addColumn<bool>("refuses");
        QTest::newRow("refuses the preview") << true;
        QTest::newRow("is unplugged in the middle") << false;
    }
    void aCameraThatGivesNoPictureEndsTheComparison()
    {
        QFETCH(bool, refuses);
        testing::FakeCamera camera(m_manual);
        QVERIFY(camera.waitUntilThere());
        camera.refusesPreview = refuses;
        KitFaceCheck check(m_manual, &camera.proxy(), {kDemonstration, false});
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        if (!refuses)
        {
            QTRY_VERIFY_WITH_TIMEOUT(camera.isStreaming(), kPatienceMs);
            camera.breakDown();
        }
        QTRY_COMPARE_WITH_TIMEOUT(heard.verdicts.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(heard.verdicts.front().answer, FaceAnswer::Unavailable);
        QCOMPARE(heard.verdicts.front().cause, std::string("drivers.camera.cameraInoperable"));
        QCOMPARE(check.obstacle(), refuses ? std::string() : std::string("drivers.camera.cameraInoperable"));
    }
    void aMatcherThatCannotServeIsKnownBeforeAnybodyStandsThere_data()
    {
        QTest::addColumn<QString>("matcher");
        QTest::addColumn<bool>("production");
        QTest::addColumn<QString>("code");
        QTest::newRow("demonstration on the street")
            << QStringLiteral("banshi-rendered-v1") << true << QStringLiteral("face.demonstrationRefused");
        QTest::newRow("no manifest") << QStringLiteral("/nowhere/site.model.toml") << true
                                     << QStringLiteral("face.manifestMissing");
        QTest::newRow("no manifest on the desk")
            << QStringLiteral("/nowhere/site.model.toml") << false << QStringLiteral("face.manifestMissing");
    }
    void aMatcherThatCannotServeIsKnownBeforeAnybodyStandsThere()
    {
        QFETCH(QString, matcher);
        QFETCH(bool, production);
        QFETCH(QString, code);
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {matcher.toStdString(), production});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no face comparison: ") + code));
        check.prepare();
        QTRY_COMPARE_WITH_TIMEOUT(check.obstacle(), code.toStdString(), kPatienceMs);
        testing::Heard heard;
        check.start(chipOf(kResident), kNoProof, heard.callbacks());
        QTRY_COMPARE_WITH_TIMEOUT(heard.verdicts.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(heard.verdicts.front().answer, FaceAnswer::Unavailable);
        QCOMPARE(heard.verdicts.front().cause, code.toStdString());
    }
    void aVoteThatIsNamedAndNotThereStopsTheComparison()
    {
        testing::FakeCamera camera(m_clock);
        QVERIFY(camera.waitUntilThere());
        KitFaceCheck check(m_clock, &camera.proxy(), {kDemonstration, false, "/nowhere/vote.model.toml"});
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("no face comparison: face.manifestMissing")));
        check.prepare();
        QTRY_COMPARE_WITH_TIMEOUT(check.obstacle(), std::string("face.manifestMissing"), kPatienceMs);
    }
    void everyCodeHasItsSentencesInBothLanguages()
    {
        const ui::i18n::Translator translator;
        auto codes = face::allErrorCodes();
        codes.insert(codes.end(), {"face.noCamera", "face.chipPhotoNotDecodable", "drivers.camera.cameraInoperable"});
        for (const auto& code : codes)
            QVERIFY2(translator.hasSentence(QString::fromStdString(code)), code.c_str());
    }
};

BANSHI_TEST(KitFaceCheckTest)
#include "kit_face_check_test.moc"

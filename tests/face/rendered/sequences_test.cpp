// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/detector.h"
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/sequences.h"
#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::face;
using namespace banshi::face::rendered;

namespace
{

Image load(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    auto image =
        decodeImage({reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
    return image ? std::move(*image) : Image();
}

} // namespace

class SequencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movementIsSmallAndCloses()
    {
        for (const std::uint64_t seed : {1U, 2U, 99U})
        {
            QVERIFY(qAbs(naturalPose(seed, 0, 30).yaw - naturalPose(seed, 30, 30).yaw) < 1e-6);
            int shut = 0;
            for (int frame = 0; frame < 30; ++frame)
            {
                const Pose pose = naturalPose(seed, frame, 30);
                QVERIFY(qAbs(pose.yaw) <= 5 && qAbs(pose.roll) <= 3 && qAbs(pose.x) <= 10);
                shut += pose.blink >= 1 ? 1 : 0;
            }
            QCOMPARE(shut, 1);
        }
    }
    void somebodyFarAwayIsAskedToComeCloser()
    {
        const QTemporaryDir folder;
        Sequence away;
        away.frames = 3;
        away.distance = 1100;
        QVERIFY(writePerson(folder.path().toStdString(), makeIdentity(110), away));
        const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
        for (const char* name : {"frame-0001.jpg", "frame-0002.jpg"})
            QCOMPARE(verifier->look(load(folder.filePath(QString::fromLatin1(name))).view()).advice,
                     std::optional(Code::Closer));
    }
    void writesPeopleAndEmptyRooms()
    {
        const QTemporaryDir folder;
        Sequence sequence;
        sequence.frames = 3;
        QCOMPARE(
            writePerson(folder.filePath(QStringLiteral("a/b")).toStdString(), makeIdentity(4), sequence).value_or(0),
            3);
        QCOMPARE(writeNobody(folder.filePath(QStringLiteral("n")).toStdString(), sequence).value_or(0), 3);
        const auto detector = makeDetector();
        QCOMPARE(detector->find(load(folder.filePath(QStringLiteral("a/b/frame-0003.jpg"))).view(), 0).size(), 1U);
        const Image room = load(folder.filePath(QStringLiteral("n/frame-0001.jpg")));
        QCOMPARE(room.width(), 640);
        QVERIFY(detector->find(room.view(), 0).empty());
    }
    void writesDocumentsAndStreetsAtAnySize()
    {
        const QTemporaryDir folder;
        Sequence sequence;
        sequence.frames = 2;
        sequence.width = 1280;
        sequence.height = 720;
        QVERIFY(writeDocument(folder.filePath(QStringLiteral("d")).toStdString(), 7, sequence));
        QVERIFY(writeStreet(folder.filePath(QStringLiteral("s")).toStdString(), 7, sequence));
        for (const char16_t* const path : {u"d/frame-0002.jpg", u"s/frame-0002.jpg"})
            QCOMPARE(load(folder.filePath(QString::fromUtf16(path))).height(), 720);
    }
    void saysWhereItCannotWrite()
    {
        const auto written = writeNobody("/proc/banshi-nowhere", {});
        QVERIFY(!written);
        QVERIFY(written.error().find("/proc/banshi-nowhere") != std::string::npos);
    }
};

BANSHI_TEST(SequencesTest)
#include "sequences_test.moc"

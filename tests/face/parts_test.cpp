// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "fake_parts.h"

#include <QTest>
#include <array>

using namespace banshi::face;
using namespace std::chrono_literals;
using namespace banshi::testing;

/// The verifier works with whatever parts it is given.
class PartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVerifierAsksItsPartsInTurn()
    {
        Diary diary;
        const auto verifier = verifierOf(diary, {kFakeFace}, false, std::nullopt);
        const Look look = verifier->look(m_frame.view());
        QCOMPARE(diary.searches, 1);
        QCOMPARE(diary.points, 1);
        QCOMPARE(diary.judged, 1);
        QCOMPARE(look.quality.faces, 1);
        QCOMPARE(look.box->x, kFakeFace.box.x);
        QVERIFY(look.points && !look.advice);
    }
    void theGatesAdviceKeepsAFrameFromBeingCompared()
    {
        Diary diary;
        const auto verifier = verifierOf(diary, {kFakeFace}, false, Code::TooDark);
        const std::vector<ImageView> frames(3, m_frame.view());
        const Verdict verdict = verifier->verify(m_frame.view(), frames);
        QCOMPARE(verdict.answer, Answer::Unavailable);
        QCOMPARE(verdict.cause, std::optional(Code::TooDark));
        QCOMPARE(verifierOf(diary, {kFakeFace}, false, std::nullopt)->verify(m_frame.view(), frames).answer,
                 Answer::Match);
    }
    void withoutFaceOrPointsNothingIsCompared()
    {
        Diary diary;
        QVERIFY(!verifierOf(diary, {}, false, Code::NoFace)->look(m_frame.view()).box);
        QCOMPARE(diary.points, 0);
        const auto blind = verifierOf(diary, {kFakeFace}, true, Code::NoFace);
        QVERIFY(!blind->look(m_frame.view()).points);
        QCOMPARE(blind->readChip(m_frame.view()).error().code, Code::ChipFaceNotFound);
    }
    void everyPartForgetsThePerson()
    {
        Diary diary;
        verifierOf(diary, {kFakeFace}, false, std::nullopt)->forget();
        QCOMPARE(diary.forgotten, 2); // detector and gate
    }
    void ofSeveralVotesTheDoubtCounts()
    {
        Diary diary;
        VerifierParts parts = partsOf(diary, {kFakeFace}, false, std::nullopt);
        std::array<FakeDepthCamera::Picture, 3> pictures{{{{}, 30}, {{}, 2}, {{}, 15}}};
        for (auto& picture : pictures)
            parts.votes.push_back(std::make_unique<FakeDepthCamera>(picture));
        const auto verifier = makeVerifier(std::make_unique<SameMatcher>(), std::move(parts));
        const auto opinion = verifier->opinion({}, m_frame.view(), {});
        QVERIFY(opinion && opinion->doubts);
        QCOMPARE(opinion->person, 0.1);
        pictures[1].reliefMm = 30;
        QCOMPARE(verifier->opinion({}, m_frame.view(), {})->person, 0.75);
        QVERIFY(!verifierOf(diary, {kFakeFace}, false, std::nullopt)->opinion({}, m_frame.view(), {}));
    }

private:
    const Image m_frame = greyFrame();
};

BANSHI_TEST(PartsTest)
#include "parts_test.moc"

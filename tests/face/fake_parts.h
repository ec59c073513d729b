// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/verifier.h"

#include <algorithm>

namespace banshi::testing
{

using namespace face;

/// What the fakes were asked for.
struct Diary
{
    int searches = 0;
    int points = 0;
    int judged = 0;
    int forgotten = 0;
};

/// Always sees the same faces.
class FakeDetector : public Detector
{
public:
    FakeDetector(Diary& diary, std::vector<Face> faces) : m_diary(diary), m_faces(std::move(faces)) {}
    [[nodiscard]] std::vector<Face> find(ImageView, double) override { return search(); }
    [[nodiscard]] std::vector<Face> findLarge(ImageView, double) override { return search(); }
    [[nodiscard]] std::vector<Face> findNear(ImageView, const Box&, double) override { return search(); }
    void forget() override { ++m_diary.forgotten; }

private:
    std::vector<Face> search()
    {
        ++m_diary.searches;
        return m_faces;
    }

    Diary& m_diary;
    std::vector<Face> m_faces;
};

/// Puts the eyes and the mouth into the box, or finds nothing.
class FakeLandmarker : public Landmarker
{
public:
    FakeLandmarker(Diary& diary, bool blind) : m_diary(diary), m_blind(blind) {}
    [[nodiscard]] std::optional<Landmarks> find(ImageView, const Box& face) const override
    {
        ++m_diary.points;
        if (m_blind)
            return std::nullopt;
        Landmarks points;
        points.points.fill(face.centre());
        const auto put = [&](Landmark which, double x, double y) {
            points.points[static_cast<std::size_t>(which)] = {face.x + x * face.width, face.y + y * face.height};
        };
        put(Landmark::LeftOuterCorner, 0.2, 0.3);
        put(Landmark::LeftInnerCorner, 0.4, 0.3);
        put(Landmark::RightInnerCorner, 0.6, 0.3);
        put(Landmark::RightOuterCorner, 0.8, 0.3);
        put(Landmark::MouthLeft, 0.35, 0.8);
        put(Landmark::MouthRight, 0.65, 0.8);
        return points;
    }

private:
    Diary& m_diary;
    bool m_blind;
};

/// Gives the advice that it was made with.
class FakeGate : public QualityGate
{
public:
    FakeGate(Diary& diary, std::optional<Code> advice) : m_diary(diary), m_advice(advice) {}
    [[nodiscard]] Quality measure(ImageView, const std::vector<Face>& faces, const std::optional<Landmarks>&) override
    {
        ++m_diary.judged;
        Quality quality;
        quality.faces = static_cast<int>(faces.size());
        return quality;
    }
    [[nodiscard]] std::optional<Code> advice(const Quality&) const override { return m_advice; }
    void setUpright(std::optional<double>) override {}
    void reset() override { ++m_diary.forgotten; }

private:
    Diary& m_diary;
    std::optional<Code> m_advice;
};

/// Describes every face alike, until another one is to come.
class SameMatcher : public Matcher
{
public:
    struct Book
    {
        int described = 0;
        bool another = false; ///< describe somebody else from now on
    };
    explicit SameMatcher(Book* book = nullptr) : m_book(book) {}
    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return {}; }
    [[nodiscard]] Result<Embedding> embed(ImageView) override
    {
        if (m_book == nullptr)
            return Embedding({1, 0});
        ++m_book->described;
        return Embedding({m_book->another ? 0.0F : 1.0F, m_book->another ? 1.0F : 0.0F});
    }

private:
    Book* m_book;
    MatcherInfo m_info{"same", 0.6, 0.4, false};
};

/// A camera of depth as an adapter would bring it: it has a picture of its own now and then, and none is an opinion on
/// a frame of another moment.
class FakeDepthCamera : public LivenessVote
{
public:
    /// What its last picture showed, and when.
    struct Picture
    {
        base::MonoTime at{};
        double reliefMm = 0;
        int forgotten = 0;
    };
    explicit FakeDepthCamera(Picture& picture) : m_picture(picture) {}
    [[nodiscard]] std::optional<Opinion> ask(base::MonoTime now, ImageView, const Landmarks&) override
    {
        if (now - m_picture.at > std::chrono::milliseconds(100))
            return std::nullopt;
        constexpr double kNoseMm = 10;
        return Opinion{std::min(1.0, m_picture.reliefMm / (2 * kNoseMm)), m_picture.reliefMm < kNoseMm};
    }
    void forget() override { ++m_picture.forgotten; }

private:
    Picture& m_picture;
};

inline const Face kFakeFace{{200, 150, 200, 200}, 1, Facing::Front};

inline VerifierParts partsOf(Diary& diary, const std::vector<Face>& faces, bool blind, std::optional<Code> advice)
{
    VerifierParts parts;
    parts.detector = std::make_unique<FakeDetector>(diary, faces);
    parts.landmarker = std::make_unique<FakeLandmarker>(diary, blind);
    parts.gate = std::make_unique<FakeGate>(diary, advice);
    return parts;
}

inline std::unique_ptr<Verifier> verifierOf(Diary& diary, const std::vector<Face>& faces, bool blind,
                                            std::optional<Code> advice, SameMatcher::Book* book = nullptr)
{
    return makeVerifier(std::make_unique<SameMatcher>(book), partsOf(diary, faces, blind, advice));
}

/// A grey frame, 640 x 480.
inline Image greyFrame()
{
    constexpr int kWidth = 640;
    constexpr int kHeight = 480;
    Image frame(kWidth, kHeight);
    std::fill_n(frame.data(), frame.stride() * kHeight, std::uint8_t{128});
    return frame;
}

} // namespace banshi::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/verifier.h"
#include "grey.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace banshi::face
{

namespace
{

constexpr double kChipScore = -0.3; // enlarged chip photographs have softer edges than the detector likes
constexpr int kEnough = 250;        // pixels of height from which a photograph is not enlarged
constexpr int kMostRows = 500;      // larger ones are searched in seconds and show the face no better
constexpr int kMostColumns = 800;
constexpr double kAlsoAFace = 0.4; // of the width of the face that was found first, as in QualityGate

/// The photograph at a size at which its face is found quickly and well.
Image atWorkingSize(ImageView photo)
{
    double factor = 1;
    if (photo.height < kEnough)
        factor = std::min(4, std::max(2, (kEnough + photo.height) / std::max(1, photo.height)));
    factor = std::min(
        {factor, static_cast<double>(kMostRows) / photo.height, static_cast<double>(kMostColumns) / photo.width});
    if (factor == 1)
        return Image::copyOf(photo);
    Image scaled(std::max(1, static_cast<int>(photo.width * factor)),
                 std::max(1, static_cast<int>(photo.height * factor)));
    cv::Mat target(scaled.height(), scaled.width(), CV_8UC3, scaled.data());
    cv::resize(matOf(photo), target, target.size(), 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return scaled;
}

/// More faces than the one found first. Below the detector's own working point something only counts when the first
/// one does not reach it either: then nobody knows which of them is the person.
bool showsSeveral(const std::vector<Face>& faces)
{
    return std::count_if(faces.begin(), faces.end(), [&](const Face& face) {
               return face.box.width >= kAlsoAFace * faces.front().box.width &&
                      face.score >= std::min(0.0, faces.front().score);
           }) > 1;
}

/// Detector, points, gate, alignment and matcher, one after the other.
class PhotoVerifier : public Verifier
{
public:
    PhotoVerifier(Result<std::unique_ptr<Matcher>> matcher, VerifierParts parts)
        : m_matcher(std::move(matcher)), m_parts(std::move(parts)), m_tracker(*m_parts.detector)
    {
    }

    [[nodiscard]] Result<MatcherInfo> matcher() const override
    {
        return m_matcher ? Result<MatcherInfo>((*m_matcher)->info()) : tl::unexpected(m_matcher.error());
    }
    [[nodiscard]] Result<Embedding> readChip(ImageView photo) override;
    [[nodiscard]] Look look(ImageView frame) override;
    [[nodiscard]] Result<Embedding> readLive(ImageView frame, const Landmarks& points) override
    {
        return m_matcher ? read(frame, points) : tl::unexpected(m_matcher.error());
    }
    [[nodiscard]] std::optional<Opinion> opinion(base::MonoTime now, ImageView frame, const Landmarks& points) override;
    [[nodiscard]] std::optional<Quality> lastQuality() const override { return m_lastQuality; }
    void reset() override
    {
        m_lastQuality.reset();
        m_tracker.reset();
        m_parts.gate->reset();
    }
    void forget() override
    {
        reset();
        m_parts.gate->setUpright({});
        m_parts.detector->forget();
        if (m_matcher)
            (*m_matcher)->forget();
        for (const auto& vote : m_parts.votes)
            vote->forget();
    }

private:
    [[nodiscard]] Result<Embedding> read(ImageView picture, const Landmarks& points);

    Result<std::unique_ptr<Matcher>> m_matcher;
    VerifierParts m_parts;
    FaceTracker m_tracker;
    Aligner m_aligner;
    std::optional<Quality> m_lastQuality;
};

Result<Embedding> PhotoVerifier::readChip(ImageView photo)
{
    if (!m_matcher)
        return tl::unexpected(m_matcher.error());
    if (!photo.valid() || photo.width < 32 || photo.height < 32)
        return base::fail(Code::ChipPhotoUnreadable, "the chip photograph is not a picture");
    const Image large = atWorkingSize(photo);
    auto faces = m_parts.detector->find(large.view(), kChipScore);
    if (faces.empty())
        return base::fail(Code::ChipFaceNotFound, "no face in the chip photograph");
    if (showsSeveral(faces))
        return base::fail(Code::ChipManyFaces, "more than one face in the chip photograph");
    const auto points = m_parts.landmarker->find(large.view(), faces.front().box);
    if (!points)
        return base::fail(Code::ChipFaceNotFound, "the face of the chip photograph is cut off");
    if (const auto fault = chipFault(large.view(), *points, static_cast<double>(large.width()) / photo.width))
        return base::fail(Code::ChipFaceNotFound, *fault);
    m_parts.gate->setUpright(points->nod());
    return read(large.view(), *points);
}

Look PhotoVerifier::look(ImageView frame)
{
    Look look;
    if (!frame.valid())
    {
        look.advice = Code::NoFace;
        return look;
    }
    const std::vector<Face> faces = m_tracker.next(frame);
    if (!faces.empty())
    {
        look.box = faces.front().box;
        look.points = m_parts.landmarker->find(frame, faces.front().box);
    }
    look.quality = m_parts.gate->measure(frame, faces, look.points);
    look.advice = m_parts.gate->advice(look.quality);
    m_lastQuality = look.quality;
    return look;
}

std::optional<Opinion> PhotoVerifier::opinion(base::MonoTime now, ImageView frame, const Landmarks& points)
{
    std::optional<Opinion> least;
    for (const auto& vote : m_parts.votes)
    {
        const auto next = vote->ask(now, frame, points);
        const bool counts = next && (!least || (next->doubts && !least->doubts) ||
                                     (next->doubts == least->doubts && next->person < least->person));
        if (counts)
            least = next;
    }
    return least;
}

Result<Embedding> PhotoVerifier::read(ImageView picture, const Landmarks& points)
{
    const auto aligned = m_aligner.align(picture, points, (*m_matcher)->alignment());
    if (!aligned)
        return base::fail(Code::NoFace, "the face cannot be aligned");
    return (*m_matcher)->embed(aligned->view());
}

} // namespace

std::unique_ptr<Verifier> makeVerifier(Result<std::unique_ptr<Matcher>> matcher, VerifierParts parts)
{
    return std::make_unique<PhotoVerifier>(std::move(matcher), std::move(parts));
}

} // namespace banshi::face

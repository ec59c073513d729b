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

Image enlarged(ImageView photo)
{
    if (photo.height >= kEnough)
        return Image::copyOf(photo);
    const int factor = std::min(4, std::max(2, (kEnough + photo.height) / std::max(1, photo.height)));
    Image large(photo.width * factor, photo.height * factor);
    cv::Mat target(large.height(), large.width(), CV_8UC3, large.data());
    cv::resize(matOf(photo), target, target.size(), 0, 0, cv::INTER_CUBIC);
    return large;
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
    void reset() override
    {
        m_tracker.reset();
        m_parts.gate->reset();
    }
    void forget() override
    {
        reset();
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
};

Result<Embedding> PhotoVerifier::readChip(ImageView photo)
{
    if (!m_matcher)
        return tl::unexpected(m_matcher.error());
    if (!photo.valid() || photo.width < 32 || photo.height < 32)
        return base::fail(Code::ChipPhotoUnreadable, "the chip photograph is not a picture");
    const Image large = enlarged(photo);
    auto faces = m_parts.detector->find(large.view(), kChipScore);
    if (faces.empty())
        return base::fail(Code::ChipFaceNotFound, "no face in the chip photograph");
    const auto points = m_parts.landmarker->find(large.view(), faces.front().box);
    if (!points)
        return base::fail(Code::ChipFaceNotFound, "the face of the chip photograph is cut off");
    if (const auto fault = chipFault(large.view(), *points, static_cast<double>(large.width()) / photo.width))
        return base::fail(Code::ChipFaceNotFound, *fault);
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

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

} // namespace

Verifier::Verifier(Result<std::unique_ptr<Matcher>> matcher, Landmarker landmarker)
    : m_matcher(std::move(matcher)), m_tracker(m_detector), m_landmarker(std::move(landmarker))
{
}

std::optional<Error> Verifier::obstacle() const
{
    return m_matcher ? std::nullopt : std::optional(m_matcher.error());
}

Result<Embedding> Verifier::readChip(ImageView photo)
{
    if (!m_matcher)
        return tl::unexpected(m_matcher.error());
    if (!photo.valid() || photo.width < 32 || photo.height < 32)
        return base::fail(Code::ChipPhotoUnreadable, "the chip photograph is not a picture");
    const Image large = enlarged(photo);
    auto faces = m_detector.find(large.view(), kChipScore);
    if (faces.empty())
        return base::fail(Code::ChipFaceNotFound, "no face in the chip photograph");
    const auto points = m_landmarker.find(large.view(), faces.front().box);
    if (!points)
        return base::fail(Code::ChipFaceNotFound, "the face of the chip photograph is cut off");
    if (const auto fault = chipFault(large.view(), *points, static_cast<double>(large.width()) / photo.width))
        return base::fail(Code::ChipFaceNotFound, *fault);
    return read(large.view(), *points);
}

Look Verifier::look(ImageView frame)
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
        look.points = m_landmarker.find(frame, faces.front().box);
    }
    look.quality = m_gate.measure(frame, faces, look.points);
    look.advice = m_gate.advice(look.quality);
    return look;
}

Result<Embedding> Verifier::readLive(ImageView frame, const Landmarks& points)
{
    if (!m_matcher)
        return tl::unexpected(m_matcher.error());
    return read(frame, points);
}

Result<Embedding> Verifier::read(ImageView picture, const Landmarks& points)
{
    const auto aligned = m_aligner.align(picture, points, (*m_matcher)->alignment());
    if (!aligned)
        return base::fail(Code::NoFace, "the face cannot be aligned");
    return (*m_matcher)->embed(aligned->view());
}

Verdict Verifier::unavailable(Code cause) const
{
    Verdict verdict;
    verdict.cause = cause;
    if (m_matcher)
    {
        const MatcherInfo& info = (*m_matcher)->info();
        verdict.threshold = info.accept;
        verdict.model = info.id;
        verdict.demonstration = info.demonstration;
    }
    return verdict;
}

bool Verifier::canPromise(std::optional<double> far) const
{
    return !m_matcher || (*m_matcher)->info().acceptAt(far).has_value();
}

Verdict Verifier::decide(const Embedding& chip, const std::vector<Embedding>& live, std::optional<double> far) const
{
    if (!m_matcher)
        return unavailable(m_matcher.error().code);
    const auto accept = (*m_matcher)->info().acceptAt(far);
    if (!accept)
        return unavailable(Code::FarNotMeasured);
    Verdict verdict = unavailable(Code::Inconclusive);
    verdict.threshold = *accept;
    if (live.empty() || chip.values().empty())
        return verdict;
    const MatcherInfo& info = (*m_matcher)->info();
    verdict.frames = static_cast<int>(live.size());
    verdict.score = chip.similarity(Embedding::fused(live));
    if (verdict.score >= *accept)
    {
        verdict.answer = Answer::Match;
        verdict.cause.reset();
    }
    else if (verdict.score < info.reject)
    {
        verdict.answer = Answer::NoMatch;
        verdict.cause = Code::NoMatch;
    }
    return verdict;
}

Verdict Verifier::verify(ImageView chipPhoto, std::span<const ImageView> frames)
{
    const auto chip = readChip(chipPhoto);
    if (!chip)
        return unavailable(chip.error().code);
    reset();
    std::vector<Embedding> live;
    Code last = Code::NoFrames;
    for (const ImageView& frame : frames)
    {
        const Look seen = look(frame);
        if (seen.advice)
        {
            last = *seen.advice;
            continue;
        }
        auto read = readLive(frame, *seen.points);
        if (!read)
            return unavailable(read.error().code);
        live.push_back(std::move(*read));
    }
    return live.empty() ? unavailable(last) : decide(*chip, live);
}

void Verifier::forget()
{
    reset();
    m_detector.forget();
    if (m_matcher)
        (*m_matcher)->forget();
}

void Verifier::reset()
{
    m_tracker.reset();
    m_gate.reset();
}

} // namespace banshi::face

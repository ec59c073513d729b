// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the numbers; the pictures are photo_verifier.cpp's.
#include "banshi/face/verifier.h"

namespace banshi::face
{

std::optional<Opinion> Verifier::opinion(base::MonoTime, ImageView, const Landmarks&)
{
    return std::nullopt;
}

std::optional<Quality> Verifier::lastQuality() const
{
    return std::nullopt;
}

std::optional<Error> Verifier::obstacle() const
{
    const auto info = matcher();
    return info ? std::nullopt : std::optional(info.error());
}

bool Verifier::isDemonstration() const
{
    const auto info = matcher();
    return info && info->demonstration;
}

double Verifier::strangeBelow() const
{
    const auto info = matcher();
    return info ? info->reject : 1;
}

bool Verifier::canPromise(std::optional<double> far) const
{
    const auto info = matcher();
    return !info || info->acceptAt(far).has_value();
}

Verdict Verifier::unavailable(Code cause) const
{
    Verdict verdict;
    verdict.cause = cause;
    verdict.quality = lastQuality();
    if (const auto info = matcher())
    {
        verdict.threshold = info->accept;
        verdict.model = info->id;
        verdict.demonstration = info->demonstration;
    }
    return verdict;
}

Verdict Verifier::decide(const Embedding& chip, const std::vector<Embedding>& live, std::optional<double> far) const
{
    const auto info = matcher();
    if (!info)
        return unavailable(info.error().code);
    const auto accept = info->acceptAt(far);
    if (!accept)
        return unavailable(Code::FarNotMeasured);
    Verdict verdict = unavailable(Code::Inconclusive);
    verdict.threshold = *accept;
    if (live.empty() || chip.values().empty())
        return verdict;
    verdict.frames = static_cast<int>(live.size());
    verdict.score = chip.similarity(Embedding::fused(live));
    if (verdict.score >= *accept)
    {
        verdict.answer = Answer::Match;
        verdict.cause.reset();
    }
    else if (verdict.score < info->reject)
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

} // namespace banshi::face

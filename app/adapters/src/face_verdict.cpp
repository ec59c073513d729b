// SPDX-License-Identifier: GPL-3.0-or-later
#include "face_verdict.h"

namespace banshi::app::adapters
{

namespace
{

ports::FaceAnswer answerOf(face::Answer answer)
{
    switch (answer)
    {
    case face::Answer::Match:
        return ports::FaceAnswer::Match;
    case face::Answer::NoMatch:
        return ports::FaceAnswer::NoMatch;
    case face::Answer::Unavailable:
        return ports::FaceAnswer::Unavailable;
    }
    return ports::FaceAnswer::Unavailable;
}

/// Those that say why a frame is not good enough; what only helps to find them stays in the kit.
std::map<std::string, double> numbersOf(const face::Quality& quality)
{
    std::map<std::string, double> numbers{{"faces", quality.faces},
                                          {"score", quality.score},
                                          {"eye_distance", quality.eyeDistance},
                                          {"eye_share", quality.eyeDistanceShare},
                                          {"roll", quality.roll},
                                          {"turn", quality.turn},
                                          {"brightness", quality.brightness},
                                          {"frame_brightness", quality.frameBrightness},
                                          {"sides", quality.sides},
                                          {"clipped", quality.clipped},
                                          {"glare", quality.glare},
                                          {"sharpness", quality.sharpness},
                                          {"motion", quality.motion},
                                          {"eyes", quality.eyes},
                                          {"mouth", quality.mouth},
                                          {"lower_red", quality.lowerRed},
                                          {"lost_red", quality.lostRed}};
    if (quality.pitch)
        numbers["pitch"] = *quality.pitch;
    return numbers;
}

} // namespace

ports::FaceVerdict verdictOf(const face::Verdict& verdict)
{
    return {answerOf(verdict.answer),
            verdict.score,
            verdict.threshold,
            verdict.cause ? std::string(face::dotted(*verdict.cause)) : std::string(),
            verdict.model,
            verdict.demonstration,
            verdict.live,
            verdict.frames,
            verdict.quality ? numbersOf(*verdict.quality) : std::map<std::string, double>()};
}

} // namespace banshi::app::adapters

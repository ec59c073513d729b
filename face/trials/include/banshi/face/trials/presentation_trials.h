// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/eval/statistics.h"
#include "banshi/face/rendered/presentation.h"

#include <map>
#include <string>
#include <vector>

namespace banshi::face::trials
{

/// Which trials are made.
struct PresentationPlan
{
    int runs = 300;         ///< of each species
    std::uint64_t seed = 1; ///< of the first trial; the others follow
    std::string species;    ///< one of rendered::nameOf(); empty: all
    bool canTurn = true;    ///< false: as for people who cannot turn their heads, who are asked to nod
};

/// Seed of the person of a trial: away from those of training and calibration.
[[nodiscard]] std::uint64_t victimOf(std::uint64_t trial);

/// What came out for one species (ISO/IEC 30107-3).
struct SpeciesReport
{
    rendered::Species species = rendered::Species::BonaFide;
    int runs = 0;
    int wrong = 0;                     ///< attacks that were taken for a person, or people who were not
    double seconds = 0;                ///< mean length of a trial before the camera
    std::map<std::string, int> causes; ///< why the others, or the wrong ones, were refused: dotted codes
    eval::Interval interval;           ///< 95 % of wrong / runs: APCER of an attack, BPCER of people

    [[nodiscard]] double rate() const { return runs > 0 ? static_cast<double>(wrong) / runs : 0; }
};

/// Plays rendered people and attacks of each species before the proof of life, 10 frames a second after a challenge and
/// one every 0.3 s otherwise; an attack counts as taken for a person when LiveTrack::mayDecide(), by which the product
/// decides as well: the proof has stood for kProofStands, and a calm frame after that was described and looks like
/// those before. After a swap the print must be among what was described, else the answer is for who stands there.
/// About a second a trial. *Errors:* those of makeMatcher().
[[nodiscard]] Result<std::vector<SpeciesReport>> measurePresentations(const PresentationPlan& plan);
/// `{"species":[{"name","runs","wrong","rate","low","high","seconds","causes":{}}],"apcer":{"worst","rate"},
/// "bpcer":{"rate"}}` as one line; rates are shares.
[[nodiscard]] std::string toJson(const std::vector<SpeciesReport>& reports);

} // namespace banshi::face::trials

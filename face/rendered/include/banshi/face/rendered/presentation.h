// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"
#include "banshi/face/rendered/identity.h"

#include <memory>
#include <optional>

namespace banshi::face::rendered
{

/// Who or what is held before the camera: one honest person, and the species of attack of ISO/IEC 30107-3.
enum class Species
{
    BonaFide,   ///< the person
    StillPhoto, ///< a flat print, held still
    SwungPhoto, ///< a flat print that is turned or tilted when a turn or a nod is asked for
    BentPhoto,  ///< a print bent around the head's axis, turned likewise
    CutOutEyes, ///< a print with holes, through which somebody's own eyes blink when asked
    Screen,     ///< a picture on a screen, swung likewise
    Replay,     ///< a recording of the person making all movements, on a screen
    Swap,       ///< somebody else answers the challenges, and the print is held up before or after (even seeds)
    ChipPhoto,  ///< an enlarged print of the card's own photograph, swung
};

/// All species but the honest one.
inline constexpr Species kAttacks[] = {Species::StillPhoto, Species::SwungPhoto, Species::BentPhoto,
                                       Species::CutOutEyes, Species::Screen,     Species::Replay,
                                       Species::Swap,       Species::ChipPhoto};

/// Name of a species for reports.
[[nodiscard]] const char* nameOf(Species species);

/// A movement that is asked for; left and right are the person's own.
enum class Movement
{
    None,
    Blink,
    OpenMouth,
    TurnLeft,
    TurnRight,
    Nod, ///< the chin down and up again
};

/// One trial: somebody before the kiosk's camera who hears what is asked and reacts as people do, after 0.35 to 0.9 s.
/// The same species, seed and course give the same frames. About 15 ms for 640×480. Threads: one object, one thread.
class Presentation
{
public:
    /// `victim` is whom the card belongs to.
    Presentation(Species species, const Identity& victim, std::uint64_t seed);
    ~Presentation();
    Presentation(const Presentation&) = delete;
    Presentation& operator=(const Presentation&) = delete;

    /// The frame at `seconds` from the start, never going back; `asked` stands on the screen since the last frame that
    /// said otherwise. `proven`: the kiosk is content, which is when a Swap swaps.
    [[nodiscard]] Image frame(double seconds, Movement asked, bool proven);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace banshi::face::rendered

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/text.h"

#include <optional>
#include <string>
#include <vector>

namespace banshi::app::services
{

// The parts of a definition that no standard has. README.md describes each field; names of enumerators follow the
// words in the files.

/// Whether residents see a definition.
enum class Status
{
    Draft,
    Active,
    Suspended,
    Retired
};
/// What a service is in essence; decides which steps it has.
enum class Archetype
{
    Guide,
    Query,
    Certificate,
    Application,
    Instant,
    Bill,
    Report,
    Case
};
/// How sure the machine must be who stands there.
enum class IdentityLevel
{
    None,
    Card,
    Face
};
/// What works while the platform cannot be reached.
enum class OfflineMode
{
    Online,
    Queue,
    Cache
};
/// Whether money moves.
enum class FeeMode
{
    None,
    Quote
};
/// Who gets the money.
enum class FeeKind
{
    Treasury,
    Agency,
    Utility
};
/// What the resident takes away.
enum class OutputType
{
    Screen,
    Certificate,
    Case,
    Slip,
    Pass
};
/// When it is ready: at once, or when the office has issued it.
enum class OutputTime
{
    Now,
    Issued
};
/// What it is printed on.
enum class Paper
{
    None,
    A4,
    Receipt
};
/// How much of personal values the pages show.
enum class MaskProfile
{
    Confirm,
    Strict
};
/// Whether the last page may name the service.
enum class ResultText
{
    Plain,
    Neutral
};

/// The office that answers for a service; `uscc` is its 18-character unified code.
struct Department
{
    std::string uscc;
    Text name;
};

/// A paragraph of the guide.
struct GuideSection
{
    Text heading;
    Text text;
};

/// Who may use a service, and by which doors.
struct Identity
{
    IdentityLevel level = IdentityLevel::None;
    std::vector<std::string> fallback; ///< `otp`, `otp-video`, `counter`, best first
    int ageMin = 0;                    ///< years
    bool agentAllowed = false;
    std::optional<double> far; ///< with Face: share of strangers that may be taken for the resident at most
    bool liveness = true;      ///< with Face: the resident is asked for movements that prove life
};

/// A paper that the office needs, and where it may come from.
struct Material
{
    std::string code;
    Text name;
    std::vector<std::string> source; ///< `card`, `elicence`, `scan`, `declare`, best first
    char trust = 'D';                ///< A to D, 国办函〔2016〕108号
    int pages = 0;                   ///< most pages; 0 when it has none
};

/// What a service costs.
struct Fee
{
    FeeMode mode = FeeMode::None;
    std::optional<FeeKind> kind;
    Text text;
};

/// What comes out at the end.
struct Output
{
    OutputType type = OutputType::Screen;
    OutputTime when = OutputTime::Now;
    Paper paper = Paper::None;
    int copiesMax = 1;
    bool duplex = false;
    int pickupDays = 0; ///< 0 when it cannot be fetched later
};

/// Devices by class: without a `needed` one the service is closed, without a `preferred` one it is poorer.
struct DeviceNeeds
{
    std::vector<std::string> needed;
    std::vector<std::string> preferred;
    std::vector<std::string> pickup; ///< needed on the later visit
};

/// Why data is asked for, and how long it is kept here at most.
struct Privacy
{
    Text purpose;
    int retentionHours = 0;
    MaskProfile maskProfile = MaskProfile::Confirm;
    ResultText resultText = ResultText::Plain;
};

/// A window of the week, China time (UTC+8).
struct OpenWindow
{
    std::vector<int> days; ///< 1 Monday to 7 Sunday
    int fromMinute = 0;    ///< minutes after midnight, 0…1439
    int toMinute = 1440;   ///< first minute outside, 1…1440
};

/// Another name that people search by.
struct Alias
{
    std::string text;
    std::string pinyin; ///< empty for names without Chinese characters
};

/// What the search looks at beside the title.
struct SearchNames
{
    std::string pinyin;
    std::string initials;
    std::vector<Alias> aliases;
};

} // namespace banshi::app::services

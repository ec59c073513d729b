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

enum class Status { Draft, Active, Suspended, Retired };
enum class Archetype { Guide, Query, Certificate, Application, Instant, Bill, Report, Case };
enum class IdentityLevel { None, Card, Face };
enum class OfflineMode { Online, Queue, Cache };
enum class FeeMode { None, Quote };
enum class FeeKind { Treasury, Agency, Utility };
enum class OutputType { Screen, Certificate, Case, Slip, Pass };
enum class OutputTime { Now, Issued };
enum class Paper { None, A4, Receipt };
enum class MaskProfile { Confirm, Strict };
enum class ResultText { Plain, Neutral };

struct Department
{
    std::string uscc;
    Text name;
};

struct GuideSection
{
    Text heading;
    Text text;
};

struct Identity
{
    IdentityLevel level = IdentityLevel::None;
    std::vector<std::string> fallback; ///< `otp`, `otp-video`, `counter`, best first
    int ageMin = 0;                    ///< years
    bool agentAllowed = false;
};

struct Material
{
    std::string code;
    Text name;
    std::vector<std::string> source; ///< `card`, `elicence`, `scan`, `declare`, best first
    char trust = 'D';                ///< A to D, 国办函〔2016〕108号
    int pages = 0;                   ///< most pages; 0 when it has none
};

struct Fee
{
    FeeMode mode = FeeMode::None;
    std::optional<FeeKind> kind;
    Text text;
};

struct Output
{
    OutputType type = OutputType::Screen;
    OutputTime when = OutputTime::Now;
    Paper paper = Paper::None;
    int copiesMax = 1;
    bool duplex = false;
    int pickupDays = 0; ///< 0 when it cannot be fetched later
};

struct DeviceNeeds
{
    std::vector<std::string> needed;
    std::vector<std::string> preferred;
    std::vector<std::string> pickup; ///< needed on the later visit
};

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

struct Alias
{
    std::string text;
    std::string pinyin; ///< empty for names without Chinese characters
};

struct SearchNames
{
    std::string pinyin;
    std::string initials;
    std::vector<Alias> aliases;
};

} // namespace banshi::app::services

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::app::ports
{

/// The side effects that are promised before they happen.
enum class IntentKind
{
    Pay,    ///< a payment order
    Print,  ///< a numbered sheet on the A4 printer
    Slip,   ///< a slip on the receipt printer
    Submit, ///< something handed to the platform
};

/// How a promise ended.
enum class IntentOutcome
{
    Done,
    Failed,  ///< surely nothing happened, or it was undone
    InDoubt, ///< cannot be known; a person or the platform decides
};

/// A promise in the machine's durable file. `data` holds numbers and codes only, never personal data.
struct Intent
{
    std::string id; ///< UUIDv7, also the Idempotency-Key of the act
    IntentKind kind = IntentKind::Pay;
    std::string session;
    nlohmann::json data;
};

/// Calls that follow from a promise and need a key of their own.
enum class FollowUp
{
    CloseOrder = 1,
    ReportSheet,
    ReportSlip,
};
/// The Idempotency-Key of a follow-up: always the same for one promise, so that recovery repeats it harmlessly.
/// `intentId` is a UUIDv7; so is the result.
[[nodiscard]] std::string followUpKey(std::string intentId, FollowUp what);

/// The words that stand for kinds and outcomes in the durable file.
[[nodiscard]] const char* name(IntentKind kind);
[[nodiscard]] const char* name(IntentOutcome outcome);
/// Nothing for an unknown name.
[[nodiscard]] std::optional<IntentKind> intentKind(const std::string& name);

/// The durable file (kept by the gateway) as the session sees it. `kept` false means that nothing was written: the
/// side effect must not be started. Threads: the GUI thread; call-backs come there.
class Journal
{
public:
    using Kept = std::function<void(bool kept)>;
    virtual ~Journal() = default;
    virtual void open(const Intent& intent, Kept done) = 0;
    virtual void note(const std::string& id, nlohmann::json data, Kept done) = 0;
    virtual void close(const std::string& id, IntentOutcome outcome, nlohmann::json data, Kept done) = 0;
    /// All open promises; nothing when the file cannot be asked.
    virtual void listOpen(std::function<void(std::optional<std::vector<Intent>>)> done) = 0;
};

} // namespace banshi::app::ports

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/question.h"
#include "banshi/app/services/service_definition.h"
#include "banshi/app/session/slip_content.h"
#include "banshi/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace banshi::app::session
{

/// The question for consent, before anything is asked for.
struct ConsentState
{
    bool opening = false; ///< the platform is being asked
};

/// The card is wanted, or could not be read.
struct CardState
{
    enum class Phase
    {
        Waiting,
        Failed,
    };
    Phase phase = Phase::Waiting;
    std::string fault; ///< dotted code of the last failure
};

/// The card has been read before a service was named: which one is wanted?
struct ChooseState
{
    std::vector<services::ServicePtr> services;
};

/// The resident looks into the camera.
struct FaceState
{
    enum class Phase
    {
        Looking,
        Failed,   ///< the answer was no match or unavailable; `code` says why
        Granting, ///< the platform is being told
    };
    Phase phase = Phase::Looking;
    std::string code; ///< advice while looking, cause after a failure
    int triesLeft = 0;
    bool demonstration = false;
};

/// The other door: a code sent to the registered mobile number.
struct OtpState
{
    enum class Phase
    {
        Sending,
        Asking,
        Checking,
        Failed, ///< could not be sent
    };
    Phase phase = Phase::Sending;
    std::string sentTo; ///< masked mobile number
    std::string code;   ///< dotted code of the last refusal
};

/// The pick-up code is being typed.
struct PickupState
{
    std::string code; ///< dotted code of the last refusal
};

/// One question of the form.
struct FormState
{
    services::Question question;
    int index = 0; ///< of `total` questions
    int total = 1;
    std::optional<services::FieldFault> fault;
};

/// Pictures for a report.
struct PhotoState
{
    enum class Camera
    {
        Starting, ///< no picture yet
        Showing,
        Away, ///< no picture within its time; the resident may go on without one
    };
    std::vector<std::vector<std::uint8_t>> pictures; ///< JPEG
    int most = 3;
    Camera camera = Camera::Starting;
    bool taking = false;
    std::string fault;
};

/// Everything as it will be handed in, with the declaration to agree to.
struct SummaryState
{
    std::vector<services::SummaryRow> rows;
    services::Text declaration;
    int pictures = 0;
};

/// The bill, before money moves. Amounts in fen.
struct BillState
{
    std::vector<Row> rows;
    std::vector<BillLine> lines;
    std::int64_t totalFen = 0;
    bool slipPrinterReady = false;
};

/// The code to scan. Amounts in fen.
struct PayState
{
    std::string qrText;
    std::vector<BillLine> lines;
    std::int64_t totalFen = 0;
    base::MonoTime expires;
    bool closing = false;
};

/// Something goes on that the resident waits for.
struct ProgressState
{
    enum class Work
    {
        Submitting,
        IssuingCertificate,
        PrintingCertificate,
        PrintingSlip,
        SavingReport,
        Checking,
    };
    Work work = Work::Submitting;
    int done = 0; ///< of `total` sheets; 0 of 0 when it cannot be counted
    int total = 0;
};

/// The end of a visit: what to take, and by which number to ask later.
struct DoneState
{
    enum class Kind
    {
        Certificate,
        Applied,
        Paid,
        Saved, ///< accepted here, not yet at the platform
    };
    Kind kind = Kind::Certificate;
    std::string number;     ///< serial, case number, order number or local number
    std::string pickupCode; ///< of an application
    std::int64_t fen = 0;
    bool slipPrinted = false;
    bool usedCard = false;
    int rating = 0;
};

/// Something stands in the way. `words` are the platform's own, if it sent any.
struct FaultState
{
    std::string code;
    Words words;
    bool canRetry = false;
    bool canGoBack = false;
    std::string number; ///< to ask the hotline about
};

/// A case that is not ready yet, or handed over elsewhere.
struct NoticeState
{
    enum class Kind
    {
        NotReady,
        Collected,
        SeeCounter,
    };
    Kind kind = Kind::NotReady;
    std::string number;
    std::string readyEstimate; ///< RFC 3339, empty when not known
};

/// Exactly one of these is on the page.
using PageState =
    std::variant<ConsentState, CardState, ChooseState, FaceState, OtpState, PickupState, FormState, PhotoState,
                 SummaryState, BillState, PayState, ProgressState, DoneState, FaultState, NoticeState>;

} // namespace banshi::app::session

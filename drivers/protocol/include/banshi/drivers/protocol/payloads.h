// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/result.h"
#include "banshi/drivers/protocol/message.h"
#include "banshi/drivers/sdk/host_services.h"

#include <nlohmann/json.hpp>

/// The payloads of cards, slips, documents and pictures as the SDK's structs, and every class's status. Every fromJson
/// checks types and ranges and never throws. *Errors:* BadPayload, `detail` names the member. *Threads:* pure
/// functions.
namespace banshi::drivers::protocol
{

template <class T>
using Parsed = base::Result<T, ProtocolError>;

/// Completion of `IdCardReader.Read`. The photo's bytes travel as base64.
[[nodiscard]] nlohmann::json toJson(const sdk::IdCard& card);
[[nodiscard]] Parsed<sdk::IdCard> idCardFromJson(const nlohmann::json& payload);

/// Payload of `Printer.PrintSlip`.
[[nodiscard]] nlohmann::json toJson(const sdk::Slip& slip);
[[nodiscard]] Parsed<sdk::Slip> slipFromJson(const nlohmann::json& payload);

/// Completion of `DocumentPrinter.CreateJob`.
[[nodiscard]] nlohmann::json toJson(const sdk::PrintJob& job);
[[nodiscard]] Parsed<sdk::PrintJob> printJobFromJson(const nlohmann::json& payload);
/// Payload of `DocumentPrinter.SendDocument`.
[[nodiscard]] nlohmann::json toJson(const sdk::PrintDocument& document);
[[nodiscard]] Parsed<sdk::PrintDocument> documentFromJson(const nlohmann::json& payload);
/// Completion of `DocumentPrinter.SendDocument`.
[[nodiscard]] nlohmann::json toJson(const sdk::PrintReport& report);
[[nodiscard]] Parsed<sdk::PrintReport> printReportFromJson(const nlohmann::json& payload);
/// Completion of `DocumentPrinter.JobStatus`.
[[nodiscard]] nlohmann::json toJson(const sdk::JobReport& report);
[[nodiscard]] Parsed<sdk::JobReport> jobReportFromJson(const nlohmann::json& payload);
/// Completion of `DocumentPrinter.JobHistory`.
[[nodiscard]] nlohmann::json toJson(const std::vector<sdk::JobSummary>& jobs);
[[nodiscard]] Parsed<std::vector<sdk::JobSummary>> jobHistoryFromJson(const nlohmann::json& payload);
/// The `jobId` of JobStatus and CancelJob.
[[nodiscard]] Parsed<std::int32_t> jobIdFromJson(const nlohmann::json& payload);

/// Completion of `Camera.TakePicture`.
[[nodiscard]] nlohmann::json toJson(const sdk::Picture& picture);
[[nodiscard]] Parsed<sdk::Picture> pictureFromJson(const nlohmann::json& payload);

/// Where a preview's frames are: completion of `Camera.StartPreview`.
struct PreviewRing
{
    std::string path;
    int width = 0;
    int height = 0;
    int stride = 0;
    int slots = 0;
};
/// The completion itself. Errors: what is missing or wrong in it.
[[nodiscard]] nlohmann::json toJson(const PreviewRing& ring);
[[nodiscard]] Parsed<PreviewRing> previewRingFromJson(const nlohmann::json& payload);
/// Payload of `Camera.FrameReady` for frame `sequence` (1, 2, …) of a ring of `slots`.
[[nodiscard]] nlohmann::json frameReadyToJson(std::uint64_t sequence, int slots);

/// Name and payload of an event.
[[nodiscard]] std::pair<std::string, nlohmann::json> toJson(const sdk::Event& event);

/// Payload of `Common.Status`: one object per interface.
[[nodiscard]] nlohmann::json toJson(const sdk::Status& status);
/// `common.device` of a status payload; nothing when absent or unknown.
[[nodiscard]] std::optional<sdk::DeviceState> deviceStateOf(const nlohmann::json& status);
/// `printer.paper.upper` of a status payload; Unknown when absent or unknown.
[[nodiscard]] sdk::PaperState paperStateOf(const nlohmann::json& status);
/// The members of `after` that differ from `before`, as a tree (payload of `Common.StatusChangedEvent`).
[[nodiscard]] nlohmann::json changedMembers(const nlohmann::json& before, const nlohmann::json& after);

/// The class's own part of `Common.Capabilities`, with `common.deviceInformation`.
[[nodiscard]] nlohmann::json toJson(const sdk::IdCardReaderCapabilities& capabilities);
[[nodiscard]] nlohmann::json toJson(const sdk::ReceiptPrinterCapabilities& capabilities);
[[nodiscard]] nlohmann::json toJson(const sdk::DocumentPrinterCapabilities& capabilities);
[[nodiscard]] nlohmann::json toJson(const sdk::CameraCapabilities& capabilities);

} // namespace banshi::drivers::protocol

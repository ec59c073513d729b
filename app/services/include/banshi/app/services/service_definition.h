// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/envelope.h"
#include "banshi/app/services/form_spec.h"

#include <chrono>
#include <memory>

namespace banshi::app::services
{

/// One service as its file describes it, checked. Threads: immutable once in a catalogue.
struct ServiceDefinition
{
    std::string id;
    int version = 1;
    Status status = Status::Draft;
    std::string taskCode;
    std::string taskHandleItem; ///< may be empty
    std::string catalogCode;
    std::string taskVersion;
    std::chrono::year_month_day effectiveFrom{};
    std::optional<std::chrono::year_month_day> effectiveTo; ///< last day
    std::string minApp;
    Archetype archetype = Archetype::Guide;
    std::vector<std::string> categories;
    Department dept;
    std::string areaScope;
    std::vector<std::string> audience;
    Text title;
    Text summary;
    std::vector<GuideSection> guide;
    int minutes = 1; ///< at the machine
    Text resultTime;
    Identity identity;
    OfflineMode offline = OfflineMode::Online;
    int ttlHours = 0; ///< how long a queued record may wait
    FormSpec form;
    std::vector<Material> materials;
    Fee fee;
    std::vector<Output> outputs;
    DeviceNeeds devices;
    Privacy privacy;
    std::vector<Text> legalBasis;
    std::string noticeId;
    std::vector<OpenWindow> hours; ///< empty: always open
    Text hoursNote;
    SearchNames search;
    std::string sha256; ///< of the file's bytes, 64 hex digits: pins what a session ran with
};

using ServicePtr = std::shared_ptr<const ServiceDefinition>;

} // namespace banshi::app::services

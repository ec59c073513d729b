// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer may send over the WebSocket: parsed or refused, never more; what was parsed survives the way back.
#include "banshi/drivers/protocol/message.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/protocol/plugin_metadata.h"
#include "banshi/drivers/protocol/service_list.h"
#include "banshi/drivers/protocol/vendor_mode.h"

#include <cstdlib>
#include <string>

using namespace banshi::drivers::protocol;

namespace
{

void tryAll(const nlohmann::json& payload)
{
    (void)idCardFromJson(payload);
    (void)slipFromJson(payload);
    (void)printJobFromJson(payload);
    (void)documentFromJson(payload);
    (void)printReportFromJson(payload);
    (void)jobReportFromJson(payload);
    (void)jobIdFromJson(payload);
    (void)pictureFromJson(payload);
    (void)previewRingFromJson(payload);
    (void)deviceStateOf(payload);
    (void)paperStateOf(payload);
    (void)serviceFromJson(payload);
    (void)servicesFromJson(payload);
    (void)vendorModeStateFromJson(payload);
    (void)appNameFromJson(payload);
    (void)parsePluginMetadata(payload);
}

void tryMessage(const std::string& text)
{
    const auto message = parseMessage(text);
    if (!message)
        return;
    const std::string once = serialize(*message);
    const auto again = parseMessage(once);
    if (!again || serialize(*again) != once)
        std::abort();
    tryAll(message->payload);
}

// Members that the payload parsers look for, so that random values meet them.
constexpr const char* kKeys[] = {"cardType",   "photo",    "number", "slipId",  "lines",      "kind",   "text",
                                 "jobId",      "format",   "data",   "pages",   "result",     "common", "printer",
                                 "serviceURI", "services", "ring",   "width",   "height",     "stride", "slots",
                                 "reasons",    "state",    "bgr",    "appName", "vendorMode", "service"};

nlohmann::json built(const std::uint8_t*& data, std::size_t& size, int depth)
{
    const auto next = [&] { return size > 0 ? (--size, *data++) : std::uint8_t(0); };
    switch (next() % (depth > 4 ? 5 : 7))
    {
    case 0:
        return nullptr;
    case 1:
        return next();
    case 2:
        return -1.5 * next();
    case 3:
        return std::string("AAAA") + static_cast<char>(next());
    case 4:
        return next() % 2 == 0;
    case 5:
    {
        auto list = nlohmann::json::array();
        for (int i = next() % 4; i > 0; --i)
            list.push_back(built(data, size, depth + 1));
        return list;
    }
    default:
    {
        auto object = nlohmann::json::object();
        for (int i = next() % 8; i > 0; --i)
            object[kKeys[next() % std::size(kKeys)]] = built(data, size, depth + 1);
        return object;
    }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    tryMessage(text);
    tryMessage(R"({"header":{"type":"command","name":"A.B","requestId":1,)" + text + "}}");
    tryMessage(R"({"header":{"type":"completion","name":"A.B","requestId":1,"completionCode":"success"},"payload":)" +
               text + "}");
    tryAll(built(data, size, 0));
    return 0;
}

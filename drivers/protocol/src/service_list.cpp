// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/service_list.h"

#include "banshi/drivers/protocol/vendor_mode.h"
#include "json_reader.h"

#include <QUrl>

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr std::uint16_t kFirstPort = 5846;
constexpr std::uint16_t kLastPort = 5856;
constexpr std::size_t kMaxServices = 64;

bool isLoopback(const std::string& uri)
{
    const QUrl url(QString::fromStdString(uri), QUrl::StrictMode);
    const QString host = url.host();
    return url.isValid() && url.scheme().startsWith(QLatin1String("ws")) &&
           (host == QLatin1String("127.0.0.1") || host == QLatin1String("localhost") || host == QLatin1String("::1"));
}

} // namespace

bool ServiceEntry::isDevice() const
{
    return deviceClass != kVendorModeClass;
}

std::vector<std::uint16_t> publisherPorts()
{
    std::vector<std::uint16_t> ports{80};
    for (std::uint16_t port = kFirstPort; port <= kLastPort; ++port)
        ports.push_back(port);
    return ports;
}

std::string serviceUri(std::uint16_t port, const std::string& name)
{
    std::string uri = "ws://127.0.0.1:" + std::to_string(port) + std::string(kServicePath);
    return name.empty() ? uri : uri + name + "/";
}

json toJson(const ServiceEntry& service)
{
    json entry{{"serviceURI", service.uri}, {"name", service.name}};
    if (!service.deviceClass.empty())
        entry["class"] = service.deviceClass;
    return entry;
}

json toJson(const std::vector<ServiceEntry>& services)
{
    json list = json::array();
    for (const ServiceEntry& service : services)
        list.push_back(toJson(service));
    return {{"vendorName", "Banshi"}, {"services", std::move(list)}};
}

Parsed<ServiceEntry> serviceFromJson(const json& payload)
{
    JsonReader reader(payload);
    ServiceEntry entry;
    entry.uri = reader.text("serviceURI");
    if (!isLoopback(entry.uri))
        reader.fault("serviceURI");
    entry.name = reader.textOr("name", {});
    if (entry.name.empty())
    {
        // Published GetServices answers carry the URI only; the name is its last step.
        const auto end = entry.uri.find_last_not_of('/');
        const auto slash = entry.uri.rfind('/', end);
        if (end != std::string::npos && slash != std::string::npos)
            entry.name = entry.uri.substr(slash + 1, end - slash);
    }
    if (entry.name.empty())
        reader.fault("name");
    entry.deviceClass = reader.textOr("class", {});
    return reader.finish(std::move(entry));
}

Parsed<std::vector<ServiceEntry>> servicesFromJson(const json& payload)
{
    const auto list = payload.find("services");
    if (list == payload.end() || !list->is_array() || list->size() > kMaxServices)
        return badPayload("services");
    std::vector<ServiceEntry> services;
    for (const json& entry : *list)
    {
        auto service = serviceFromJson(entry);
        if (!service)
            return tl::unexpected(service.error());
        services.push_back(std::move(*service));
    }
    return services;
}

} // namespace banshi::drivers::protocol

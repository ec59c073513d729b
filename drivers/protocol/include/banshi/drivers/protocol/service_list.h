// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::protocol
{

/// The path of the publisher; each service adds its name and a slash.
inline constexpr std::string_view kServicePath = "/xfs4iot/v1.0/";
/// The ports of XFS4IoT's rule that a plain (not TLS) publisher tries, in this order.
[[nodiscard]] std::vector<std::uint16_t> publisherPorts();
/// `ws://127.0.0.1:<port>/xfs4iot/v1.0/[<name>/]`.
[[nodiscard]] std::string serviceUri(std::uint16_t port, const std::string& name = {});

/// One service that the publisher knows.
struct ServiceEntry
{
    std::string name;
    std::string uri;
    std::string deviceClass; ///< extension; empty for third-party services

    /// False when no device stands behind the service's class: the machine's own VendorMode. A third party's, whose
    /// class is not said, is a device.
    [[nodiscard]] bool isDevice() const;
    bool operator==(const ServiceEntry&) const = default;
};

/// Payload of `ServicePublisher.GetServices` completions and ServiceDetail events.
[[nodiscard]] nlohmann::json toJson(const std::vector<ServiceEntry>& services);
[[nodiscard]] Parsed<std::vector<ServiceEntry>> servicesFromJson(const nlohmann::json& payload);
/// Payload of `ServicePublisher.RegisterService` (extension; hosts send it on a connection that they keep open).
[[nodiscard]] nlohmann::json toJson(const ServiceEntry& service);
/// Errors: BadPayload, also for a URI that is not on this machine's loopback.
[[nodiscard]] Parsed<ServiceEntry> serviceFromJson(const nlohmann::json& payload);

} // namespace banshi::drivers::protocol

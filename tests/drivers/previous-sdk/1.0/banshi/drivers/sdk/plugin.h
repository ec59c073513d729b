// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/host_services.h"
#include "banshi/drivers/sdk/options.h"

#include <QtPlugin>
#include <memory>

namespace banshi::drivers::sdk
{

/// The one object that a plug-in library exports:
/// `class X : public QObject, public DriverPlugin { Q_OBJECT Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "x.json")
/// Q_INTERFACES(banshi::drivers::sdk::DriverPlugin) … };`
/// The metadata file is checked against `driver-metadata.schema.json` before the library is opened.
/// Threads: the host's worker thread.
class DriverPlugin
{
public:
    virtual ~DriverPlugin() = default;
    /// Makes the device without touching hardware; its class is the one that the metadata names. `host` outlives it.
    /// Errors: InvalidData when the configuration cannot be right; `detail` names the entry.
    virtual Outcome<std::unique_ptr<Device>> create(const Options& options, HostServices& host) = 0;
};

} // namespace banshi::drivers::sdk

#define BANSHI_DRIVER_IID "gov.banshi.driver/1.0"
Q_DECLARE_INTERFACE(banshi::drivers::sdk::DriverPlugin, BANSHI_DRIVER_IID)

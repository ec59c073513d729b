// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"

#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::bad
{

/// The real reader, to be spoiled in one point. Threads: the host's worker.
class SpoiledReader : public idcard_sam::SamReader
{
public:
    SpoiledReader(const sdk::Options& options, sdk::HostServices& host)
        : SamReader(lineOf(options.address()), std::make_unique<idcard_sam::NoDecoder>(), host)
    {
    }

private:
    static idcard_sam::LineFactory lineOf(const std::string& path)
    {
        return [path](int baud, const sdk::CallContext&) { return sdk::SerialChannel::open(path, baud); };
    }
};

/// The device that a bad plug-in makes, unless the connection leads nowhere.
template <class Reader>
sdk::Outcome<std::unique_ptr<sdk::Device>> makeReader(const sdk::Options& options, sdk::HostServices& host)
{
    if (options.address().empty())
        return sdk::failure(sdk::ErrorCode::InvalidData, "connection: serial:PATH");
    return std::unique_ptr<sdk::Device>(std::make_unique<Reader>(options, host));
}

} // namespace banshi::drivers::plugins::bad

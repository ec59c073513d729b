// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/photo_decoder.h"

#include <banshi/drivers/sdk/run_program.h>

namespace banshi::drivers::plugins::idcard_sam
{

VendorProcessDecoder::VendorProcessDecoder(std::string program, std::vector<std::string> arguments, std::string runDir,
                                           std::chrono::milliseconds limit)
    : m_program(std::move(program)), m_arguments(std::move(arguments)), m_runDir(std::move(runDir)), m_limit(limit)
{
}

sdk::CardPhoto VendorProcessDecoder::decode(std::span<const std::uint8_t> record, const sdk::CallContext& call)
{
    constexpr std::size_t kSize = std::size_t(kWidth) * kHeight * 3;
    sdk::CardPhoto photo;
    photo.state = sdk::PhotoState::NotDecodable;
    const sdk::Program program{m_program, m_arguments, m_runDir, sdk::environmentOfThisProcess()};
    auto picture = sdk::runProgram(program, record, kSize, m_limit, call);
    if (!picture || picture->bytes.size() != kSize)
        return photo;
    photo.state = sdk::PhotoState::Decoded;
    photo.width = kWidth;
    photo.height = kHeight;
    photo.bgr.swap(picture->bytes);
    return photo;
}

} // namespace banshi::drivers::plugins::idcard_sam

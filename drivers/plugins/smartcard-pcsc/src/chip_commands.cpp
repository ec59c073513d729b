// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/chip_commands.h"

namespace banshi::drivers::plugins::smartcard_pcsc
{

namespace
{

using Bytes = std::vector<std::uint8_t>;
using sdk::ErrorCode;

constexpr const char* kFileNotFound = "fileNotFound";
constexpr std::uint16_t kOk = 0x9000;
constexpr std::uint16_t kEndOfFile = 0x6282; // fewer bytes than were asked for
constexpr std::uint16_t kBeyondEnd = 0x6B00; // the offset lies behind the file
constexpr std::uint8_t kMore = 0x61;
constexpr std::uint8_t kLength = 0x6C;
constexpr std::uint8_t kGetResponse = 0xC0;
constexpr std::uint16_t kRoot = 0x3F00;
constexpr std::size_t kStatus = 2;
constexpr std::size_t kLengthAt = 4;
constexpr std::size_t kChunk = 0xF0;         // bytes of one READ BINARY; a short answer holds 256
constexpr std::size_t kLongestFile = 0x8000; // bytes; what 15 bits of offset reach
constexpr int kMostSteps = 300;              // of one command: 64 KiB in answers of 256 bytes

sdk::Failure notFound(std::uint16_t status)
{
    return sdk::commandError(kFileNotFound, "status " + std::to_string(status));
}

void append(sdk::ChipData& whole, const sdk::ChipData& part, std::size_t leaveOut)
{
    whole.bytes.insert(whole.bytes.end(), part.bytes.begin(), part.bytes.end() - static_cast<std::ptrdiff_t>(leaveOut));
}

// A command whose answer is a status only.
sdk::Outcome<void> select(const Bytes& command, const Transmit& transmit)
{
    const auto answer = completeCommand(command, transmit);
    if (!answer)
        return answer.failure();
    const std::uint16_t status = statusOf(answer->bytes);
    return status == kOk ? sdk::Outcome<void>() : sdk::Outcome<void>(notFound(status));
}

sdk::Outcome<void> selectById(std::uint16_t id, const Transmit& transmit)
{
    return select({0x00, 0xA4, 0x00, 0x00, 0x02, static_cast<std::uint8_t>(id >> 8U), static_cast<std::uint8_t>(id)},
                  transmit);
}

sdk::Outcome<sdk::ChipData> readBinary(const Transmit& transmit)
{
    sdk::ChipData file;
    file.bytes.reserve(kLongestFile); // so that no copy stays behind when it grows
    for (;;)
    {
        const std::size_t at = file.bytes.size();
        const auto part = completeCommand(
            {0x00, 0xB0, static_cast<std::uint8_t>(at >> 8U), static_cast<std::uint8_t>(at), kChunk}, transmit);
        if (!part)
            return part.failure();
        const std::uint16_t status = statusOf(part->bytes);
        if (status == kBeyondEnd && at > 0)
            return file;
        if (status != kOk && status != kEndOfFile)
            return notFound(status);
        const std::size_t count = part->bytes.size() - kStatus;
        if (at + count > kLongestFile)
            return sdk::failure(ErrorCode::HardwareError, "a file without end");
        append(file, *part, kStatus);
        if (count < kChunk)
            return file;
    }
}

sdk::Outcome<sdk::ChipData> readRecord(int record, const Transmit& transmit)
{
    const auto answer = completeCommand({0x00, 0xB2, static_cast<std::uint8_t>(record), 0x04, 0x00}, transmit);
    if (!answer)
        return answer.failure();
    if (statusOf(answer->bytes) != kOk)
        return notFound(statusOf(answer->bytes));
    sdk::ChipData content;
    append(content, *answer, kStatus);
    return content;
}

sdk::Outcome<sdk::ChipData> selectAndRead(const sdk::CardFile& file, const Transmit& transmit)
{
    if (file.application.empty())
    {
        if (auto root = selectById(kRoot, transmit); !root)
            return root.failure();
    }
    else
    {
        Bytes byName{0x00, 0xA4, 0x04, 0x00, static_cast<std::uint8_t>(file.application.size())};
        byName.insert(byName.end(), file.application.begin(), file.application.end());
        if (auto application = select(byName, transmit); !application)
            return application.failure();
    }
    if (auto elementary = selectById(file.file, transmit); !elementary)
        return elementary.failure();
    return file.record > 0 ? readRecord(file.record, transmit) : readBinary(transmit);
}

} // namespace

std::uint16_t statusOf(std::span<const std::uint8_t> answer)
{
    if (answer.size() < kStatus)
        return 0;
    return static_cast<std::uint16_t>(answer[answer.size() - 2] << 8U | answer.back());
}

sdk::Outcome<sdk::ChipData> completeCommand(Bytes command, const Transmit& transmit)
{
    sdk::ChipData whole;
    for (int i = 0; i < kMostSteps; ++i)
    {
        auto answer = transmit(command);
        if (!answer)
            return answer;
        if (answer->bytes.size() < kStatus)
            return sdk::failure(ErrorCode::HardwareError, "an answer without status");
        const std::uint16_t status = statusOf(answer->bytes);
        const auto hint = static_cast<std::uint8_t>(status);
        if (status >> 8U == kLength && command.size() > kLengthAt && command.back() != hint)
        {
            command.back() = hint; // the same command once more, with the length that there is
            continue;
        }
        const bool isMore = status >> 8U == kMore;
        append(whole, *answer, isMore ? kStatus : 0);
        if (!isMore)
            return whole;
        command = {0x00, kGetResponse, 0x00, 0x00, hint};
    }
    return sdk::failure(ErrorCode::HardwareError, "an answer without end");
}

sdk::Outcome<sdk::ChipData> readCardFile(const sdk::CardFile& file, const Transmit& transmit)
{
    auto content = selectAndRead(file, transmit);
    if (content || content.failure().errorCode != kFileNotFound)
        return content;
    return selectAndRead(file, transmit);
}

} // namespace banshi::drivers::plugins::smartcard_pcsc

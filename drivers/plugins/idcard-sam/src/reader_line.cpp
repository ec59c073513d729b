// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/reader_line.h"

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kAnswerLimit = 1000ms;
constexpr auto kProbeLimit = 300ms; // the 21 bytes of question and answer take 22 ms at 9600 baud
constexpr auto kSettle = 100ms;     // the module changes its rate after it has answered

bool isSilence(const sdk::Failure& failure)
{
    return failure.code == sdk::ErrorCode::DeviceNotReady || failure.code == sdk::ErrorCode::HardwareError;
}

sdk::Outcome<ReaderLine> askAt(const LineFactory& lines, int baud, std::chrono::milliseconds limit,
                               const sdk::CallContext& call)
{
    auto channel = lines(baud, call);
    if (!channel)
        return channel.failure();
    auto link = std::make_unique<SamLink>(std::move(*channel));
    auto status = link->exchange(SamCommand::Status, limit, call);
    if (!status)
        return status.failure();
    return ReaderLine{std::move(link), baud, std::move(*status)};
}

// At which of the two rates the answer to the change comes is not written anywhere: it may be missed, so the module is
// asked at the new rate and, when it is silent there, once more at its old one.
sdk::Outcome<ReaderLine> changeRate(const LineFactory& lines, ReaderLine found, int baud, const sdk::CallContext& call)
{
    const auto command = setBaudCommand(baud);
    if (!command)
        return found;
    const auto answer = found.link->exchange(*command, kProbeLimit, call);
    if (answer ? answer->sw3 != sw3::kOk : !isSilence(answer.failure()))
        return found;
    found.link.reset(); // one line cannot be open twice
    call.pause(kSettle);
    auto changed = askAt(lines, baud, kAnswerLimit, call);
    if (changed || !isSilence(changed.failure()))
        return changed;
    return askAt(lines, found.baud, kAnswerLimit, call);
}

} // namespace

sdk::Outcome<ReaderLine> findReader(const LineFactory& lines, int baud, const sdk::CallContext& call)
{
    auto wanted = askAt(lines, baud, kAnswerLimit, call);
    if (wanted || !isSilence(wanted.failure()))
        return wanted;
    for (const int other : kBauds)
    {
        if (other == baud)
            continue;
        auto found = askAt(lines, other, kProbeLimit, call);
        if (found)
            return changeRate(lines, std::move(*found), baud, call);
        if (!isSilence(found.failure()))
            return found;
    }
    return wanted;
}

} // namespace banshi::drivers::plugins::idcard_sam

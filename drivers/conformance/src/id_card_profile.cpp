// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/payloads.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr int kShortestMark = 2; // characters; a single one (the nation, the sex) stands in any log by chance

class IdCardProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::IdCardReader; }
    [[nodiscard]] std::string statusMember() const override { return "idCardReader"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer, act::kWithdraw}; }
    [[nodiscard]] std::string recordedCommand() const override { return std::string(protocol::command::kReadCard); }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kReadCard); }
    [[nodiscard]] nlohmann::json payload(Bench&, const std::string&) const override { return nlohmann::json::object(); }
    // Neither command has a payload that could be wrong.
    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override { return {}; }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string insertCard(protocol::event::kInsertCard);
        const std::string read(protocol::command::kReadCard);
        const std::string waitRemoved(protocol::command::kWaitRemoved);
        const Codes noCard{CompletionCode::CommandErrorCode, CompletionCode::TimeOut};
        const Codes lost{CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        Codes silent = noCard;
        silent.insert(lost.begin(), lost.end());
        Codes silentCancelled = lost;
        silentCancelled.insert(CompletionCode::Canceled);
        return {
            {"waiting-for-a-card",
             {act::kWithdraw},
             read,
             {},
             insertCard,
             500ms,
             {CompletionCode::Canceled},
             noCard,
             lost},
            {"reader-falls-silent",
             {act::kWithdraw},
             read,
             {act::kStall},
             insertCard,
             700ms,
             silentCancelled,
             silent,
             lost},
            {"card-left-on-the-reader",
             {act::kOffer},
             waitRemoved,
             {},
             {},
             500ms,
             {CompletionCode::Canceled},
             {CompletionCode::TimeOut},
             lost},
        };
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        bench.clearEvents();
        const SentPtr read = bench.send(protocol::command::kReadCard, nlohmann::json::object(), 8s + end.pace());
        const QString insert = QString::fromUtf8(protocol::event::kInsertCard.data());
        if (!bench.waitUntil([&] { return bench.events(insert) > 0 || read->completion; }, 3s) || read->completion)
            return failed("Read does not announce InsertCard before it waits: " + describe(read->completion));
        if (!end.perform(act::kOffer))
            return failed("the far end cannot lay a card on the reader");
        (void)bench.finish(read, 12s + end.pace());
        if (!read->completion || !read->completion->ok())
            return failed("a card that lies on the reader is not read: " + describe(read->completion));
        auto card = protocol::idCardFromJson(read->completion->payload);
        if (!card)
            return failed("what was read is no card: " + card.error().detail);
        if (card->name.empty() && card->englishName.empty())
            return failed("the card has no name");
        for (const std::string* text : {&card->name, &card->number, &card->address, &card->englishName})
            if (const auto mark = QString::fromStdString(*text); mark.size() >= kShortestMark)
                marks << mark;
        const SentPtr removed = bench.send(protocol::command::kWaitRemoved, nlohmann::json::object(), 8s + end.pace());
        if (!end.perform(act::kWithdraw))
            return failed("the far end cannot take the card away");
        (void)bench.finish(removed, 12s + end.pace());
        if (!removed->completion || !removed->completion->ok())
            return failed("a card that was taken away is not noticed: " + describe(removed->completion));
        return passed();
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeIdCardProfile()
{
    return std::make_unique<IdCardProfile>();
}

} // namespace banshi::drivers::conformance

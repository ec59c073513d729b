// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/base64.h"
#include "banshi/drivers/protocol/card_payloads.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kLimit = 8s;
constexpr auto kAnnounced = 3s; // until the reader waits for a card
constexpr std::uint16_t kFile = 0x0001;
constexpr const char* kAtExchange = "card-answers-late";

// The application of a test card whose file 0001 holds FarEnd::marks()' first.
const std::vector<std::uint8_t>& testApplication()
{
    static const std::vector<std::uint8_t> name{0xD1, 0x56, 0x00, 0x04, 0x40, 0x39, 0x90};
    return name;
}

class ChipCardProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::CardReader; }
    [[nodiscard]] std::string statusMember() const override { return "cardReader"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer, act::kWithdraw}; }
    [[nodiscard]] std::string recordedCommand() const override { return std::string(protocol::command::kReadRawData); }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kReadRawData); }

    [[nodiscard]] nlohmann::json payload(Bench&, const std::string& command) const override
    {
        return command == protocol::command::kReadRawData ? nlohmann::json{{"chip", true}} : nlohmann::json::object();
    }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string exchange(protocol::command::kChipIo);
        const std::string file(protocol::command::kReadFile);
        return {{exchange, nlohmann::json::object()},
                {exchange, {{"chipData", ""}}},
                {exchange, {{"chipData", "***"}}},
                {file, {{"application", "AAAA"}, {"file", kFile}}},
                {file, {{"application", ""}, {"file", 0x10000}}},
                {file, {{"application", ""}, {"file", kFile}, {"record", -1}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string waiting(protocol::event::kInsertChipCard);
        const Codes lost{CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        const Codes cancelled{CompletionCode::Canceled};
        const Codes late{CompletionCode::TimeOut};
        // A reader that answers late answers all the same when the time allows it.
        const Codes slow{CompletionCode::Success,       CompletionCode::Canceled,
                         CompletionCode::TimeOut,       CompletionCode::DeviceNotReady,
                         CompletionCode::HardwareError, CompletionCode::CommandErrorCode};
        return {
            {"waiting-for-a-card",
             {act::kWithdraw},
             std::string(protocol::command::kReadRawData),
             {},
             waiting,
             500ms,
             cancelled,
             late,
             lost},
            {"card-left-in-the-reader",
             {act::kOffer},
             std::string(protocol::command::kWaitCardRemoved),
             {},
             {},
             500ms,
             cancelled,
             late,
             lost},
            {kAtExchange,
             {act::kStall},
             std::string(protocol::command::kChipIo),
             {},
             {},
             700ms,
             slow,
             slow,
             slow,
             {act::kOffer}},
        };
    }

    [[nodiscard]] tl::expected<nlohmann::json, std::string> prepare(Bench& bench, FarEnd& end,
                                                                    const Situation& situation) const override
    {
        if (situation.name != kAtExchange)
            return ClassProfile::prepare(bench, end, situation);
        if (!end.perform(act::kOffer))
            return tl::unexpected<std::string>("the far end cannot put a card in");
        const auto read = bench.run(protocol::command::kReadRawData, {{"chip", true}}, kLimit + end.pace());
        if (!read || !read->ok())
            return tl::unexpected("a card that is put in is not read: " + describe(read));
        // SELECT by name (ISO/IEC 7816-4, 11.2.2).
        std::vector<std::uint8_t> select{0x00, 0xA4, 0x04, 0x00};
        select.push_back(static_cast<std::uint8_t>(testApplication().size()));
        select.insert(select.end(), testApplication().begin(), testApplication().end());
        return nlohmann::json{{"chipData", protocol::toBase64(select)}};
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        for (const std::string& mark : end.marks())
            marks << QString::fromStdString(mark);
        bench.clearEvents();
        const SentPtr read = bench.send(protocol::command::kReadRawData, {{"chip", true}}, kLimit + end.pace());
        const QString waiting = QString::fromUtf8(protocol::event::kInsertChipCard.data());
        if (!bench.waitUntil([&] { return bench.events(waiting) > 0 || read->completion; }, kAnnounced) ||
            read->completion)
            return failed("ReadRawData does not announce InsertCard: " + describe(read->completion));
        if (!end.perform(act::kOffer))
            return failed("the far end cannot put a card in");
        (void)bench.finish(read, kLimit + kAnnounced + end.pace());
        if (!read->completion || !read->completion->ok())
            return failed("a card that is put in is not read: " + describe(read->completion));
        const auto card = protocol::chipCardFromJson(read->completion->payload);
        if (!card || card->atr.bytes.empty())
            return failed("the card has no answer to reset");
        if (Verdict verdict = reads(bench, end); verdict.result != Result::Passed)
            return verdict;
        const SentPtr removed =
            bench.send(protocol::command::kWaitCardRemoved, nlohmann::json::object(), kLimit + end.pace());
        if (!end.perform(act::kWithdraw))
            return failed("the far end cannot take the card out");
        (void)bench.finish(removed, kLimit + kAnnounced + end.pace());
        if (!removed->completion || !removed->completion->ok())
            return failed("a card that was taken out is not noticed: " + describe(removed->completion));
        const auto after = bench.run(protocol::command::kReadFile, fileOf(kFile), kLimit);
        return after && after->ok() ? failed("a card that is out can still be read") : passed();
    }

private:
    static nlohmann::json fileOf(std::uint16_t id) { return protocol::toJson(sdk::CardFile{testApplication(), id, 0}); }

    static Verdict reads(Bench& bench, const FarEnd& end)
    {
        const auto file = bench.run(protocol::command::kReadFile, fileOf(kFile), kLimit);
        const auto shown = end.marks();
        if (!shown.empty())
        {
            const auto data = file && file->ok() ? protocol::chipDataFromJson(file->payload)
                                                 : protocol::Parsed<sdk::ChipData>(sdk::ChipData());
            if (!data || std::string(data->bytes.begin(), data->bytes.end()) != shown.front())
                return failed("a file is not what stands on the card: " +
                              (file && file->ok() ? std::string("other bytes") : describe(file)));
        }
        const auto absent = bench.run(protocol::command::kReadFile, fileOf(0x7777), kLimit);
        return absent && absent->errorCode == "fileNotFound"
                   ? passed()
                   : failed("a file that is not there is not said to be: " + describe(absent));
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeChipCardProfile()
{
    return std::make_unique<ChipCardProfile>();
}

} // namespace banshi::drivers::conformance

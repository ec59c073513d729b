// SPDX-License-Identifier: GPL-3.0-or-later
#include "acceptance.h"

#include "banshi/queue/sync/receipts.h"

#include <algorithm>
#include <sstream>

namespace banshi::queue::district
{

namespace
{

const std::string kParkedWord = "parked:";

} // namespace

std::vector<Taken> judge(const IncomingBatch& batch, std::set<std::string> added,
                         const std::map<std::string, KnownItem>& known)
{
    std::vector<Taken> all;
    for (const auto& item : batch.items)
    {
        const auto found = known.find(item.key);
        if (added.erase(item.key) > 0) // once: the same key again in this batch is a repeat
            all.push_back(Taken::New);
        else if (found != known.end() && found->second.bodyHmac == item.bodyHmac &&
                 found->second.item.operation == item.operation)
            all.push_back(Taken::Repeat);
        else
            all.push_back(Taken::Conflict);
    }
    return all;
}

std::vector<HeldNumber> movedNumbers(const IncomingBatch& batch, const std::vector<Taken>& taken,
                                     const std::map<std::string, KnownItem>& known)
{
    std::vector<HeldNumber> moved;
    for (std::size_t i = 0; i < batch.items.size(); ++i)
    {
        const auto& item = batch.items[i];
        if (taken[i] != Taken::Repeat)
            continue;
        const auto& before = known.at(item.key);
        if (before.epoch != batch.epoch || before.seq != item.seq)
            moved.push_back({item.seq, item.key});
    }
    return moved;
}

std::string wordsOf(const IncomingBatch& batch, const Acceptance& acceptance)
{
    std::string words;
    for (std::size_t i = 0; i < batch.items.size(); ++i)
    {
        const auto known = acceptance.known.find(batch.items[i].key);
        const bool isParked = acceptance.items[i] == Taken::Repeat && known != acceptance.known.end() &&
                              known->second.state == KeptItem::State::Parked;
        words += i == 0 ? "" : " ";
        words += isParked                               ? kParkedWord + known->second.code
                 : acceptance.items[i] == Taken::New    ? "new"
                 : acceptance.items[i] == Taken::Repeat ? "repeat"
                                                        : "conflict";
    }
    return words;
}

std::optional<Acceptance> acceptanceOf(const IncomingBatch& batch, const std::string& words)
{
    Acceptance acceptance;
    std::istringstream line(words);
    for (std::string word; line >> word;)
    {
        const std::size_t at = acceptance.items.size();
        if (at == batch.items.size())
            return std::nullopt;
        const auto& item = batch.items[at];
        const bool isParked = word.starts_with(kParkedWord);
        if (isParked)
            acceptance.known[item.key] = {KeptItem::State::Parked, item.operation, {}, word.substr(kParkedWord.size())};
        else if (word != "new" && word != "repeat" && word != "conflict")
            return std::nullopt;
        acceptance.items.push_back(word == "new"                  ? Taken::New
                                   : isParked || word == "repeat" ? Taken::Repeat
                                                                  : Taken::Conflict);
    }
    return acceptance.items.size() == batch.items.size() ? std::optional(std::move(acceptance)) : std::nullopt;
}

void advance(EpochMark& mark, const std::vector<HeldNumber>& numbers)
{
    for (const auto& number : numbers)
    {
        mark.highest = std::max(mark.highest, number.seq);
        if (number.seq != mark.highWater + 1)
            continue;
        mark.highWater = number.seq;
        mark.digest = sync::nextDigest(mark.digest, number.key);
    }
}

} // namespace banshi::queue::district

// SPDX-License-Identifier: GPL-3.0-or-later
#include "said_intake.h"

using namespace banshi;
using namespace banshi::queue::district;

DistrictResult<Acceptance> SaidIntake::accept(const IncomingBatch& batch)
{
    if (failure)
        return base::fail(*failure, "said so", base::Retry::Later);
    batches.push_back(batch);
    Acceptance acceptance{{}, 7, std::string(64, 'd'), {}, firstAt.empty() ? batch.at : firstAt};
    for (const auto& item : batch.items)
    {
        const auto known = items.find(batch.device + item.key);
        acceptance.items.push_back(item.bodyHmac.starts_with("bad") ? Taken::Conflict
                                   : known == items.end()           ? Taken::New
                                                                    : Taken::Repeat);
        if (known != items.end())
            acceptance.known[item.key] = known->second;
        items.try_emplace(batch.device + item.key, KeptItem{{}, item.operation, {}, {}});
    }
    return acceptance;
}

DistrictResult<bool> SaidIntake::keepPicture(const std::string& device, const std::string& sha256,
                                             const queue::store::SealedBlob& picture)
{
    if (failure)
        return base::fail(*failure, "said so", base::Retry::Later);
    const std::string bytes(picture.sealed.begin(), picture.sealed.end());
    return !pictures.emplace(device + sha256, picture.keyId + bytes).second;
}

DistrictResult<PartTaken> SaidIntake::keepPart(const std::string& device, const PicturePart& part)
{
    if (failure)
        return base::fail(*failure, "said so", base::Retry::Later);
    auto& kept = pictures[device + part.sha256];
    const auto size = static_cast<std::int64_t>(kept.size());
    if (part.offset != size)
        return PartTaken{PartTaken::Word::OffsetWrong, {HeldPicture::State::Partial, size, part.sealedHash}};
    if (part.keyId == "spoilt")
        return PartTaken{PartTaken::Word::HashWrong, {}};
    kept.append(part.bytes.begin(), part.bytes.end());
    return PartTaken{PartTaken::Word::Kept, *heldPicture(device, part.sha256)};
}

DistrictResult<HeldPicture> SaidIntake::heldPicture(const std::string& device, const std::string& sha256)
{
    if (failure)
        return base::fail(*failure, "said so", base::Retry::Later);
    const auto found = pictures.find(device + sha256);
    if (found == pictures.end())
        return HeldPicture{};
    const auto size = static_cast<std::int64_t>(found->second.size());
    return size < kWhole ? HeldPicture{HeldPicture::State::Partial, size, std::string(64, 'b')}
                         : HeldPicture{HeldPicture::State::Complete, size, {}};
}

DistrictResult<std::optional<KeptItem>> SaidIntake::find(const std::string& device, const std::string& key)
{
    if (failure)
        return base::fail(*failure, "said so", base::Retry::Later);
    const auto found = items.find(device + key);
    return found == items.end() ? std::nullopt : std::optional(found->second);
}

DistrictResult<Comparison> SaidIntake::compare(const Stretch& stretch)
{
    asked = stretch;
    if (failure)
        return base::fail(*failure, "said so", base::Retry::Later);
    return difference;
}

DistrictResult<DistrictCounts> SaidIntake::counts()
{
    return DistrictCounts{};
}

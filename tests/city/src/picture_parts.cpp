// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/picture_parts.h"

#include "banshi/city/problem.h"
#include "banshi/city/pseudonyms.h"
#include "banshi/queue/contract/document.h"

namespace banshi::city
{

namespace
{

Response goOnAt(const char* code, std::size_t offset)
{
    auto body = problemBody(code);
    body["offset"] = offset;
    Response response = problem(code);
    response.body = body.dump();
    return response;
}

} // namespace

Response PictureParts::held(const std::string& device, const std::string& sha256) const
{
    const auto found = m_open.find(device + " " + sha256);
    if (found == m_open.end())
        return answer(200, {{"state", "absent"}, {"offset", 0}});
    return answer(
        200, {{"state", "partial"}, {"offset", found->second.bytes.size()}, {"sealed_sha256", found->second.hash}});
}

PictureParts::Taken PictureParts::take(const Call& call)
{
    const auto& request = call.request;
    const std::string hash = request.header("x-sealed-sha256");
    const auto offset = std::stoull(request.header("upload-offset"));
    const auto length = std::stoull(request.header("upload-length"));
    if (request.body.empty() || request.body.size() > queue::contract::kMostBlobPartBytes ||
        offset + request.body.size() > length)
        return {problem("request.invalid", "a part has 1 to 262144 bytes of the whole")};
    const std::string name = request.device + " " + call.params.at("sha256");
    const auto found = m_open.find(name);
    const bool isKnown = found != m_open.end() && found->second.hash == hash;
    if (offset != 0 && offset != (isKnown ? found->second.bytes.size() : 0))
        return {goOnAt("blob.offsetWrong", isKnown ? found->second.bytes.size() : 0)};
    auto& sealing = m_open[name];
    if (offset == 0)
        sealing = {hash, {}};
    sealing.bytes += request.body;
    if (sealing.bytes.size() < length)
        return {held(request.device, call.params.at("sha256"))};
    std::string whole = std::move(sealing.bytes);
    m_open.erase(name);
    if (sha256Hex(whole) != hash)
        return {goOnAt("blob.partsWrong", 0)};
    return {std::nullopt, std::move(whole)};
}

} // namespace banshi::city

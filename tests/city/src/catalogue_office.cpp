// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/catalogue_office.h"

#include "banshi/city/problem.h"
#include "banshi/city/pseudonyms.h"

#include <charconv>
#include <fmt/core.h>

namespace banshi::city
{

namespace
{

std::string signedText(const nlohmann::json& manifest)
{
    std::string text =
        fmt::format("banshi-manifest-v1\n{}\n{}", manifest.at("version").get<int>(), textOf(manifest, "not_after"));
    for (const auto& file : manifest.at("files"))
        text += fmt::format("\n{} {} {}", textOf(file, "name"), textOf(file, "sha256"), file.at("size").get<int>());
    return text;
}

/// `bytes=N-` or `bytes=N-M` of RFC 9110; nothing for other ranges and those outside of the file.
std::optional<std::pair<std::size_t, std::size_t>> parseRange(const std::string& header, std::size_t size)
{
    const std::string unit = "bytes=";
    if (!header.starts_with(unit))
        return std::nullopt;
    const char* end = header.data() + header.size();
    std::size_t first = 0;
    const auto from = std::from_chars(header.data() + unit.size(), end, first);
    if (from.ec != std::errc() || from.ptr == end || *from.ptr != '-' || first >= size)
        return std::nullopt;
    std::size_t last = size - 1;
    if (from.ptr + 1 != end && std::from_chars(from.ptr + 1, end, last).ptr != end)
        return std::nullopt;
    last = std::min(last, size - 1);
    return last < first ? std::nullopt : std::optional(std::pair(first, last - first + 1));
}

} // namespace

void CatalogueOffice::addHandlers(Handlers& handlers)
{
    handlers["getManifest"] = [this](const Call& call) { return manifest(call); };
    handlers["getCatalogueFile"] = [this](const Call& call) { return file(call); };
}

int CatalogueOffice::publish(const nlohmann::json& order)
{
    constexpr int kUsualLife = 30 * 86400; // seconds
    const auto now = m_clock.wall().utc;
    nlohmann::json files = nlohmann::json::array();
    for (const auto& [name, content] : order.at("files").items())
    {
        const auto text = content.get<std::string>();
        const std::string hash = sha256Hex(text);
        m_files[hash] = text;
        files.push_back({{"name", name}, {"sha256", hash}, {"size", text.size()}});
    }
    m_manifest = {{"version", ++m_version},
                  {"issued_at", base::toRfc3339(now)},
                  {"not_after", base::toRfc3339(now + std::chrono::seconds(order.value("valid_s", kUsualLife)))},
                  {"files", files},
                  {"key_id", m_keys.signKeyId()}};
    m_manifest["signature"] = m_keys.sign(signedText(m_manifest));
    return m_version;
}

Response CatalogueOffice::manifest(const Call& call) const
{
    if (m_manifest.is_null())
        return problem("file.unknown", "no catalogue is published");
    const auto have = call.request.query.find("have");
    if (have != call.request.query.end() && have->second == std::to_string(m_version))
        return Response{.status = 304, .type = {}, .body = {}};
    return answer(200, m_manifest);
}

Response CatalogueOffice::file(const Call& call) const
{
    const auto found = m_files.find(call.params.at("sha256"));
    if (found == m_files.end())
        return problem("file.unknown");
    Response whole{.status = 200, .type = "application/octet-stream", .body = found->second};
    if (const auto range = parseRange(call.request.header("range"), whole.body.size()))
    {
        whole.headers["content-range"] =
            fmt::format("bytes {}-{}/{}", range->first, range->first + range->second - 1, whole.body.size());
        whole.status = 206;
        whole.body = whole.body.substr(range->first, range->second);
    }
    return whole;
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#include "city_fixture.h"

#include "banshi/base/ids.h"

#include <QProcess>
#include <fstream>
#include <stdexcept>

namespace banshi::city
{

namespace
{

constexpr const char* kReader = R"({"device":"idcard","sam_number":"05.01-20260101-0000000001-0000000001"})";

} // namespace

nlohmann::json chipOf(const std::string& name, const std::string& idNumber)
{
    return {{"card_type", "citizen"},    {"name", name},
            {"id_number", idNumber},     {"birth", idNumber.substr(6, 8)},
            {"address", "测试省测试市"}, {"issuer", "测试公安局"},
            {"valid_from", "20200101"},  {"valid_to", "长期"}};
}

CityFixture::CityFixture()
{
    const QString script = qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/packaging/tls/make-test-tls.sh");
    if (QProcess::execute(script, {m_folder.path(), QString::fromUtf8(kDevice)}) != 0)
        throw std::runtime_error("make-test-tls.sh failed");
    platform = std::make_unique<Platform>(clock, CityKeys::load(folder()).value(), false);
}

Response CityFixture::post(const std::string& path, const nlohmann::json& body, const std::string& givenKey)
{
    const Request request{
        .method = "POST",
        .path = path,
        .query = {},
        .headers = {{"content-type", "application/json"}, {"idempotency-key", givenKey.empty() ? key() : givenKey}},
        .body = body.dump(),
        .device = kDevice};
    return platform->handle(request).response;
}

Response CityFixture::get(const std::string& path, const std::map<std::string, std::string>& query)
{
    return platform
        ->handle({.method = "GET", .path = path, .query = query, .headers = {}, .body = {}, .device = kDevice})
        .response;
}

Response CityFixture::put(const std::string& path, const std::string& type, const std::string& body,
                          const Headers& headers, const std::string& method)
{
    Request request{.method = method, .path = path, .query = {}, .headers = headers, .body = body, .device = kDevice};
    request.headers["content-type"] = type;
    return platform->handle(request).response;
}

nlohmann::json CityFixture::json(const Response& response)
{
    return nlohmann::json::parse(response.body, nullptr, false);
}

nlohmann::json CityFixture::visit(const std::string& item, const std::string& level, const nlohmann::json& chip)
{
    const auto session = json(post("/v1/sessions", {{"item", item}, {"locale", "zh-CN"}, {"consents", {"card@1"}}}));
    const std::string path = "/v1/sessions/" + session.at("session_id").get<std::string>();
    nlohmann::json proof = {{"chip", chip}, {"reader", nlohmann::json::parse(kReader)}, {"nonce", session.at("nonce")}};
    nlohmann::json granted;
    if (level == "otp")
    {
        post(path + "/otp", proof);
        const auto code = platform->command({{"do", "otp"}}).at("code");
        granted = json(post(path + "/otp/verify", {{"code", code}}));
    }
    else
    {
        proof["level"] = level;
        if (level == "face")
            proof["face"] = {{"result", "match"}, {"score", 0.9},           {"threshold", 0.6},
                             {"model", "test"},   {"demonstration", false}, {"liveness", "passed"}};
        granted = json(post(path + "/identity", proof));
    }
    return {{"session_id", session.at("session_id")}, {"subject_token", granted.value("subject_token", "")}};
}

std::string CityFixture::key() const
{
    return base::newUuid(clock);
}

std::pair<std::string, std::string> CityFixture::publicKey(const std::string& file) const
{
    std::ifstream stream(folder() + "/" + file);
    std::string id;
    std::string text;
    stream >> id >> text;
    return {id, fromBase64(text).value()};
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/platform.h"
#include "banshi/testing/manual_clock.h"

#include <QTemporaryDir>
#include <memory>
#include <string>

namespace banshi::city
{

/// The device id in the test's client certificate.
inline constexpr const char* kDevice = "SZ-TEST-1";
/// An account that owes 86.40 yuan.
inline constexpr const char* kAccount = "3010002271";

/// An invented person as the chip of the card tells it (region 440399 is not assigned).
[[nodiscard]] nlohmann::json chipOf(const std::string& name, const std::string& idNumber = "440399199001010018");

/// A platform in memory with fresh keys, and a machine that speaks to it without a network.
class CityFixture
{
public:
    CityFixture();

    /// One request with a fresh key, or with `key`.
    Response post(const std::string& path, const nlohmann::json& body, const std::string& key = {});
    Response get(const std::string& path, const std::map<std::string, std::string>& query = {});
    Response put(const std::string& path, const std::string& type, const std::string& body, const Headers& headers = {},
                 const std::string& method = "PUT");
    /// The JSON of an answer.
    static nlohmann::json json(const Response& response);

    /// A session for `item`; with `level` (`card`, `face` or `otp`) also the proof of identity.
    nlohmann::json visit(const std::string& item, const std::string& level, const nlohmann::json& chip);
    /// A fresh UUIDv7.
    [[nodiscard]] std::string key() const;
    /// The content of a file of the keys' folder: key id and raw bytes.
    [[nodiscard]] std::pair<std::string, std::string> publicKey(const std::string& file) const;
    [[nodiscard]] std::string folder() const { return m_folder.path().toStdString(); }

    testing::ManualClock clock;
    std::unique_ptr<Platform> platform;

private:
    QTemporaryDir m_folder;
};

} // namespace banshi::city

/// QCOMPARE for JSON and what becomes JSON.
#define COMPARE_JSON(actual, expected)                                                                                 \
    QCOMPARE(QString::fromStdString(nlohmann::json(actual).dump()),                                                    \
             QString::fromStdString(nlohmann::json(expected).dump()))

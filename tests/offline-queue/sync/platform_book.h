// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/queue/scripted_city.h"

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

/// A platform's intake as the contract describes it: each key once, with a hook to spoil the verdicts.
/// Threads: called by the scripted city, one call at a time; read it when the city rests.
class PlatformBook
{
public:
    /// Returns a whole verdict to give in place of the usual one, or null.
    std::function<nlohmann::json(const nlohmann::json& item)> spoil = [](const nlohmann::json&) {
        return nlohmann::json();
    };
    std::map<std::string, int> times;  ///< how often each key was taken in; never more than 1
    std::vector<nlohmann::json> order; ///< items in the order of acceptance

    banshi::testing::queue::CityReply takeBatch(const std::string& body)
    {
        const auto batch = nlohmann::json::parse(body);
        nlohmann::json verdicts = nlohmann::json::array();
        for (const auto& item : batch.at("items"))
        {
            const std::string key = item.at("key");
            nlohmann::json verdict = spoil(item);
            if (verdict.is_null())
            {
                const bool isKnown = times.contains(key);
                if (!isKnown)
                {
                    ++times[key];
                    order.push_back(item);
                }
                verdict = {{"verdict", isKnown ? "duplicate" : "accepted"}, {"receipt_id", "R-" + key}};
            }
            if (verdict.is_object())
            {
                verdict["key"] = key;
                verdicts.push_back(verdict);
            }
        }
        return {200, nlohmann::json{{"verdicts", verdicts}, {"high_water", 0}}.dump(), "application/json", {}, false};
    }
};

inline nlohmann::json problemOf(const std::string& code, const std::string& kind, int status)
{
    return {{"type", "about:blank"}, {"title", "no"}, {"status", status}, {"code", code}, {"class", kind}};
}

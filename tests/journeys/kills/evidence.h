// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::journeys
{

class World;

/// What stands at one moment on paper, at the city and in the machine. Data only, so that it may come from a file too.
struct Evidence
{
    nlohmann::json city = nlohmann::json::object(); ///< the city's dump
    std::vector<std::string> sheets;                ///< SHA-256 of each A4 sheet that came out, 64 hex digits
    std::vector<QByteArray> slips;                  ///< text of each slip that came out, UTF-8
    std::optional<nlohmann::json> open;             ///< the gateway's `/local/journal/open`; nothing: it is silent
    std::optional<nlohmann::json> health;           ///< the gateway's `/local/health`; nothing: it is silent
};

/// Reads what the printers left in `paperFolder` (`a4-*.pdf`, `receipt-*.txt`) into `evidence`.
void readPaper(const QString& paperFolder, Evidence& evidence);

/// All that stands in the world now. Blocks for the answers.
[[nodiscard]] Evidence gather(World& world);

} // namespace banshi::journeys

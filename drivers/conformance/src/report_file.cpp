// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/report_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <fstream>
#include <nlohmann/json.hpp>

namespace banshi::drivers::conformance
{

std::string sha256Of(const std::string& file)
{
    QFile content(QString::fromStdString(file));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!content.open(QIODevice::ReadOnly) || !hash.addData(&content))
        return {};
    return hash.result().toHex().toStdString();
}

base::Result<void, GroundError> checkReport(const std::string& reportFile, const std::string& plugin)
{
    const auto bad = [&reportFile](const std::string& why) {
        return base::fail(GroundCode::BadUse, reportFile + ": " + why);
    };
    std::ifstream stream(reportFile);
    const auto report = nlohmann::json::parse(stream, nullptr, false);
    if (!report.is_object() || !report.contains("format") || report["format"] != "banshi-drivertest/1")
        return bad("no report of this proving ground");
    if (!report.contains("fullMarks") || report["fullMarks"] != true)
        return bad("it has no full marks");
    if (plugin.empty())
        return bad("whose report it is says --plugin");
    const std::string is = sha256Of(plugin);
    const nlohmann::json::json_pointer where("/plugin/sha256");
    if (is.empty() || !report.contains(where) || report[where] != is)
        return bad("it is not of " + plugin);
    return {};
}

} // namespace banshi::drivers::conformance

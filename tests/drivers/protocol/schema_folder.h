// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/commands.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::testing
{

/// The published schemas of `drivers/protocol/schema`. Threads: one.
class SchemaFolder
{
public:
    /// Reads every file there; empty when a file is no JSON or two files of messages define the same name.
    SchemaFolder();

    /// Whether some file defines the payload of a command, an event or (with `.completion`) a completion.
    [[nodiscard]] bool defines(const std::string& name) const { return m_fileOf.contains(name); }
    /// What the payload of `name` breaks; empty when it fits.
    [[nodiscard]] std::string faultOf(const std::string& name, const nlohmann::json& payload) const;
    /// Likewise for a definition of one file (`camera`, `status`), or with no definition for the file's own root.
    [[nodiscard]] std::string faultIn(const std::string& file, const std::string& definition,
                                      const nlohmann::json& payload) const;
    /// One file, as it is.
    [[nodiscard]] const nlohmann::json& file(const std::string& name) const { return m_files.at(name); }
    /// `id-card-reader` of the class IdCardReader.
    [[nodiscard]] static std::string fileOf(drivers::protocol::DeviceClass deviceClass);

private:
    std::map<std::string, nlohmann::json> m_files;
    std::map<std::string, std::string> m_fileOf;
};

} // namespace banshi::testing

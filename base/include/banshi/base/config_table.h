// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace banshi::base
{

/// One fault in a configuration file: where it stands, what is wrong, what would be right.
struct ConfigFault
{
    std::string file;
    int line = 0;      ///< 1-based; 0 when the file as a whole is meant
    std::string entry; ///< dotted path, e.g. `panel.width_mm`
    std::string problem;
    std::string wanted;
    /// `file:line: entry: problem; wanted` on one line.
    [[nodiscard]] std::string text() const;
};

/// One value of a table whose keys the reader does not know beforehand.
using ConfigValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// A TOML table (toml.io, v1.0) read with a memory: every getter notes a missing, wrong or out-of-range entry as a
/// fault with file and line, and finish() adds every entry that nobody asked for. Tables of one file share one list.
/// Threads: one.
class ConfigTable
{
public:
    /// Reads a file. Errors: the faults that stopped the parser.
    [[nodiscard]] static Result<ConfigTable, std::vector<ConfigFault>> read(const std::string& path);
    /// Parses text; `name` stands for the file in faults. Errors: the faults that stopped the parser.
    [[nodiscard]] static Result<ConfigTable, std::vector<ConfigFault>> parse(const std::string& text,
                                                                             const std::string& name);

    [[nodiscard]] bool has(const std::string& key) const;
    /// Required text; `wanted` says in a fault what would be right. Returns "" after a fault.
    std::string text(const std::string& key, const std::string& wanted);
    std::string textOr(const std::string& key, const std::string& fallback);
    /// Text that must be one of `choices`.
    std::string choice(const std::string& key, const std::vector<std::string>& choices);
    std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most);
    std::int64_t integerOr(const std::string& key, std::int64_t fallback, std::int64_t least, std::int64_t most);
    double number(const std::string& key, double least, double most);
    double numberOr(const std::string& key, double fallback, double least, double most);
    bool booleanOr(const std::string& key, bool fallback);
    std::vector<std::string> textsOr(const std::string& key, const std::vector<std::string>& fallback);
    /// A required sub-table (an empty one after a fault).
    ConfigTable table(const std::string& key);
    /// All entries of an array of tables `[[key]]`; empty when absent.
    std::vector<ConfigTable> tables(const std::string& key);
    /// Everything in a sub-table whose keys are somebody else's; nothing when it is absent. What is no text, number,
    /// truth value or list of texts is a fault.
    std::map<std::string, ConfigValue> valuesOr(const std::string& key);
    /// Marks a whole sub-table as belonging to another program.
    void ignore(const std::string& key);
    /// Adds a fault of the caller's own about `key`.
    void fault(const std::string& key, const std::string& problem, const std::string& wanted);

    /// Adds unknown entries of all tables handed out so far to the faults and returns all of them, in file order.
    [[nodiscard]] std::vector<ConfigFault> finish();

private:
    struct State;
    struct Node;
    explicit ConfigTable(std::shared_ptr<State> state, std::shared_ptr<Node> node);
    std::shared_ptr<State> m_state;
    std::shared_ptr<Node> m_node;
};

} // namespace banshi::base

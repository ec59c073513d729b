// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/config_table.h"

#include "toml_text.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace banshi::base
{

struct ConfigTable::State
{
    std::string file;
    toml::table root;
    std::vector<ConfigFault> faults;
    std::vector<std::shared_ptr<Node>> handedOut;
};

struct ConfigTable::Node
{
    std::string path;                   // dotted path of this table, empty for the root
    const toml::table* table = nullptr; // null after a fault
    std::set<std::string> asked;

    [[nodiscard]] std::string entry(const std::string& key) const { return path.empty() ? key : path + "." + key; }
};

namespace
{

std::string typeName(const toml::node& node)
{
    std::ostringstream text;
    text << node.type();
    return text.str();
}

std::optional<ConfigValue> scalar(const toml::node& node)
{
    if (const auto value = node.value_exact<bool>())
        return *value;
    if (const auto value = node.value_exact<std::int64_t>())
        return *value;
    if (const auto value = node.value_exact<double>())
        return *value;
    if (const auto value = node.value_exact<std::string>())
        return *value;
    return std::nullopt;
}

std::string list(const std::vector<std::string>& choices)
{
    std::string text;
    for (const auto& choice : choices)
        text += (text.empty() ? "" : ", ") + choice;
    return text;
}

} // namespace

std::string ConfigFault::text() const
{
    return file + ":" + std::to_string(line) + ": " + (entry.empty() ? "" : entry + ": ") + problem +
           (wanted.empty() ? "" : "; " + wanted);
}

ConfigTable::ConfigTable(std::shared_ptr<State> state, std::shared_ptr<Node> node)
    : m_state(std::move(state)), m_node(std::move(node))
{
    m_state->handedOut.push_back(m_node);
}

Result<ConfigTable, std::vector<ConfigFault>> ConfigTable::read(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return tl::unexpected(std::vector{
            ConfigFault{path, 0, "", "the file cannot be read", "a readable machine file in TOML is needed"}});
    return parse(text.str(), path);
}

Result<ConfigTable, std::vector<ConfigFault>> ConfigTable::parse(const std::string& text, const std::string& name)
{
    auto state = std::make_shared<State>();
    state->file = name;
    auto parsed = parseToml(text, name);
    if (!parsed)
        return tl::unexpected(
            std::vector{ConfigFault{name, parsed.error().line, "", parsed.error().problem, "TOML v1.0 is expected"}});
    state->root = std::move(*parsed);
    auto node = std::make_shared<Node>();
    node->table = &state->root;
    return ConfigTable(std::move(state), std::move(node));
}

bool ConfigTable::has(const std::string& key) const
{
    return m_node->table != nullptr && m_node->table->contains(key);
}

void ConfigTable::fault(const std::string& key, const std::string& problem, const std::string& wanted)
{
    int line = 0;
    if (m_node->table != nullptr)
    {
        const toml::node* node = m_node->table->get(key);
        const auto& region = node != nullptr ? node->source() : m_node->table->source();
        line = static_cast<int>(region.begin.line);
    }
    m_state->faults.push_back({m_state->file, line, m_node->entry(key), problem, wanted});
}

std::string ConfigTable::text(const std::string& key, const std::string& wanted)
{
    m_node->asked.insert(key);
    if (m_node->table == nullptr)
        return {};
    const toml::node* node = m_node->table->get(key);
    if (node == nullptr)
        fault(key, "is missing", wanted);
    else if (const auto value = node->value_exact<std::string>(); !value)
        fault(key, "is of type " + typeName(*node), wanted);
    else if (value->empty())
        fault(key, "is empty", wanted);
    else
        return *value;
    return {};
}

std::string ConfigTable::textOr(const std::string& key, const std::string& fallback)
{
    m_node->asked.insert(key);
    return has(key) ? text(key, "a text is expected") : fallback;
}

std::string ConfigTable::choice(const std::string& key, const std::vector<std::string>& choices)
{
    const std::string wanted = "one of: " + list(choices);
    std::string value = text(key, wanted);
    if (!value.empty() && std::find(choices.begin(), choices.end(), value) == choices.end())
    {
        fault(key, "is \"" + value + "\"", wanted);
        return {};
    }
    return value;
}

std::int64_t ConfigTable::integer(const std::string& key, std::int64_t least, std::int64_t most)
{
    m_node->asked.insert(key);
    if (m_node->table == nullptr)
        return least;
    const std::string wanted = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    const toml::node* node = m_node->table->get(key);
    if (node == nullptr)
        fault(key, "is missing", wanted);
    else if (const auto value = node->value_exact<std::int64_t>(); !value)
        fault(key, "is of type " + typeName(*node), wanted);
    else if (*value < least || *value > most)
        fault(key, "is " + std::to_string(*value), wanted);
    else
        return *value;
    return least;
}

std::int64_t ConfigTable::integerOr(const std::string& key, std::int64_t fallback, std::int64_t least,
                                    std::int64_t most)
{
    m_node->asked.insert(key);
    return has(key) ? integer(key, least, most) : fallback;
}

double ConfigTable::number(const std::string& key, double least, double most)
{
    m_node->asked.insert(key);
    if (m_node->table == nullptr)
        return least;
    std::ostringstream wanted;
    wanted << "a number from " << least << " to " << most;
    const toml::node* node = m_node->table->get(key);
    if (node == nullptr)
        fault(key, "is missing", wanted.str());
    else if (const auto value = node->value<double>(); !value || !node->is_number())
        fault(key, "is of type " + typeName(*node), wanted.str());
    else if (!(*value >= least && *value <= most))
        fault(key, "is out of range", wanted.str());
    else
        return *value;
    return least;
}

double ConfigTable::numberOr(const std::string& key, double fallback, double least, double most)
{
    m_node->asked.insert(key);
    return has(key) ? number(key, least, most) : fallback;
}

bool ConfigTable::booleanOr(const std::string& key, bool fallback)
{
    m_node->asked.insert(key);
    if (!has(key))
        return fallback;
    const auto value = m_node->table->get(key)->value_exact<bool>();
    if (!value)
        fault(key, "is of type " + typeName(*m_node->table->get(key)), "true or false");
    return value.value_or(fallback);
}

std::vector<std::string> ConfigTable::textsOr(const std::string& key, const std::vector<std::string>& fallback)
{
    m_node->asked.insert(key);
    if (!has(key))
        return fallback;
    const toml::array* array = m_node->table->get(key)->as_array();
    if (array == nullptr)
    {
        fault(key, "is of type " + typeName(*m_node->table->get(key)), "a list of texts");
        return fallback;
    }
    std::vector<std::string> values;
    for (const auto& node : *array)
    {
        if (const auto value = node.value_exact<std::string>())
            values.push_back(*value);
        else
            fault(key, "holds a " + typeName(node), "a list of texts");
    }
    return values;
}

ConfigTable ConfigTable::table(const std::string& key)
{
    m_node->asked.insert(key);
    auto node = std::make_shared<Node>();
    node->path = m_node->entry(key);
    if (m_node->table != nullptr)
    {
        const toml::node* found = m_node->table->get(key);
        node->table = found != nullptr ? found->as_table() : nullptr;
        if (node->table == nullptr)
            fault(key, found == nullptr ? "is missing" : "is of type " + typeName(*found),
                  "a table [" + node->path + "] is expected");
    }
    return ConfigTable(m_state, std::move(node));
}

std::vector<ConfigTable> ConfigTable::tables(const std::string& key)
{
    m_node->asked.insert(key);
    std::vector<ConfigTable> all;
    if (!has(key))
        return all;
    const toml::array* array = m_node->table->get(key)->as_array();
    if (array == nullptr || !array->is_array_of_tables())
    {
        fault(key, "is not a list of tables", "write each as [[" + m_node->entry(key) + "]]");
        return all;
    }
    int index = 0;
    for (const auto& entry : *array)
    {
        auto node = std::make_shared<Node>();
        node->path = m_node->entry(key) + "[" + std::to_string(index++) + "]";
        node->table = entry.as_table();
        all.push_back(ConfigTable(m_state, std::move(node)));
    }
    return all;
}

std::map<std::string, ConfigValue> ConfigTable::valuesOr(const std::string& key)
{
    std::map<std::string, ConfigValue> values;
    if (!has(key))
    {
        m_node->asked.insert(key);
        return values;
    }
    ConfigTable inner = table(key);
    if (inner.m_node->table == nullptr)
        return values;
    for (const auto& [innerKey, node] : *inner.m_node->table)
    {
        const std::string name(innerKey.str());
        if (node.is_array())
            values[name] = inner.textsOr(name, {});
        else if (const auto value = scalar(node))
            values[name] = *value;
        else
            inner.fault(name, "is of type " + typeName(node), "a text, a number, true or false, or a list of texts");
        inner.m_node->asked.insert(name);
    }
    return values;
}

void ConfigTable::ignore(const std::string& key)
{
    m_node->asked.insert(key);
}

std::vector<ConfigFault> ConfigTable::finish()
{
    for (const auto& node : m_state->handedOut)
    {
        if (node->table == nullptr)
            continue;
        for (const auto& [key, value] : *node->table)
        {
            const std::string name(key.str());
            if (!node->asked.contains(name))
                m_state->faults.push_back({m_state->file, static_cast<int>(value.source().begin.line),
                                           node->entry(name), "is not a known entry", "remove it or correct its name"});
            node->asked.insert(name);
        }
    }
    std::stable_sort(m_state->faults.begin(), m_state->faults.end(),
                     [](const ConfigFault& a, const ConfigFault& b) { return a.line < b.line; });
    return m_state->faults;
}

} // namespace banshi::base

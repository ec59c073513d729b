// SPDX-License-Identifier: Apache-2.0
#include "toml_text.h"

namespace banshi::base
{

namespace
{

bool isAsserted(const std::string& text)
{
    try
    {
        (void)toml::parse(text);
    }
    catch (const toml::parse_error&)
    {
        return false;
    }
    catch (const TomlAssertion&)
    {
        return true;
    }
    return false;
}

// An assertion does not say where it stood: the shortest beginning that ends in it does.
int lineOfAssertion(const std::string& text)
{
    int line = 1;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', end + 1), ++line)
        if (isAsserted(text.substr(0, end + 1)))
            return line;
    return line;
}

} // namespace

tl::expected<toml::table, TomlFault> parseToml(const std::string& text, const std::string& name)
{
    try
    {
        return toml::parse(text, name);
    }
    catch (const toml::parse_error& error)
    {
        return tl::unexpected(TomlFault{static_cast<int>(error.source().begin.line), std::string(error.description())});
    }
    catch (const TomlAssertion&)
    {
        return tl::unexpected(TomlFault{lineOfAssertion(text), "this line is not TOML"});
    }
}

} // namespace banshi::base

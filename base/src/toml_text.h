// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace banshi::base
{

struct TomlAssertion
{
};

[[noreturn]] inline void failTomlAssertion()
{
    throw TomlAssertion();
}

} // namespace banshi::base

// toml++ 3.3 takes some wrong files, e.g. one with the line `[.`, for faults of its own: it asserts, and without
// assertions it reads on. Here its assertions are always checked, and throw.
#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? void() : banshi::base::failTomlAssertion())
#include <toml++/toml.h>

namespace banshi::base
{

/// What is wrong with a text that is no TOML.
struct TomlFault
{
    int line = 0; ///< from 1
    std::string problem;
};

/// Reads the text of a TOML v1.0 file; `name` stands in what the nodes know of their source.
/// Errors: the first fault, with its line. Threads: any.
[[nodiscard]] tl::expected<toml::table, TomlFault> parseToml(const std::string& text, const std::string& name);

} // namespace banshi::base

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI
{
class App;
}

namespace banshi::face
{

/// Adds `train landmarks`, `train pictures` and `train identities`. `exitCode` is set when one of them has run and must
/// outlive `program`.
void addTrainingCommands(CLI::App& program, int& exitCode);

} // namespace banshi::face

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI
{
class App;
}

namespace banshi::face
{

/// Adds the commands that exist in development builds only: `render` (frames and chip photographs of invented people)
/// and `train` (the landmark model). `exitCode` is set when one of them has run and must outlive `program`.
void addDevelopmentCommands(CLI::App& program, int& exitCode);

} // namespace banshi::face

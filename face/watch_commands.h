// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI
{
class App;
}

namespace banshi::face
{

/// Adds `watch`. `exitCode` is set when it has run and must outlive `program`.
void addWatchCommand(CLI::App& program, int& exitCode);

} // namespace banshi::face

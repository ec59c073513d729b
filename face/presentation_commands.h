// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI
{
class App;
}

namespace banshi::face
{

/// Adds `pad`, which measures the proof of life on rendered people and attacks, and `advice`, which counts the right
/// advice on spoilt frames.
void addPresentationCommands(CLI::App& program, int& exitCode);

} // namespace banshi::face

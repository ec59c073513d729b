// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/eval/evaluation.h"

namespace CLI
{
class App;
}

namespace banshi::face
{

/// Adds `eval` and `calibrate`. `exitCode` is set when one of them has run and must outlive `program`.
void addEvaluationCommands(CLI::App& program, int& exitCode);
/// Prints a report for people.
void printReport(const eval::EvalReport& report);

} // namespace banshi::face

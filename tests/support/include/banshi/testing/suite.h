// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <string>

namespace banshi::testing
{

/// Adds a test class under the stem of its source file (`clock_test.cpp` -> `clock`). Used by BANSHI_TEST only.
bool addSuite(const char* sourceFile, std::function<std::unique_ptr<QObject>()> make);

/// Runs the suites named by `--suite NAME` (all without it); every other argument goes to Qt Test.
/// Returns the number of failures; 77 when every test function skipped.
int runSuites(int argc, char** argv);

} // namespace banshi::testing

/// Registers the Qt Test class `Class` of this file.
#define BANSHI_TEST(Class)                                                                                             \
    namespace                                                                                                          \
    {                                                                                                                  \
    const bool isRegistered_##Class =                                                                                  \
        banshi::testing::addSuite(__FILE__, [] { return std::unique_ptr<QObject>(new Class); });                       \
    }

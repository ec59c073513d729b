// SPDX-License-Identifier: GPL-3.0-or-later
// What the leak check of a fuzz build passes over: fontconfig keeps what it read until the process ends.

extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libfontconfig\n";
}

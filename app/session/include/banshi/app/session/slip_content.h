// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <cstdint>
#include <string>
#include <vector>

namespace banshi::app::session
{

/// A text in the machine's two languages (from a definition or the platform).
struct Words
{
    std::string zh;
    std::string en;
};

/// A labelled value as shown; `masked` values are shown as they stand.
struct Row
{
    Words label;
    Words value;
};

/// A line of a bill; the amount in fen.
struct BillLine
{
    Words name;
    std::int64_t fen = 0;
};

/// What a slip says; presenters turn it into lines of text.
struct SlipContent
{
    enum class Kind
    {
        Paid,
        Applied,
        SavedReport,
        CertificateOwed, ///< printing failed: where to get it
    };
    Kind kind = Kind::Paid;
    Words service;
    std::string number;
    std::string pickupCode;
    int pickupDays = 0;
    std::vector<BillLine> lines;
    std::int64_t totalFen = 0;
    std::string account; ///< masked
    base::UtcTime at;
};

} // namespace banshi::app::session

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "people.h"

#include <QByteArray>
#include <vector>

namespace banshi::journeys
{

/// Something that must not stay behind.
struct Trace
{
    QString what; ///< says what it is without showing it
    QByteArray bytes;
};

/// Name and number of a person in every encoding that the machine uses, and marks of the person's pictures.
/// The pictures have been rendered before.
[[nodiscard]] std::vector<Trace> tracesOf(World& world, const Person& person);

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/face_check.h"

namespace banshi::app::adapters
{

/// The comparison of a machine that cannot compare: no face camera, or a matcher that could not be loaded. It says so
/// at once, and the other door is offered. Threads: the GUI thread.
class AbsentFaceCheck : public ports::FaceCheck
{
public:
    /// `why` is the dotted code that the page explains.
    explicit AbsentFaceCheck(std::string why) : m_why(std::move(why)) {}
    [[nodiscard]] std::string obstacle() const override { return m_why; }
    [[nodiscard]] bool isDemonstration() const override { return false; }
    void start(const ports::ChipPhoto&, Callbacks callbacks) override
    {
        callbacks.verdict({ports::FaceAnswer::Unavailable, 0, 0, m_why, {}, false});
    }
    void stop() override {}

private:
    std::string m_why;
};

} // namespace banshi::app::adapters

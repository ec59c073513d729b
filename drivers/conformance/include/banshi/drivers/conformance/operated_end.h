// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/far_end.h"

#include <iosfwd>
#include <string>

namespace banshi::drivers::conformance
{

/// A real device and the person before it: acts are asked for, one line each, and confirmed with Enter; what came of
/// paper and money is asked for as a number. Without a
/// person (nobody at the keyboard) only what needs no act is checked. Threads: as FarEnd; one more while it waits for
/// Enter.
class OperatedEnd : public FarEnd
{
public:
    /// `questions` and `answers` must outlive the end.
    OperatedEnd(std::string connection, nlohmann::json options, std::ostream& questions, std::istream& answers,
                bool isSomebodyThere, std::vector<std::string> marks = {});

    [[nodiscard]] std::string description() const override { return "device"; }
    [[nodiscard]] std::string connection() const override { return m_connection; }
    [[nodiscard]] nlohmann::json options() const override { return m_options; }
    [[nodiscard]] bool can(const std::string& act) const override;
    [[nodiscard]] bool isBeyond(const std::string& act) const override;
    [[nodiscard]] std::chrono::milliseconds pace() const override;
    bool perform(const std::string& act) override;
    [[nodiscard]] std::optional<double> ask(const std::string&) override { return std::nullopt; }
    bool watch(const std::string& deed) override;
    [[nodiscard]] std::optional<int> witnessed() override;
    [[nodiscard]] std::string countedBy() const override { return m_isSomebodyThere ? "person" : "nobody"; }
    [[nodiscard]] std::vector<std::string> marks() const override { return m_marks; }

private:
    std::optional<std::string> typedLine();

    const std::string m_connection;
    const nlohmann::json m_options;
    std::ostream& m_questions;
    std::istream& m_answers;
    const bool m_isSomebodyThere;
    const std::vector<std::string> m_marks;
    bool m_isTouched = false; // an act since the last reset
    std::string m_deed;       // what the person counts
};

} // namespace banshi::drivers::conformance

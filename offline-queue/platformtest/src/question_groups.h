// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/platformtest/exam.h"

namespace banshi::queue::platformtest
{

/// The groups of questions, in the order of contract/PLATFORM.md.
[[nodiscard]] std::vector<Question> wireQuestions();
[[nodiscard]] std::vector<Question> keyQuestions();
[[nodiscard]] std::vector<Question> queueQuestions();
[[nodiscard]] std::vector<Question> pictureQuestions();
[[nodiscard]] std::vector<Question> machineQuestions();
[[nodiscard]] std::vector<Question> enrolmentQuestions();

/// `name` is wrong in `answer`: what was wanted and what came.
[[nodiscard]] std::string unlike(const Answer& answer, int status, const std::string& code = {});

} // namespace banshi::queue::platformtest

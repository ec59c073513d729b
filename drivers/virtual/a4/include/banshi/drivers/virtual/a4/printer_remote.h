// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_a4
{

/// What a person can do at an `ippeveprinter` from outside: its web forms for paper and toner, and jobs that only
/// change printer-state-reasons. Each call is one short HTTP exchange on loopback. Threads: one.
class PrinterRemote
{
public:
    explicit PrinterRemote(int port) : m_port(port) {}

    /// True when the printer takes connections.
    [[nodiscard]] bool answers() const;
    /// Puts so many A4 sheets into the tray (0–250). Returns false when the printer does not answer.
    [[nodiscard]] bool load(int sheets) const;
    /// Sets the toner level in per cent.
    [[nodiscard]] bool setToner(int percent) const;
    /// Prints a state job, e.g. `STATE: -media-jam`. Returns false when a document is being printed.
    [[nodiscard]] bool say(const std::string& line) const;
    /// printer-state-reasons; nothing when the printer does not answer.
    [[nodiscard]] std::optional<std::vector<std::string>> reasons() const;
    /// Jobs that have not ended, waiting ones too; nothing when the printer does not answer.
    [[nodiscard]] std::optional<int> queuedJobs() const;
    /// True when somebody wants the job stopped; false also when the printer does not answer.
    [[nodiscard]] bool isStopping(int job) const;

private:
    [[nodiscard]] bool get(const std::string& path) const;
    [[nodiscard]] std::string uri() const;

    int m_port;
};

} // namespace banshi::drivers::virtual_a4

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/bench.h"
#include "banshi/app/ports/machine_records.h"
#include "banshi/base/clock.h"

#include <QObject>
#include <map>

namespace banshi::app::maintenance
{

/// The paper that tests print; made by whoever knows the words.
struct TestPaper
{
    std::function<ports::SlipText(base::UtcTime at)> slip;
    std::function<base::SecretBytes(base::UtcTime at)> page; ///< one page, PDF
};

/// How a device's last test ended.
struct TestResult
{
    enum class Finding
    {
        None,
        NoCard, ///< the reader answers, no card lay on it
        CardRead,
        SlipPrinted,
        PagePrinted,
        PictureTaken,
        Answers, ///< a device of a class that has no test of its own says that it works
    };
    base::UtcTime at;
    Finding finding = Finding::None; ///< None: it did not pass
    std::string code;                ///< why it did not pass
    std::chrono::milliseconds took{0};
    ports::PictureSize picture;
    [[nodiscard]] bool passed() const { return finding != Finding::None; }
};

/// Tests a device by using it: the reader looks for a card, the printers print, the cameras take a picture; all
/// others are asked how they are. Begin and end stand in the audit table, the begin before anything moves. Threads: the
/// GUI thread.
class DeviceTester : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the tester.
    DeviceTester(const base::Clock& clock, ports::MachineRecords& records, ports::Bench& bench, TestPaper paper);

    /// Does nothing while a test runs, or for a name that the bench does not know.
    void test(const std::string& device, const std::string& who);
    /// Name of the device under test, empty when none is.
    [[nodiscard]] const std::string& running() const { return m_running; }
    [[nodiscard]] const std::map<std::string, TestResult>& results() const { return m_results; }

Q_SIGNALS:
    void changed();

private:
    void use(const ports::DeviceDetails& device);
    void useReader(const std::string& device);
    void useSlipPrinter(const std::string& device);
    void usePagePrinter(const std::string& device);
    void useCamera(const std::string& device);
    void ask(const std::string& device);
    void end(TestResult::Finding finding, const std::string& code = {}, ports::PictureSize picture = {});
    void finish(TestResult result);

    const base::Clock& m_clock;
    ports::MachineRecords& m_records;
    ports::Bench& m_bench;
    TestPaper m_paper;
    std::string m_running;
    std::string m_who;
    base::MonoTime m_began{};
    std::map<std::string, TestResult> m_results;
};

} // namespace banshi::app::maintenance

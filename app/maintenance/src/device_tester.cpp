// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/device_tester.h"

#include "banshi/app/maintenance/codes.h"
#include "banshi/base/ids.h"

#include <QPointer>
#include <algorithm>

namespace banshi::app::maintenance
{

namespace
{

constexpr std::chrono::seconds kCardSpan(4); // to put a card down, and for two rounds of the reader's search

const char* wordOf(ports::Condition condition)
{
    switch (condition)
    {
    case ports::Condition::Unknown:
        return "unknown";
    case ports::Condition::Ok:
        return "ok";
    case ports::Condition::Warning:
        return "warning";
    case ports::Condition::Fault:
        return "fault";
    case ports::Condition::Busy:
        return "busy";
    case ports::Condition::Disabled:
        return "disabled";
    }
    return "unknown";
}

} // namespace

DeviceTester::DeviceTester(const base::Clock& clock, ports::MachineRecords& records, ports::Bench& bench,
                           TestPaper paper)
    : m_clock(clock), m_records(records), m_bench(bench), m_paper(std::move(paper))
{
}

void DeviceTester::test(const std::string& device, const std::string& who)
{
    const auto all = m_bench.details();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.name == device; });
    if (!m_running.empty() || found == all.end())
        return;
    m_running = device;
    m_who = who;
    m_began = m_clock.now();
    Q_EMIT changed();
    const ports::AuditRecord act{{},
                                 who,
                                 "device.testBegun",
                                 {{"device", device}, {"condition", wordOf(found->condition)}},
                                 {{"device", device}, {"condition", "testing"}}};
    m_records.addAudit(act, [self = QPointer<DeviceTester>(this), chosen = *found](const auto& kept) {
        if (!self)
            return;
        if (kept)
            self->use(chosen);
        else
            self->end(TestResult::Finding::None, code::kNotRecorded);
    });
}

void DeviceTester::use(const ports::DeviceDetails& device)
{
    if (device.kind == "IdCardReader")
        useReader(device.name);
    else if (device.kind == "ReceiptPrinter")
        useSlipPrinter(device.name);
    else if (device.kind == "DocumentPrinter")
        usePagePrinter(device.name);
    else if (device.kind == "Camera")
        useCamera(device.name);
    else
        ask(device.name);
}

void DeviceTester::useReader(const std::string& device)
{
    m_bench.lookForCard(device, kCardSpan, [self = QPointer<DeviceTester>(this)](const auto& seen) {
        if (!self)
            return;
        if (!seen)
            self->end(TestResult::Finding::None, seen.error().code);
        else
            self->end(*seen ? TestResult::Finding::CardRead : TestResult::Finding::NoCard);
    });
}

void DeviceTester::useSlipPrinter(const std::string& device)
{
    m_bench.printSlip(device, base::newUuid(m_clock), m_paper.slip(m_clock.wall().utc),
                      [self = QPointer<DeviceTester>(this)](const auto& printed) {
                          if (!self)
                              return;
                          if (printed)
                              self->end(TestResult::Finding::SlipPrinted);
                          else
                              self->end(TestResult::Finding::None, printed.error().code);
                      });
}

void DeviceTester::usePagePrinter(const std::string& device)
{
    m_bench.printPage(device, "test-page", m_paper.page(m_clock.wall().utc),
                      [self = QPointer<DeviceTester>(this)](const ports::SheetResult& sheet) {
                          if (!self)
                              return;
                          if (sheet.end == ports::SheetEnd::Done)
                              self->end(TestResult::Finding::PagePrinted);
                          else
                              self->end(TestResult::Finding::None, sheet.reason);
                      });
}

void DeviceTester::useCamera(const std::string& device)
{
    m_bench.takePicture(device, [self = QPointer<DeviceTester>(this)](const auto& taken) {
        if (!self)
            return;
        if (taken)
            self->end(TestResult::Finding::PictureTaken, {}, *taken);
        else
            self->end(TestResult::Finding::None, taken.error().code);
    });
}

void DeviceTester::ask(const std::string& device)
{
    m_bench.ask(device, [self = QPointer<DeviceTester>(this)](const auto& answered) {
        if (!self)
            return;
        if (answered)
            self->end(TestResult::Finding::Answers);
        else
            self->end(TestResult::Finding::None, answered.error().code);
    });
}

void DeviceTester::end(TestResult::Finding finding, const std::string& why, ports::PictureSize picture)
{
    TestResult result{m_clock.wall().utc, finding, why, {}, picture};
    result.took = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_began);
    const ports::AuditRecord act{{},
                                 m_who,
                                 "device.tested",
                                 {{"device", m_running}, {"condition", "testing"}},
                                 {{"device", m_running}, {"result", result.passed() ? std::string("passed") : why}}};
    m_records.addAudit(act, [self = QPointer<DeviceTester>(this), result](const auto&) {
        if (self)
            self->finish(result);
    });
}

void DeviceTester::finish(TestResult result)
{
    m_results[std::exchange(m_running, {})] = std::move(result);
    Q_EMIT changed();
}

} // namespace banshi::app::maintenance

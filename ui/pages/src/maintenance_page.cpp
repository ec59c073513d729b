// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance_page.h"

#include "banshi/ui/widgets/button_grid.h"

namespace banshi::ui::pages
{

MaintenancePage::MaintenancePage(const PageTools& tools, QWidget* parent)
    : Page(tools, QStringLiteral("maintenance"), parent)
{
}

void MaintenancePage::setContents(const MaintenanceContents& contents)
{
    const bool isOtherSection = contents.section != m_contents.section;
    m_contents = contents;
    sheets().clear();
    addSections(contents.section);
    switch (contents.section)
    {
    case Section::Overview:
        addOverview(contents);
        break;
    case Section::Services:
        addSwitches(contents.services);
        break;
    case Section::Audit:
        addAudit(contents.audit);
        break;
    }
    if (isOtherSection)
        sheets().setSheet(0);
    else
        sheets().settle();
}

void MaintenancePage::addSections(Section section)
{
    auto* grid = new widgets::ButtonGrid(look(), 3);
    for (const auto& [own, name] : {std::pair(Section::Overview, QStringLiteral("section.overview")),
                                    {Section::Services, QStringLiteral("section.services")},
                                    {Section::Audit, QStringLiteral("section.audit")}})
    {
        auto* button = new widgets::Button(look(), widgets::ButtonKind::Second, name);
        button->setLabel(word(name));
        button->setSelected(own == section);
        connect(button, &widgets::Button::clicked, this, [this, tapName = name] { tap(tapName); });
        grid->add(button);
    }
    sheets().add(grid, {.pinned = true});
}

void MaintenancePage::addOverview(const MaintenanceContents& contents)
{
    if (contents.first)
        addNotice(*contents.first);
    addDevices(contents.devices);
    addRows(word(u"maintenance.queue"), contents.queue);
    addRows(word(u"maintenance.network"), contents.network);
}

void MaintenancePage::addDevices(const std::vector<DeviceRow>& devices)
{
    for (std::size_t i = 0; i < devices.size(); ++i)
    {
        const DeviceRow& device = devices[i];
        const i18n::Text state = device.figure.isEmpty()
                                     ? device.state
                                     : word(u"maintenance.state", {{QStringLiteral("state"), device.state},
                                                                   {QStringLiteral("figure"), device.figure}});
        widgets::PairRow* row = addPair({device.name, state, device.tone}, i > 0);
        row->setDotted(true);
        row->setNote(device.note);
        const QString name = QStringLiteral("device.%1.test").arg(device.id);
        widgets::Button* test =
            row->addButton(name, device.testing ? word(u"maintenance.testing") : word(u"maintenance.test"));
        test->setEnabled(!device.testing);
        connect(test, &widgets::Button::clicked, this, [this, name] { tap(name); });
    }
}

void MaintenancePage::addRows(const i18n::Text& heading, const std::vector<Row>& rows)
{
    if (rows.empty())
        return;
    addHeading(heading);
    for (std::size_t i = 0; i < rows.size(); ++i)
        addPair(rows[i], i > 0);
}

void MaintenancePage::addSwitches(const std::vector<SwitchRow>& services)
{
    for (std::size_t i = 0; i < services.size(); ++i)
    {
        const SwitchRow& service = services[i];
        const i18n::Text state = service.on ? word(u"maintenance.on") : word(u"maintenance.off");
        widgets::PairRow* row =
            addPair({service.title, state, service.on ? theme::Tone::Good : theme::Tone::Wait}, i > 0);
        row->setDotted(true);
        row->setNote(service.reason);
        const QString name = QStringLiteral("switch.") + service.id;
        connect(
            row->addButton(name, service.on ? word(u"maintenance.turnOff") : word(u"maintenance.turnOn")),
            &widgets::Button::clicked, this,
            [this, name, wanted = service.on ? QStringLiteral("off") : QStringLiteral("on")] { tap(name, wanted); });
    }
}

void MaintenancePage::addAudit(const std::vector<AuditRow>& audit)
{
    if (audit.empty())
        addWords(word(u"maintenance.noAudit"), Qt::AlignLeft, 6);
    for (std::size_t i = 0; i < audit.size(); ++i)
    {
        const AuditRow& act = audit[i];
        widgets::PairRow* row = addPair({act.what, act.when}, i > 0);
        row->setNote(word(u"maintenance.change",
                          {{QStringLiteral("who"), act.who},
                           {QStringLiteral("before"), orElse(act.before, i18n::Text::plain(QStringLiteral("–")))},
                           {QStringLiteral("after"), act.after}}));
    }
}

} // namespace banshi::ui::pages

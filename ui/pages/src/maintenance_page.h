// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/maintenance_contents.h"
#include "page.h"

namespace banshi::ui::pages
{

/// See MaintenanceContents.
class MaintenancePage : public Page
{
    Q_OBJECT

public:
    MaintenancePage(const PageTools& tools, QWidget* parent);
    void setContents(const MaintenanceContents& contents);

private:
    void addSections(Section section);
    void addOverview(const MaintenanceContents& contents);
    void addDevices(const std::vector<DeviceRow>& devices);
    void addRows(const i18n::Text& heading, const std::vector<Row>& rows);
    void addSwitches(const std::vector<SwitchRow>& services);
    void addAudit(const std::vector<AuditRow>& audit);

    MaintenanceContents m_contents;
};

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/machine_records.h"
#include "banshi/queue/client/machine_client.h"

namespace banshi::app::records
{

/// Settings, audit table and health behind the gateway's local calls. Threads: the GUI thread.
class GatewayRecords : public ports::MachineRecords
{
public:
    /// `client` must outlive this object.
    explicit GatewayRecords(queue::client::GatewayClient& client) : m_machine(client) {}

    void readSetting(const std::string& key,
                     std::function<void(ports::Recorded<std::optional<nlohmann::json>>)> done) override;
    void writeSetting(const std::string& key, nlohmann::json value, const std::string& who, const std::string& reason,
                      Kept done) override;
    void addAudit(const ports::AuditRecord& act, Kept done) override;
    void listAudit(int most, std::function<void(ports::Recorded<std::vector<ports::AuditRecord>>)> done) override;
    void readHealth(std::function<void(ports::Recorded<ports::MachineHealth>)> done) override;

private:
    queue::client::MachineClient m_machine;
};

} // namespace banshi::app::records

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"

#include <QObject>
#include <QTemporaryDir>
#include <memory>
#include <string>

namespace banshi::drivers::tool
{

/// One device in its real host, with a publisher of its own, as a machine has it but without the application: whoever
/// knows the two files uses it by a Visitor. Threads: one, with an event loop; the host ends with this.
class LoneHost : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive this; `program` is banshi-driverhost.
    LoneHost(const base::Clock& clock, QString program);
    ~LoneHost() override;

    /// Starts the host of `spec`, whose run folder is made here and goes with this, and writes the publisher's port and
    /// the token of this start into the two files. Says why not; empty when all is well.
    [[nodiscard]] std::string start(client::HostSpec spec, const QString& portFile, const QString& tokenFile);

Q_SIGNALS:
    /// The host has ended unasked too often, and rests.
    void gaveUp();

private:
    const base::Clock& m_clock;
    const QString m_program;
    QTemporaryDir m_folder;
    std::unique_ptr<client::ServicePublisher> m_publisher;
    std::unique_ptr<client::SpawningLauncher> m_launcher;
};

} // namespace banshi::drivers::tool

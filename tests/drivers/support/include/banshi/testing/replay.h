// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <banshi/drivers/sdk/recording_channel.h>
#include <memory>
#include <string>

namespace banshi::testing
{

/// One recording of a driver's folder, played to it. Threads: the test's; must outlive the driver.
class Replay
{
public:
    /// `driver`: e.g. `payterm-zvt`; `recording`: the file's name in its folder `recordings`.
    Replay(const std::string& driver, const std::string& recording)
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QString::fromStdString("/drivers/plugins/" + driver + "/recordings/" + recording));
        if (file.open(QIODevice::ReadOnly))
            m_text = file.readAll().toStdString();
    }

    /// Plays the recording from its beginning to each connection.
    [[nodiscard]] drivers::sdk::ChannelFactory connect()
    {
        return
            [this](
                const drivers::sdk::CallContext&) -> drivers::sdk::Outcome<std::unique_ptr<drivers::sdk::ByteChannel>> {
                auto replay = drivers::sdk::ReplayChannel::fromText(m_text);
                if (!replay)
                    return replay.failure();
                m_channel = replay->get();
                return std::unique_ptr<drivers::sdk::ByteChannel>(std::move(*replay));
            };
    }
    /// True when there was a recording and all of it has been played; to be asked while the driver is connected.
    [[nodiscard]] bool isFinished() const { return !m_text.empty() && m_channel != nullptr && m_channel->finished(); }

private:
    std::string m_text;
    const drivers::sdk::ReplayChannel* m_channel = nullptr; // belongs to the driver
};

} // namespace banshi::testing

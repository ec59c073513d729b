// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/system_clock.h"
#include "banshi/city/https_server.h"

#include <filesystem>
#include <memory>

/// The stand-in of the city's platform behind TLS on 127.0.0.1, with the certificate of a folder of the test's choice.
/// What it holds outlives its network. Threads: its own; methods from the test's.
class RealCity
{
public:
    /// `tls` is a folder of packaging/tls/make-test-tls.sh.
    explicit RealCity(const std::filesystem::path& tls)
        : m_platform(m_clock, std::move(banshi::city::CityKeys::load(tls.string()).value()), false)
    {
        show(tls);
    }

    /// Comes back at the same port with `<folder>/city.pem`.
    void show(const std::filesystem::path& folder)
    {
        m_server.reset();
        m_loop.reset();
        m_loop = std::make_unique<banshi::city::EventLoop>();
        m_server = banshi::city::HttpsServer::start(*m_loop, m_platform, m_clock, folder.string(), m_port).value();
        m_port = m_server->port();
    }
    void setNetwork(bool isUp) { m_server->setNetwork(isUp); }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] banshi::city::Platform& platform() { return m_platform; }

private:
    banshi::base::SystemClock m_clock;
    banshi::city::Platform m_platform;
    std::unique_ptr<banshi::city::EventLoop> m_loop;
    std::unique_ptr<banshi::city::HttpsServer> m_server;
    std::uint16_t m_port = 0;
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/unix_server.h"

#include "http_connection.h"

#include <QLoggingCategory>
#include <cerrno>
#include <cstring>
#include <list>
#include <semaphore>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>

Q_LOGGING_CATEGORY(lcServer, "banshi.queue.gateway.server")

namespace banshi::queue::gateway
{

namespace
{

class Descriptor
{
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_value; }

private:
    int m_value;
};

bool isAllowed(int descriptor)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == ::geteuid() || peer.uid == 0;
}

/// False when the path is too long for a socket.
bool toAddress(const std::filesystem::path& path, sockaddr_un& address)
{
    address = {};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, text.c_str(), text.size() + 1);
    return true;
}

bool isServed(const sockaddr_un& address)
{
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

} // namespace

class UnixServer::Impl
{
public:
    Impl(std::filesystem::path socket, Service service, base::Urgency urgency)
        : m_path(std::move(socket)), m_service(std::move(service)), m_urgency(urgency)
    {
    }
    ~Impl() { stop(); }

    base::Result<void, std::string> start()
    {
        sockaddr_un address{};
        if (!toAddress(m_path, address))
            return tl::unexpected("the path of the socket is too long: " + m_path.string());
        if (isServed(address))
            return tl::unexpected("another gateway listens at " + m_path.string());
        ::unlink(m_path.c_str());
        m_listener = std::make_unique<Descriptor>(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        // Nobody can connect before listen(). The mask is the process's: other threads make files meanwhile.
        constexpr mode_t kUserAndGroup = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP;
        const bool isBound =
            ::bind(m_listener->get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
            ::chmod(m_path.c_str(), kUserAndGroup) == 0;
        if (!isBound || ::listen(m_listener->get(), kMostConnections) != 0)
            return tl::unexpected("cannot listen at " + m_path.string() + ": " + std::strerror(errno));
        m_accepting = std::jthread([this] { accept(); });
        return {};
    }

    void stop()
    {
        if (m_isStopping.exchange(true) || !m_listener)
            return;
        m_stopped.release();
        ::shutdown(m_listener->get(), SHUT_RDWR); // wakes accept(), which closing alone would not
        if (m_accepting.joinable())
        {
            m_accepting.join();
            ::unlink(m_path.c_str());
        }
        for (auto& connection : m_connections)
            ::shutdown(connection.descriptor.get(), SHUT_RDWR);
        m_connections.clear(); // joins
    }

private:
    struct Connection
    {
        explicit Connection(int value) : descriptor(value) {}
        Descriptor descriptor; // closed after the thread has ended
        std::atomic<bool> isOver = false;
        std::jthread thread;
    };

    void accept()
    {
        while (!m_isStopping)
        {
            const int accepted = ::accept4(m_listener->get(), nullptr, nullptr, SOCK_CLOEXEC);
            if (accepted < 0)
            {
                pauseAfter(errno);
                continue;
            }
            m_isTight = false;
            m_connections.remove_if([](const Connection& connection) { return connection.isOver.load(); });
            auto& connection = m_connections.emplace_back(accepted);
            if (!isAllowed(accepted) || m_connections.size() > kMostConnections)
            {
                qCWarning(lcServer) << "a caller was refused";
                m_connections.pop_back();
                continue;
            }
            connection.thread = std::jthread([this, &connection] {
                if (m_urgency != base::Urgency::Usual)
                    (void)base::setUrgency(m_urgency);
                serveConnection(connection.descriptor.get(), m_service, m_isStopping);
                ::shutdown(connection.descriptor.get(), SHUT_RDWR);
                connection.isOver = true;
            });
        }
    }

    /// Without a free descriptor or memory the caller stays in the listener's queue, and accept() fails at once for as
    /// long as nothing is closed.
    void pauseAfter(int error)
    {
        constexpr std::chrono::milliseconds kPause(100);
        if (error == EINTR || error == ECONNABORTED || m_isStopping)
            return;
        if (!std::exchange(m_isTight, true))
            qCWarning(lcServer) << "no caller can be taken:" << std::strerror(error);
        (void)m_stopped.try_acquire_for(kPause);
    }

    const std::filesystem::path m_path;
    const Service m_service;
    const base::Urgency m_urgency;
    std::unique_ptr<Descriptor> m_listener;
    std::atomic<bool> m_isStopping = false;
    bool m_isTight = false; // the accepting thread's: it was said that no caller can be taken
    std::binary_semaphore m_stopped{0};
    std::list<Connection> m_connections; // the accepting thread's; after its end the stopping thread's
    std::jthread m_accepting;
};

UnixServer::UnixServer(std::filesystem::path socket, Service service, base::Urgency urgency)
    : m_impl(std::make_unique<Impl>(std::move(socket), std::move(service), urgency))
{
}

UnixServer::~UnixServer() = default;

base::Result<void, std::string> UnixServer::start()
{
    return m_impl->start();
}

void UnixServer::stop()
{
    m_impl->stop();
}

} // namespace banshi::queue::gateway

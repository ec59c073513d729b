// SPDX-License-Identifier: GPL-3.0-or-later
#include "running_program.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace
{

constexpr int kPatienceMs = 20000;

QString program()
{
    return qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-gateway");
}

/// A socket as a service manager has it. Threads: one.
class NotifySocket
{
public:
    explicit NotifySocket(const std::filesystem::path& path)
        : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        ::unlink(path.c_str());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        if (::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            qFatal("the socket for sd_notify cannot be bound");
    }
    ~NotifySocket() { ::close(m_descriptor); }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;

    [[nodiscard]] std::string wait() const
    {
        pollfd wanted{m_descriptor, POLLIN, 0};
        char text[256];
        if (::poll(&wanted, 1, kPatienceMs) <= 0)
            return {};
        const ssize_t size = ::recv(m_descriptor, text, sizeof text, 0);
        return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
    }

private:
    int m_descriptor;
};

} // namespace

RunningProgram::RunningProgram() : m_folder(m_temporary.path().toStdString())
{
    m_process.setProgram(program());
    // A file, not a pipe: nobody reads while a test waits, and a full pipe would stop the program.
    m_process.setStandardErrorFile(QString::fromStdString((m_folder / "errors").string()), QIODevice::Append);
}

RunningProgram::~RunningProgram()
{
    kill();
}

void RunningProgram::setArguments(const QStringList& arguments)
{
    m_process.setArguments(arguments);
}

std::string RunningProgram::errors() const
{
    std::ifstream file(m_folder / "errors");
    return {std::istreambuf_iterator<char>(file), {}};
}

bool RunningProgram::start()
{
    const auto path = m_folder / "notify";
    const NotifySocket notify(path);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NOTIFY_SOCKET"), QString::fromStdString(path.string()));
    m_process.setProcessEnvironment(environment);
    m_process.start();
    if (m_process.waitForStarted(kPatienceMs) && notify.wait() == "READY=1")
        return true;
    kill();
    return false;
}

int RunningProgram::terminate()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kPatienceMs))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void RunningProgram::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

std::pair<int, std::string> RunningProgram::run(const QStringList& arguments)
{
    QProcess other;
    other.start(program(), arguments);
    if (!other.waitForFinished(kPatienceMs))
        return {-1, "does not end"};
    return {other.exitCode(), other.readAllStandardError().toStdString()};
}

bool RunningProgram::remembers(const std::string& bytes) const
{
    const std::string process = "/proc/" + std::to_string(m_process.processId());
    std::ifstream maps(process + "/maps");
    std::ifstream memory(process + "/mem", std::ios::binary);
    std::string line;
    while (std::getline(maps, line))
    {
        unsigned long long begin = 0;
        unsigned long long end = 0;
        char rights[8] = "";
        if (std::sscanf(line.c_str(), "%llx-%llx %7s", &begin, &end, rights) != 3 || rights[1] != 'w')
            continue;
        std::string area(end - begin, '\0');
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(begin));
        memory.read(area.data(), static_cast<std::streamsize>(area.size()));
        area.resize(static_cast<std::size_t>(memory.gcount()));
        if (area.find(bytes) != std::string::npos)
            return true;
    }
    return false;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "running_gateway.h"

#include <csignal>
#include <cstring>
#include <fstream>
#include <poll.h>
#include <sstream>
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
        ::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
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

RunningGateway::RunningGateway(const std::filesystem::path& tls, const std::string& url, const Settings& settings)
    : m_folder(m_temporary.path().toStdString())
{
    if (!settings.machine.empty()) // the development clock's file stands in the run folder
        std::filesystem::create_directories(m_folder / "run");
    std::ofstream(m_folder / "seal.pub") << m_keys.line() << "\n";
    auto signatureKey = tls / "city-sign.pub";
    if (!settings.signatureKey.empty())
        std::ofstream(signatureKey = m_folder / "sign.pub") << settings.signatureKey << "\n";
    std::ofstream(machineFile()) << "[machine]\nmode = \"development\"\ndevice_id = \"TEST-01\"\nrun_dir = \"run\"\n"
                                 << settings.machine << "[platform]\nurl = \"" << url << "\"\nca = \""
                                 << (tls / "ca.pem").string() << "\"\ncertificate = \"" << (tls / "kiosk.pem").string()
                                 << "\"\nkey = \"" << (tls / "kiosk.key").string()
                                 << "\"\nseal_key = \"seal.pub\"\nsignature_key = \"" << signatureKey.string()
                                 << "\"\n[gateway]\ndata_dir = \"data\"\n";
    m_process.setProgram(program());
    m_process.setArguments({QStringLiteral("--config"), QString::fromStdString(machineFile().string())});
}

RunningGateway::~RunningGateway()
{
    kill();
}

bool RunningGateway::start()
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
    m_errors += m_process.readAllStandardError();
    return false;
}

int RunningGateway::terminate()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kPatienceMs))
        return -1;
    m_errors += m_process.readAllStandardError();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void RunningGateway::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
    m_errors += m_process.readAllStandardError();
}

std::pair<int, std::string> RunningGateway::run(const QStringList& arguments) const
{
    QProcess other;
    other.start(program(), arguments);
    if (!other.waitForFinished(kPatienceMs))
        return {-1, "does not end"};
    return {other.exitCode(), other.readAllStandardError().toStdString()};
}

bool RunningGateway::remembers(const std::string& bytes) const
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

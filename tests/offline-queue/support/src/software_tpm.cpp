// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/software_tpm.h"

#include <QStandardPaths>
#include <arpa/inet.h>
#include <csignal>
#include <functional>
#include <netinet/in.h>
#include <sys/socket.h>
#include <tss2/tss2_esys.h>
#include <tss2/tss2_tctildr.h>
#include <unistd.h>

namespace banshi::testing::queue
{

namespace
{

constexpr int kPatienceMs = 20'000;

/// A listening socket on loopback; 0 takes any port.
struct Listener
{
    int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unsigned port = 0;

    explicit Listener(unsigned wanted)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(wanted));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket, any, size) == 0 && ::listen(socket, 1) == 0 && ::getsockname(socket, any, &size) == 0)
            port = ntohs(address.sin_port);
    }
    ~Listener() { ::close(socket); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
};

/// tpm2-tss finds the control channel one port above the commands' (tcti-swtpm(7)).
unsigned freePair()
{
    for (int tries = 0; tries < 100; ++tries)
    {
        const Listener first(0);
        const Listener second(first.port + 1);
        if (first.port != 0 && second.port != 0)
            return first.port;
    }
    return 0;
}

TSS2_RC speak(const std::string& tcti, const std::function<TSS2_RC(ESYS_CONTEXT*)>& words)
{
    TSS2_TCTI_CONTEXT* way = nullptr;
    if (const TSS2_RC rc = Tss2_TctiLdr_Initialize(tcti.c_str(), &way); rc != TSS2_RC_SUCCESS)
        return rc;
    ESYS_CONTEXT* context = nullptr;
    TSS2_RC rc = Esys_Initialize(&context, way, nullptr);
    if (rc == TSS2_RC_SUCCESS)
        rc = words(context);
    Esys_Finalize(&context);
    Tss2_TctiLdr_Finalize(&way);
    return rc;
}

} // namespace

bool SoftwareTpm::start()
{
    if (QStandardPaths::findExecutable(QStringLiteral("swtpm")).isEmpty())
    {
        m_problem = QStringLiteral("swtpm is not installed");
        return false;
    }
    // Another program may take a port between the look and the start.
    for (int tries = 0; tries < 5; ++tries)
        if (startOn(freePair()))
            return true;
    return false;
}

bool SoftwareTpm::startOn(unsigned port)
{
    stop();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStringLiteral("swtpm"),
                    {QStringLiteral("socket"), QStringLiteral("--tpm2"), QStringLiteral("--tpmstate"),
                     QStringLiteral("dir=") + m_state.path(), QStringLiteral("--server"),
                     QStringLiteral("type=tcp,port=%1").arg(port), QStringLiteral("--ctrl"),
                     QStringLiteral("type=tcp,port=%1").arg(port + 1), QStringLiteral("--flags"),
                     QStringLiteral("not-need-init,startup-clear")});
    if (!m_process.waitForStarted(kPatienceMs))
    {
        m_problem = m_process.errorString();
        return false;
    }
    m_tcti = "swtpm:host=127.0.0.1,port=" + std::to_string(port);
    // It binds its ports some milliseconds after its start; each look waits for its end or that long.
    constexpr int kLookMs = 10;
    for (int waited = 0; waited < kPatienceMs && !m_process.waitForFinished(kLookMs); waited += kLookMs)
        if (speak(m_tcti, [](ESYS_CONTEXT*) { return TSS2_RC_SUCCESS; }) == TSS2_RC_SUCCESS)
            return true;
    m_problem = QStringLiteral("swtpm does not serve: ") + QString::fromUtf8(m_process.readAll());
    return false;
}

void SoftwareTpm::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

void SoftwareTpm::freeze() const
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP);
}

bool SoftwareTpm::clear() const
{
    return speak(m_tcti, [](ESYS_CONTEXT* context) {
               return Esys_Clear(context, ESYS_TR_RH_LOCKOUT, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE);
           }) == TSS2_RC_SUCCESS;
}

bool SoftwareTpm::isEmpty() const
{
    UINT32 found = 1;
    const auto count = [&found](ESYS_CONTEXT* context) {
        found = 0;
        for (const UINT32 first : {TPM2_TRANSIENT_FIRST, TPM2_LOADED_SESSION_FIRST})
        {
            TPMS_CAPABILITY_DATA* data = nullptr;
            TPMI_YES_NO more = 0;
            const TSS2_RC rc = Esys_GetCapability(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, TPM2_CAP_HANDLES,
                                                  first, TPM2_MAX_CAP_HANDLES, &more, &data);
            if (rc != TSS2_RC_SUCCESS)
                return rc;
            found += data->data.handles.count;
            Esys_Free(data);
        }
        return TSS2_RC(TSS2_RC_SUCCESS);
    };
    return speak(m_tcti, count) == TSS2_RC_SUCCESS && found == 0;
}

} // namespace banshi::testing::queue

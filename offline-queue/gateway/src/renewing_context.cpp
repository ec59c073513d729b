// SPDX-License-Identifier: GPL-3.0-or-later
#include "renewing_context.h"

#include "tls_context.h"

#include <QLoggingCategory>
#include <ctime>
#include <openssl/ssl.h>

Q_LOGGING_CATEGORY(lcServerCertificate, "banshi.queue.gateway.certificate")

namespace banshi::queue::gateway
{

namespace
{

std::int64_t endOf(SSL_CTX* context)
{
    std::tm parts{};
    return ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context)), &parts) == 1 ? timegm(&parts) : 0;
}

} // namespace

RenewingContext::Stamps RenewingContext::look() const
{
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    Stamps stamps{};
    std::size_t at = 0;
    for (const auto* file : {&m_options.certificate, &m_options.key, &m_options.authority})
    {
        struct stat found
        {
        };
        Stamp& stamp = stamps[at++];
        if (::stat(file->c_str(), &found) == 0)
            stamp = {found.st_dev, found.st_ino, found.st_size,
                     found.st_ctim.tv_sec * kNanoseconds + found.st_ctim.tv_nsec};
    }
    return stamps;
}

bool RenewingContext::take()
{
    // Looked at before it is read: what changes meanwhile is read again.
    m_seen = look();
    auto fresh = std::make_unique<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server);
    if (!configureServer(fresh->native_handle(), m_options))
        return false;
    m_untilSeconds = endOf(fresh->native_handle());
    m_context = std::move(fresh);
    return true;
}

base::Result<void, std::string> RenewingContext::load()
{
    if (!take())
        return tl::unexpected(std::string("certificate, key and authority do not fit together"));
    return {};
}

boost::asio::ssl::context& RenewingContext::current()
{
    if (look() != m_seen)
    {
        if (take())
            qCInfo(lcServerCertificate) << "a new certificate is in use";
        else
            qCWarning(lcServerCertificate)
                << "certificate, key and authority do not fit together: the ones before stay in use";
    }
    return *m_context;
}

std::optional<base::UtcTime> RenewingContext::until() const
{
    const std::int64_t seconds = m_untilSeconds;
    return seconds == 0 ? std::nullopt : std::optional(base::UtcTime(std::chrono::seconds(seconds)));
}

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/document_ipp/ipp_link.h"

#include <cups/cups.h>
#include <memory>
#include <span>

namespace banshi::drivers::plugins::document_ipp
{

using Ipp = std::unique_ptr<ipp_t, void (*)(ipp_t*)>;
using Http = std::unique_ptr<http_t, void (*)(http_t*)>;

/// How long one exchange may wait, and for whom; handed to libcups' time-out callback.
struct Patience
{
    const sdk::CallContext& call;
    sdk::TimePoint until;
};

/// One IPP request and its answer over an HTTP connection of their own, sent once and never again.
/// Threads: one.
class Exchange
{
public:
    /// `limit`: how long to wait for the whole answer, on top of the context's deadline.
    Exchange(const PrinterAddress& address, const sdk::CallContext& call, std::chrono::seconds limit);

    /// Takes the request over. Errors: DeviceNotReady, or what the context says.
    [[nodiscard]] sdk::Outcome<Ipp> run(ipp_t* request, std::span<const std::uint8_t> document = {});
    /// True once a byte of the request may have reached the printer.
    [[nodiscard]] bool sent() const { return m_sent; }

private:
    [[nodiscard]] sdk::Outcome<void> connect();
    [[nodiscard]] bool write(ipp_t* request, std::span<const std::uint8_t> document);
    [[nodiscard]] Ipp read();
    [[nodiscard]] sdk::Failure broken(const std::string& where) const;

    const PrinterAddress& m_address;
    Patience m_patience;
    Http m_http{nullptr, httpClose};
    bool m_sent = false;
};

} // namespace banshi::drivers::plugins::document_ipp

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "book.h"

#include <array>
#include <atomic>
#include <filesystem>
#include <memory>
#include <random>

namespace banshi::testing::lines
{

/// What the platform does to one request.
enum class Lie
{
    None,
    LostRequest,  ///< closes before anything is done
    LostAnswer,   ///< does it, then closes
    HalfAnswer,   ///< does it, and answers the first half
    ResetInBody,  ///< resets the connection while the request still comes
    SlowAnswer,   ///< does it, and answers byte by byte
    Html,         ///< somebody else's page, nothing done
    Running,      ///< 409
    TooMany,      ///< 429 with Retry-After
    Unavailable,  ///< 503 with Retry-After
    Refused,      ///< 422 for the whole batch, where that harms no order
    OneByOne,     ///< some records refused for good, some to come again, some without a verdict
    WrongReceipt, ///< does it, and answers with a signature that does not fit
    Count,
};
[[nodiscard]] const char* name(Lie lie);

/// A platform on 127.0.0.1 that does its work and lies about it. Threads: its own; methods from any.
class Liar
{
public:
    /// `tls` is a folder of packaging/tls/make-test-tls.sh.
    Liar(const std::filesystem::path& tls, Book& book, std::uint64_t seed);
    ~Liar();
    Liar(const Liar&) = delete;
    Liar& operator=(const Liar&) = delete;

    [[nodiscard]] std::string url() const;
    void setHonest(bool isHonest);
    /// Shows the certificate `<folder>/city.pem` from now on; running connections end.
    void showCertificate(const std::filesystem::path& folder);
    void setNetwork(bool isUp);
    /// How often each lie was told.
    [[nodiscard]] std::map<std::string, int> told() const;

private:
    class Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace banshi::testing::lines

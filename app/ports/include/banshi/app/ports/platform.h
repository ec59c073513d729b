// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace banshi::app::ports
{

/// What the caller may do about a platform's refusal; the contract's `class` field.
enum class FaultClass
{
    Retry,    ///< passing trouble
    User,     ///< the resident can put it right
    Operator, ///< a technician or clerk has to act
    Fatal,    ///< it cannot succeed
};

/// An answer that is no success: the contract's problem+json, or the line's own trouble under a `gateway.` or
/// `queue.` code. `zh` and `en` are the platform's own words for the resident, empty when it sent none.
struct PlatformFault
{
    std::string code;
    FaultClass kind = FaultClass::Retry;
    std::string zh;
    std::string en;
    std::optional<int> retryAfterS;
};

template <class T>
using PlatformResult = base::Result<T, PlatformFault>;

/// The central platform as the session sees it: the contract's calls through the machine's gateway.
/// Every call ends in exactly one call-back (after at most its deadline) unless it is cancelled.
/// Threads: the GUI thread; call-backs come there, never from inside the call itself.
class Platform
{
public:
    using Call = std::uint64_t;
    using JsonDone = std::function<void(PlatformResult<nlohmann::json>)>;
    using BytesDone = std::function<void(PlatformResult<base::SecretBytes>)>;

    virtual ~Platform() = default;
    virtual Call get(const std::string& path, JsonDone done) = 0;
    /// `key` is the Idempotency-Key: the same for every repetition of one act.
    virtual Call post(const std::string& path, const std::string& key, nlohmann::json body, JsonDone done) = 0;
    /// Hands over a picture (image/jpeg, at most 2 MiB) under its SHA-256; durable like the report that names it.
    virtual Call putBlob(const std::string& sha256, base::SecretBytes bytes, JsonDone done) = 0;
    virtual Call fetch(const std::string& path, BytesDone done) = 0;
    virtual void cancel(Call call) = 0;
};

} // namespace banshi::app::ports

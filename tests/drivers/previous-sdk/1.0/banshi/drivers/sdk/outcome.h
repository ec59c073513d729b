// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace banshi::drivers::sdk
{

/// Why an operation failed, in XFS4IoT's words (completion codes of the header).
enum class ErrorCode
{
    CommandError,       ///< the device said no; `Failure::errorCode` names the reason of this command
    Canceled,           ///< CallContext::cancelled() became true
    DeviceNotReady,     ///< not connected, powered off, still starting
    HardwareError,      ///< the device reports a defect or speaks no sense
    InternalError,      ///< the driver itself is at fault
    TimeOut,            ///< CallContext::deadline() passed
    InvalidData,        ///< the request cannot be right
    UnsupportedCommand, ///< this model cannot do it
    UnsupportedData,    ///< the request is right, but this model cannot take it
    UserError,          ///< a person holds the device up
    SequenceError,      ///< another operation has to come first
    OutcomeUnknown,     ///< paper or money may have moved, nobody can say (extension)
};

/// The failed half of an Outcome. `errorCode` is the command-specific code of the payload (`paperOut`, `readFailed`)
/// and only set with ErrorCode::CommandError; `detail` is for developers and never holds personal data.
struct Failure
{
    ErrorCode code = ErrorCode::InternalError;
    std::string errorCode;
    std::string detail;
};

/// A value or the Failure that stands in its place; what every device operation returns.
/// Threads: plain value.
template <class T>
class [[nodiscard]] Outcome
{
public:
    Outcome(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Outcome(Failure failure) : m_content(std::in_place_index<1>, std::move(failure)) {}

    [[nodiscard]] bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// The value; to be called only when ok().
    [[nodiscard]] T& value() & { return std::get<0>(m_content); }
    [[nodiscard]] const T& value() const& { return std::get<0>(m_content); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(m_content)); }
    [[nodiscard]] T* operator->() { return &value(); }
    [[nodiscard]] const T* operator->() const { return &value(); }
    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] const T& operator*() const& { return value(); }
    [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(m_content)); }
    /// The failure; to be called only when not ok().
    [[nodiscard]] const Failure& failure() const { return std::get<1>(m_content); }

private:
    std::variant<T, Failure> m_content;
};

/// Outcome of an operation without a value: `return {};` is success. Threads: plain value.
template <>
class [[nodiscard]] Outcome<void>
{
public:
    Outcome() = default;
    Outcome(Failure failure) : m_failure(std::move(failure)) {}

    [[nodiscard]] bool ok() const { return !m_failure; }
    explicit operator bool() const { return ok(); }
    /// The failure; to be called only when not ok().
    [[nodiscard]] const Failure& failure() const { return *m_failure; }

private:
    std::optional<Failure> m_failure;
};

/// The device's own "no": ErrorCode::CommandError with the payload's `errorCode`.
[[nodiscard]] inline Failure commandError(std::string errorCode, std::string detail = {})
{
    return Failure{ErrorCode::CommandError, std::move(errorCode), std::move(detail)};
}

/// A Failure with a generic code.
[[nodiscard]] inline Failure failure(ErrorCode code, std::string detail = {})
{
    return Failure{code, {}, std::move(detail)};
}

} // namespace banshi::drivers::sdk

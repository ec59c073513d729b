// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/secret_bytes.h"
#include "banshi/queue/store/error.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace banshi::queue::store
{

/// The folder of the key files, in steps as small as a power cut can part them. Errors of all: as errnoError. Threads:
/// one at a time.
class KeyFolder
{
public:
    virtual ~KeyFolder() = default;

    /// The whole file, nothing when there is none of that name. Errors: Invalid when it is far too large, too.
    [[nodiscard]] virtual StoreResult<std::optional<base::SecretBytes>> read(const std::string& name) const = 0;
    /// Overwrites the file in place, or makes it, and syncs its content; its name stays as durable as it was.
    [[nodiscard]] virtual StoreResult<void> put(const std::string& name, std::span<const std::uint8_t> content) = 0;
    /// In place of a file of that name, if there is one.
    [[nodiscard]] virtual StoreResult<void> rename(const std::string& from, const std::string& to) = 0;
    [[nodiscard]] virtual StoreResult<void> remove(const std::string& name) = 0;
    /// Makes names durable.
    [[nodiscard]] virtual StoreResult<void> sync() = 0;
    /// Moves a file that cannot be used to the quarantine, durably.
    [[nodiscard]] virtual StoreResult<void> putAside(const std::string& name) = 0;
};

/// The data folder, made when it is missing. Threads: one at a time.
class DataKeyFolder final : public KeyFolder
{
public:
    /// `clock` must outlive it.
    DataKeyFolder(std::filesystem::path folder, const base::Clock& clock) : m_folder(std::move(folder)), m_clock(clock)
    {
    }

    [[nodiscard]] StoreResult<std::optional<base::SecretBytes>> read(const std::string& name) const override;
    [[nodiscard]] StoreResult<void> put(const std::string& name, std::span<const std::uint8_t> content) override;
    [[nodiscard]] StoreResult<void> rename(const std::string& from, const std::string& to) override;
    [[nodiscard]] StoreResult<void> remove(const std::string& name) override;
    [[nodiscard]] StoreResult<void> sync() override;
    [[nodiscard]] StoreResult<void> putAside(const std::string& name) override;

private:
    const std::filesystem::path m_folder;
    const base::Clock& m_clock;
};

} // namespace banshi::queue::store

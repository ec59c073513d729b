// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>

namespace banshi::queue::store
{

using Hash = std::array<std::uint8_t, 32>;

/// The machine's own secret for HMACs: recognises repeats of what it can no longer read. Threads: immutable.
class MachineKey
{
public:
    explicit MachineKey(const Hash& secret);
    ~MachineKey();
    MachineKey(const MachineKey&) = delete;
    MachineKey& operator=(const MachineKey&) = delete;

    /// Names the key without telling it: 16 hex digits.
    [[nodiscard]] const std::string& id() const { return m_id; }
    /// HMAC-SHA-256 of the parts, a zero byte between them.
    [[nodiscard]] Hash mac(std::string_view purpose, std::string_view label, std::string_view content) const;

private:
    Hash m_secret;
    std::string m_id;
};

/// `machine.key` in the data folder: read once, made at the first start. Threads: any.
class MachineKeyFile
{
public:
    explicit MachineKeyFile(std::filesystem::path file) : m_file(std::move(file)) {}

    /// The key. Errors: KeyUnusable (wrong length), ReadOnly, Full, CannotOpen.
    [[nodiscard]] StoreResult<const MachineKey*> get();

private:
    [[nodiscard]] StoreResult<Hash> load() const;
    [[nodiscard]] StoreResult<Hash> create() const;

    const std::filesystem::path m_file;
    std::mutex m_mutex;
    std::unique_ptr<const MachineKey> m_key; // guarded by m_mutex until set, then immutable
};

} // namespace banshi::queue::store

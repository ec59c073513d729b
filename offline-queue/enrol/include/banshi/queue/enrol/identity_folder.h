// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/enrol/enrol_error.h"
#include "banshi/queue/enrol/machine_key_pair.h"
#include "banshi/queue/sync/certificate_life.h"

#include <filesystem>

namespace banshi::queue::enrol
{

/// The machine's identity on disk, a folder of mode 0700:
///   machine.pem   certificate, its chain and the key in one file, so that one rename changes all of it
///   previous.pem  the identity before, until the new one has worked
///   next.key      the key of a request whose answer has not come: a repeat uses it again
/// Every file is synced before its name is. Threads: one at a time; another process sees one whole identity or the
/// other.
class IdentityFolder
{
public:
    explicit IdentityFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] std::filesystem::path file() const { return m_folder / "machine.pem"; }
    [[nodiscard]] std::filesystem::path previousFile() const { return m_folder / "previous.pem"; }
    [[nodiscard]] bool exists() const;
    /// The life of the present certificate; nothing when there is none.
    [[nodiscard]] std::optional<sync::CertificateLife> life() const;
    /// The new identity has not worked yet.
    [[nodiscard]] bool isOnTrial() const;

    /// The key of the request under way, or a fresh one that is on disk. Errors: CannotWrite.
    [[nodiscard]] EnrolResult<MachineKeyPair> nextKey();
    /// Makes key and certificates (its own first) the identity and keeps the one before. Errors: CannotWrite.
    [[nodiscard]] EnrolResult<void> adopt(const MachineKeyPair& key, const std::vector<std::string>& certificates);
    /// The new identity has worked: the one before is erased. Errors: CannotWrite.
    [[nodiscard]] EnrolResult<void> confirm();
    /// The new identity does not work and the one before does: it comes back. Errors: CannotWrite.
    [[nodiscard]] EnrolResult<void> goBack();

private:
    [[nodiscard]] EnrolResult<void> write(const std::filesystem::path& file, std::string_view content) const;
    [[nodiscard]] EnrolResult<void> settle(const std::error_code& error) const;

    std::filesystem::path m_folder;
};

} // namespace banshi::queue::enrol

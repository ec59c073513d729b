// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_key_file.h"

#include "sealed_key.h"

#include <algorithm>
#include <sodium.h>

namespace banshi::queue::store
{

namespace
{

using base::SecretBytes;

constexpr const char* kPlain = "machine.key";
constexpr const char* kSealed = "machine.key.tpm";
constexpr const char* kWiping = "machine.key.wipe"; // never read as a key
constexpr std::size_t kKeyBytes = std::tuple_size_v<Hash>;

/// The plain key first, then the sealed ones without it, as many as a ring holds.
SecretBytes joined(const SecretBytes& plain, const SecretBytes& sealed)
{
    constexpr std::size_t kMost = KeyRing::kMostKeys * kKeyBytes;
    SecretBytes ring(plain.size() + sealed.size());
    std::uint8_t* end = std::copy(plain.view().begin(), plain.view().end(), ring.data());
    for (auto rest = sealed.view(); !rest.empty(); rest = rest.subspan(kKeyBytes))
        if (!std::ranges::equal(rest.first(kKeyBytes), plain.view()))
            end = std::copy_n(rest.begin(), kKeyBytes, end);
    const auto have = std::min(static_cast<std::size_t>(end - ring.data()), kMost);
    return SecretBytes(ring.view().first(have));
}

bool isEqual(const SecretBytes& one, const SecretBytes& other)
{
    return std::ranges::equal(one.view(), other.view());
}

/// Whether the same bytes may open at a later start.
bool isPassing(const StoreError& error)
{
    return error.code == StoreCode::TpmAway || error.code == StoreCode::NewerFormat;
}

} // namespace

StoreResult<const KeyRing*> MachineKeyFile::get()
{
    const std::lock_guard lock(m_mutex);
    if (!m_ring)
    {
        if (sodium_init() < 0)
            return base::fail(StoreCode::KeyUnusable, "libsodium does not start", base::Retry::NeedsAttendant);
        m_troubles.clear();
        auto secrets = load();
        if (!secrets)
            return tl::unexpected(secrets.error());
        m_ring = std::make_unique<const KeyRing>(secrets->view());
    }
    return m_ring.get();
}

std::vector<StoreError> MachineKeyFile::troubles() const
{
    const std::lock_guard lock(m_mutex);
    return m_troubles;
}

void MachineKeyFile::forgetTroubles()
{
    const std::lock_guard lock(m_mutex);
    m_troubles.clear();
}

bool MachineKeyFile::isSealed() const
{
    const std::lock_guard lock(m_mutex);
    return m_isSealed;
}

StoreResult<SecretBytes> MachineKeyFile::load()
{
    m_canSeal = m_sealer != nullptr;
    const auto sealed = readSealed();
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto plain = readPlain();
    if (!plain)
        return tl::unexpected(plain.error());
    SecretBytes ring = joined(*plain, *sealed);
    const bool isNew = ring.empty();
    if (isNew)
    {
        ring = SecretBytes(kKeyBytes);
        randombytes_buf(ring.data(), ring.size());
    }
    m_isSealed = isEqual(ring, *sealed);
    if (!m_isSealed && m_canSeal)
    {
        const auto done = seal(ring);
        m_isSealed = done.has_value();
        if (!done && isNew && !isPassing(done.error()))
            return tl::unexpected(done.error()); // a disk that takes no sealed key takes no plain one either
        if (!done)
            note(done.error());
    }
    if (m_isSealed)
        m_isSealed = plain->empty() ? finishWipe().has_value() : wipePlain().has_value();
    else if (isNew)
        if (const auto kept = replace(kPlain, ring.view()); !kept)
            return tl::unexpected(kept.error());
    return ring;
}

StoreResult<SecretBytes> MachineKeyFile::readPlain()
{
    auto content = m_folder->read(kPlain);
    const bool isWrong = content ? *content && (*content)->size() != kKeyBytes
                                 : content.error().code == StoreCode::Invalid; // far too large
    if (!content && !isWrong)
        return tl::unexpected(content.error());
    if (!isWrong)
        return *content ? std::move(**content) : SecretBytes();
    if (const auto moved = putAside(
            kPlain, {StoreCode::KeyUnusable, "the plain key is not 32 bytes long", base::Retry::NeedsAttendant});
        !moved)
        return tl::unexpected(moved.error());
    return SecretBytes();
}

StoreResult<SecretBytes> MachineKeyFile::readSealed()
{
    const auto content = m_folder->read(kSealed);
    if (!content && content.error().code != StoreCode::Invalid)
        return tl::unexpected(content.error());
    if (content && !*content)
        return SecretBytes();
    auto ring = open(content ? (*content)->view() : std::span<const std::uint8_t>());
    if (ring)
        return ring;
    if (isPassing(ring.error()))
    {
        m_canSeal = false; // what is sealed there must not be replaced
        note(ring.error());
    }
    else if (const auto moved = putAside(kSealed, ring.error()); !moved)
        return tl::unexpected(moved.error());
    return SecretBytes();
}

StoreResult<SecretBytes> MachineKeyFile::open(std::span<const std::uint8_t> content)
{
    const auto sealed = decodeSealedKey(content);
    if (!sealed)
        return tl::unexpected(sealed.error());
    if (!m_sealer)
        return base::fail(StoreCode::TpmAway, "the machine key is sealed and no TPM is named",
                          base::Retry::NeedsAttendant);
    auto ring = m_sealer->unseal(*sealed);
    if (ring && !KeyRing::isSize(ring->size()))
        return base::fail(StoreCode::KeyUnusable, "what was sealed is no machine key", base::Retry::NeedsAttendant);
    return ring;
}

StoreResult<void> MachineKeyFile::putAside(const char* name, StoreError why)
{
    auto moved = m_folder->putAside(name);
    if (moved)
        note(std::move(why));
    return moved;
}

StoreResult<void> MachineKeyFile::replace(const char* name, std::span<const std::uint8_t> content)
{
    const std::string beside = std::string(name) + ".new";
    auto done = m_folder->put(beside, content);
    if (done)
        done = m_folder->rename(beside, name);
    return done ? m_folder->sync() : done;
}

StoreResult<void> MachineKeyFile::seal(const SecretBytes& ring)
{
    const auto sealed = m_sealer->seal(ring.view());
    if (!sealed)
        return tl::unexpected(sealed.error());
    // Nothing is given up for a key that was never seen to open.
    const auto again = m_sealer->unseal(*sealed);
    if (!again)
        return base::fail(StoreCode::TpmAway, "the TPM does not open what it sealed: " + again.error().detail,
                          base::Retry::NeedsAttendant);
    if (!isEqual(*again, ring))
        return base::fail(StoreCode::TpmAway, "the TPM opens something else than it sealed",
                          base::Retry::NeedsAttendant);
    return replace(kSealed, encodeSealedKey(*sealed));
}

/// The sealed file is durable by now. The plain one gets another name first, so that half a wiped key is never taken
/// for a key.
StoreResult<void> MachineKeyFile::wipePlain()
{
    auto done = m_folder->rename(kPlain, kWiping);
    if (done)
        done = m_folder->sync();
    return done ? finishWipe() : done;
}

StoreResult<void> MachineKeyFile::finishWipe()
{
    const auto left = m_folder->read(kWiping);
    if (!left)
        return tl::unexpected(left.error());
    if (!*left)
        return {};
    auto done = m_folder->put(kWiping, Bytes((*left)->size()));
    if (done)
        done = m_folder->remove(kWiping);
    return done ? m_folder->sync() : done;
}

} // namespace banshi::queue::store

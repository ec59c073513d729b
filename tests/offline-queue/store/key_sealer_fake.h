// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "key_sealer.h"

/// A chip that outlives its fakes: who it is, and what ails it. Threads: plain value.
struct FakeChip
{
    std::uint8_t self = 1; ///< changes when the chip is cleared or another
    bool isAway = false;
    bool forgets = false; ///< opens something else than it sealed
};

/// Seals by a chip's own mask. Threads: one.
class FakeKeySealer final : public banshi::queue::store::KeySealer
{
public:
    using Code = banshi::queue::store::StoreCode;
    template <class T>
    using Result = banshi::queue::store::StoreResult<T>;

    explicit FakeKeySealer(const FakeChip& chip) : m_chip(chip) {}

    [[nodiscard]] Result<banshi::queue::store::Bytes> seal(std::span<const std::uint8_t> secret) override
    {
        if (m_chip.isAway)
            return banshi::base::fail(Code::TpmAway, "away");
        banshi::queue::store::Bytes sealed{m_chip.self};
        for (const auto byte : secret)
            sealed.push_back(byte ^ kMask);
        return sealed;
    }
    [[nodiscard]] Result<banshi::base::SecretBytes> unseal(std::span<const std::uint8_t> sealed) override
    {
        if (m_chip.isAway)
            return banshi::base::fail(Code::TpmAway, "away");
        if (sealed.empty())
            return banshi::base::fail(Code::KeyUnusable, "nothing");
        if (sealed.front() != m_chip.self)
            return banshi::base::fail(Code::KeyForeign, "another's");
        banshi::base::SecretBytes secret(sealed.subspan(1));
        for (std::size_t i = 0; i < secret.size(); ++i)
            secret.data()[i] ^= m_chip.forgets ? 0 : kMask;
        return secret;
    }

private:
    static constexpr std::uint8_t kMask = 0x5A;
    const FakeChip& m_chip;
};

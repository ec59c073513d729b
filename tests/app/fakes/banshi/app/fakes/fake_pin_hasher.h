// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/pin_hasher.h"
#include "later.h"

#include <QCryptographicHash>

namespace banshi::app::fakes
{

/// A hasher without cost: SHA-256 in hexadecimal digits. Can have no memory.
class FakePinHasher : public maintenance::PinHasher
{
public:
    bool hasNoMemory = false;
    int verified = 0; ///< how many PINs were judged

    void hash(base::SecretBytes pin, std::function<void(std::string)> done) override
    {
        later([text = hasNoMemory ? std::string() : digest(pin), done = std::move(done)] { done(text); });
    }
    void verify(base::SecretBytes pin, std::string hash, std::function<void(bool)> done) override
    {
        ++verified;
        later([isRight = digest(pin) == hash, done = std::move(done)] { done(isRight); });
    }
    [[nodiscard]] static std::string digest(const base::SecretBytes& pin)
    {
        const QByteArrayView bytes(reinterpret_cast<const char*>(pin.data()), static_cast<qsizetype>(pin.size()));
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
    }
};

} // namespace banshi::app::fakes

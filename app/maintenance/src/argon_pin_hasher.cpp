// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/argon_pin_hasher.h"

#include <sodium.h>

namespace banshi::app::maintenance
{

namespace
{

// libsodium wants an address for an empty PIN, too.
const char* bytesOf(const base::SecretBytes& pin)
{
    return pin.empty() ? "" : pin.text().data();
}

} // namespace

void ArgonPinHasher::hash(base::SecretBytes pin, std::function<void(std::string)> done)
{
    m_worker = std::jthread([this, pin = std::move(pin), done = std::move(done)] {
        std::string text(crypto_pwhash_STRBYTES, '\0');
        const bool isMade = sodium_init() >= 0 &&
                            crypto_pwhash_str(text.data(), bytesOf(pin), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                              crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
        text.resize(isMade ? text.find('\0') : 0);
        QMetaObject::invokeMethod(
            this, [done, text] { done(text); }, Qt::QueuedConnection);
    });
}

void ArgonPinHasher::verify(base::SecretBytes pin, std::string hash, std::function<void(bool)> done)
{
    m_worker = std::jthread([this, pin = std::move(pin), hash = std::move(hash), done = std::move(done)] {
        const bool isRight =
            sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), bytesOf(pin), pin.size()) == 0;
        QMetaObject::invokeMethod(
            this, [done, isRight] { done(isRight); }, Qt::QueuedConnection);
    });
}

} // namespace banshi::app::maintenance

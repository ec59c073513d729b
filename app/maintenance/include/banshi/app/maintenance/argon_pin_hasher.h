// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/pin_hasher.h"

#include <QObject>
#include <thread>

namespace banshi::app::maintenance
{

/// Argon2id by libsodium at its interactive cost (64 MiB, two passes), in a thread of its own, so that the screen goes
/// on living. Threads: as PinHasher.
class ArgonPinHasher : public QObject, public PinHasher
{
    Q_OBJECT

public:
    void hash(base::SecretBytes pin, std::function<void(std::string)> done) override;
    void verify(base::SecretBytes pin, std::string hash, std::function<void(bool)> done) override;

private:
    std::jthread m_worker; ///< joined before its successor starts and at the end
};

} // namespace banshi::app::maintenance

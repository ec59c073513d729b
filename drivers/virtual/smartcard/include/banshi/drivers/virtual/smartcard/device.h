// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/virtual/smartcard/card.h"
#include "banshi/drivers/virtual/smartcard/card_watch.h"
#include "banshi/drivers/virtual/smartcard/reader_daemon.h"

#include <QObject>
#include <QTcpSocket>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace banshi::drivers::virtual_smartcard
{

/// A card and the reader that it is put into: speaks the virtual reader's protocol (two bytes of length, then a command
/// or a control byte; vsmartcard, `api.txt`). Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `socket`: where pcscd's socket is to stand; `content`: of the card's file. `clock` must outlive the device.
    Device(const std::string& socket, const std::string& content, const base::Clock& clock, QObject* parent = nullptr);

    /// Starts the reader. Errors: CannotListen.
    base::Result<void, virtual_wire::WireFault> start();
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

Q_SIGNALS:
    /// The reader waits for a card.
    void ready();

private:
    void lookForReader();
    void touchContacts();
    void insert();
    void takeOut();
    /// Waits until every program hears that the card is in, or out; false when it is not heard.
    bool settle(bool isIn);
    void receive();
    void answer(const Bytes& message);
    void send(const Bytes& bytes);
    void unplug(int forMillis);
    [[nodiscard]] nlohmann::json fault(const nlohmann::json& request);
    [[nodiscard]] nlohmann::json state() const;

    const base::Clock& m_clock;
    ReaderDaemon m_daemon;
    CardWatch m_watch;
    Card m_card;
    QTcpSocket m_contacts;
    base::Timer m_look;
    base::Timer m_retry;
    base::Timer m_plugAgain;
    base::Timer m_hold;
    QByteArray m_heard;
    QByteArray m_held;       ///< answers that are kept back
    bool m_isWanted = false; ///< the card is in
    bool m_isReady = false;
    int m_mute = 0;     ///< so many commands are answered with nothing
    int m_garbled = 0;  ///< so many are answered with nonsense
    int m_removals = 0; ///< at so many commands the card is taken out
    int m_slow = 0;     ///< so many are answered late
    int m_halved = 0;   ///< so many are answered by half
    int m_mistaken = 0; ///< so many get the answer of the command before
    Bytes m_before;     ///< that answer; never empty: for the rest of an empty frame vpcd waits without end
    base::MonoTime m_silentUntil;
};

} // namespace banshi::drivers::virtual_smartcard

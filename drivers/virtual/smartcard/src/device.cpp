// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/smartcard/device.h"

#include <QEventLoop>
#include <QtEndian>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace banshi::drivers::virtual_smartcard
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::refusal;

constexpr auto kRetry = 20ms;     // between two looks
constexpr auto kNoticed = 5000ms; // in which pcscd hears of a card
constexpr auto kSlow = 700ms;
constexpr int kRestartMs = 1'000;
constexpr int kSilenceMs = 30'000;
constexpr qsizetype kHead = 2;
// Control bytes of the virtual reader.
constexpr std::uint8_t kPowerOff = 0;
constexpr std::uint8_t kPowerOn = 1;
constexpr std::uint8_t kReset = 2;
constexpr std::uint8_t kAnswerToReset = 4;

// True once, as often as was asked for.
bool strike(int& times)
{
    const bool isStruck = times > 0;
    times -= isStruck ? 1 : 0;
    return isStruck;
}

} // namespace

Device::Device(const std::string& socket, const std::string& content, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_clock(clock), m_daemon(socket), m_watch(socket), m_card(content), m_look(clock),
      m_retry(clock), m_plugAgain(clock), m_hold(clock)
{
    connect(&m_contacts, &QTcpSocket::readyRead, this, &Device::receive);
    connect(&m_contacts, &QTcpSocket::connected, this,
            [this] { m_contacts.setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    // A card that is in stays in, also when the reader lets go of it.
    connect(&m_contacts, &QTcpSocket::disconnected, this, [this] {
        if (m_isWanted)
            m_retry.start(kRetry);
    });
    connect(&m_contacts, &QTcpSocket::errorOccurred, this, [this] {
        if (m_isWanted)
            m_retry.start(kRetry);
    });
    connect(&m_retry, &base::Timer::fired, this, &Device::touchContacts);
    connect(&m_look, &base::Timer::fired, this, &Device::lookForReader);
    connect(&m_plugAgain, &base::Timer::fired, this, [this] { (void)start(); });
    connect(&m_hold, &base::Timer::fired, this, [this] { m_contacts.write(std::exchange(m_held, {})); });
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    if (auto started = m_daemon.start(); !started)
        return started;
    m_look.startRepeating(kRetry);
    return {};
}

void Device::lookForReader()
{
    if (!m_watch.hasCard())
        return;
    m_look.stop();
    if (!std::exchange(m_isReady, true))
        Q_EMIT ready();
}

void Device::touchContacts()
{
    if (!m_isWanted || m_contacts.state() == QAbstractSocket::ConnectedState)
        return;
    m_contacts.abort();
    m_heard.clear();
    m_contacts.connectToHost(QHostAddress::LocalHost, m_daemon.cardPort());
}

void Device::insert()
{
    if (std::exchange(m_isWanted, true))
        return;
    m_card.reset();
    m_before = {0x90, 0x00}; // as if a command had gone before
    touchContacts();
}

void Device::takeOut()
{
    m_isWanted = false;
    m_retry.stop();
    m_hold.stop();
    m_held.clear();
    m_contacts.abort();
}

bool Device::settle(bool isIn)
{
    const base::MonoTime end = m_clock.now() + kNoticed;
    while (m_clock.now() < end)
    {
        if (!m_daemon.isRunning())
            return !isIn;
        if (const auto hasCard = m_watch.hasCard(); hasCard && *hasCard == isIn)
            return true;
        QEventLoop turn;
        base::Timer next(m_clock);
        connect(&next, &base::Timer::fired, &turn, &QEventLoop::quit);
        next.start(kRetry);
        turn.exec();
    }
    return false;
}

void Device::receive()
{
    m_heard += m_contacts.readAll();
    while (m_heard.size() >= kHead)
    {
        const qsizetype length = qFromBigEndian<quint16>(m_heard.constData());
        if (m_heard.size() < kHead + length)
            return;
        const QByteArray message = m_heard.mid(kHead, length);
        m_heard.remove(0, kHead + length);
        if (!message.isEmpty())
            answer(Bytes(message.begin(), message.end()));
    }
}

void Device::answer(const Bytes& message)
{
    if (message.size() == 1)
    {
        if (message[0] == kAnswerToReset)
            send(m_card.answerToReset());
        else if (message[0] == kPowerOn || message[0] == kReset || message[0] == kPowerOff)
            m_card.reset();
        return;
    }
    if (strike(m_removals))
    {
        // Not from within the socket's own signal: it would hear nothing in its next life.
        QMetaObject::invokeMethod(this, &Device::takeOut, Qt::QueuedConnection);
        return;
    }
    const Bytes said = m_card.receive(message);
    const Bytes before = std::exchange(m_before, said);
    if (strike(m_mute))
        send({});
    else if (strike(m_garbled))
        send({0x5A});
    else if (strike(m_halved))
        send({said.begin(), said.begin() + static_cast<std::ptrdiff_t>(said.size() / 2)});
    else
        send(strike(m_mistaken) ? before : said);
}

void Device::send(const Bytes& bytes)
{
    QByteArray frame(kHead, '\0');
    qToBigEndian(static_cast<quint16>(bytes.size()), frame.data());
    frame.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    const base::Nanoseconds silence = m_silentUntil - m_clock.now();
    const bool isSlow = strike(m_slow);
    if (isSlow || silence > base::Nanoseconds(0))
    {
        m_held += frame;
        m_hold.start(std::max(silence, isSlow ? base::Nanoseconds(kSlow) : base::Nanoseconds(0)));
        return;
    }
    m_contacts.write(frame);
}

void Device::unplug(int forMillis)
{
    m_look.stop();
    takeOut();
    m_daemon.stop();
    if (forMillis > 0)
        m_plugAgain.start(std::chrono::milliseconds(forMillis));
}

json Device::fault(const json& request)
{
    const auto kind = request.value("kind", "");
    const int times = request.value("times", 1);
    if (kind == "unplug")
        unplug(request.value("ms", 0));
    else if (kind == "restart")
        unplug(request.value("ms", kRestartMs));
    else if (kind == "mute")
        m_mute = times;
    else if (kind == "noise")
        m_garbled = times;
    else if (kind == "takenOut")
        m_removals = times;
    else if (kind == "slow")
        m_slow = times;
    else if (kind == "halfFrame")
        m_halved = times;
    else if (kind == "otherAnswer")
        m_mistaken = times;
    else if (kind == "silence")
        m_silentUntil = m_clock.now() + std::chrono::milliseconds(request.value("ms", kSilenceMs));
    else
        return refusal("no such fault: " + kind);
    return state();
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "fault")
        return fault(request);
    if (what == "faults")
        return {{"faults",
                 {"unplug", "restart", "mute", "noise", "takenOut", "slow", "halfFrame", "otherAnswer", "silence"}}};
    if (what == "insert" || what == "remove")
    {
        const bool isIn = what == "insert";
        if (isIn)
            insert();
        else
            takeOut();
        if (!settle(isIn))
            return refusal("the reader does not notice it");
    }
    else if (what == "clear")
    {
        m_mute = m_garbled = m_removals = m_slow = m_halved = m_mistaken = 0;
        m_silentUntil = m_clock.now();
    }
    else if (what == "plug")
    {
        if (auto plugged = start(); !plugged)
            return refusal(plugged.error().detail);
    }
    else if (what != "state")
        return refusal("insert, remove, fault, faults, clear, plug or state is expected");
    return state();
}

json Device::state() const
{
    return {{"plugged", m_daemon.isRunning()}, {"card", m_isWanted}, {"commands", m_card.commands()}};
}

} // namespace banshi::drivers::virtual_smartcard

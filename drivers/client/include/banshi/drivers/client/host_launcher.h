// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <chrono>

namespace banshi::drivers::client
{

/// How one driver host is started.
struct HostSpec
{
    QString name;        ///< service name
    QString plugin;      ///< path of the plug-in
    QString connection;  ///< `serial:PATH` …
    QString optionsJson; ///< `{}` for none
    bool production = true;
    QString runDir;
    QString clockFile; ///< development only; empty for the machine's clock
};

/// Where a host stands.
enum class HostState
{
    Stopped,
    Running,
    BackingOff,  ///< has crashed and waits for its next start
    CircuitOpen, ///< has crashed too often; rests, until it gets another go
};

/// How long a host rests that has crashed too often: long enough that a driver which breaks its device at each start
/// does little harm, short enough that nobody has to come for what passes by itself.
inline constexpr std::chrono::minutes kCircuitRest{10};

/// Starts, stops and restarts driver hosts. A host that ends unasked is started again after a pause, until it has
/// crashed too often in too short a time; then it rests and is started anew. Threads: one, with an event loop.
class HostLauncher : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Makes a host known and starts it.
    virtual void start(const HostSpec& spec) = 0;
    /// Ends a host in good order and keeps it down.
    virtual void stop(const QString& name) = 0;
    /// Ends a hung host at once; it counts as a crash and comes back.
    virtual void kill(const QString& name) = 0;
    /// Starts a host afresh and forgets its earlier crashes.
    virtual void restart(const QString& name) = 0;
    [[nodiscard]] virtual HostState state(const QString& name) const = 0;

Q_SIGNALS:
    void stateChanged(const QString& name, banshi::drivers::client::HostState state);
};

} // namespace banshi::drivers::client

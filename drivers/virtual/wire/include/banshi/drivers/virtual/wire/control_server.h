// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>

class QLocalServer;
class QLocalSocket;

namespace banshi::drivers::virtual_wire
{

/// Why a simulator's end of the wire could not be set up.
enum class WireError
{
    CannotListen,
    CannotOpenPty,
    CannotLink,
    CannotWrite,
};
using WireFault = base::KitError<WireError>;

/// The remote control of one simulator: a Unix socket that takes one JSON object a line and answers each with one.
/// Threads: lives in one thread with an event loop; the handler runs there.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    /// Gets the object, returns the answer's members. An answer without "ok" gets `"ok": true`.
    using Handler = std::function<nlohmann::json(const nlohmann::json&)>;

    explicit ControlServer(Handler handler, QObject* parent = nullptr);
    ~ControlServer() override;

    /// Listens at `path`; a socket that an earlier run left there is removed. Errors: CannotListen.
    base::Result<void, WireFault> listen(const QString& path);

private:
    void serve(QLocalSocket* client);
    [[nodiscard]] QByteArray answer(const QByteArray& line) const;

    Handler m_handler;
    std::unique_ptr<QLocalServer> m_server;
};

/// The answer to something that cannot be done: `{"ok": false, "problem": problem}`.
[[nodiscard]] nlohmann::json refusal(const std::string& problem);

} // namespace banshi::drivers::virtual_wire

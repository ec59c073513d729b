// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/city/event_loop.h"

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::city
{

/// Why commands cannot be taken.
enum class ControlSocketCode
{
    CannotListen,
};
using ControlSocketError = base::KitError<ControlSocketCode>;

/// A Unix socket that takes one JSON object a line and answers with one a line. Anything that is no object is
/// answered `{"ok": false, "error": …}`. Threads: the handler runs on the event loop.
class ControlSocket
{
public:
    using Handler = std::function<nlohmann::json(const nlohmann::json& command)>;
    /// Listens at `path` (replaced when it stands there from an earlier run). Loop outlives the socket.
    /// Errors: CannotListen.
    [[nodiscard]] static base::Result<std::unique_ptr<ControlSocket>, ControlSocketError>
    start(EventLoop& loop, const std::string& path, Handler handler);
    /// Takes the socket's file away.
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    struct Inside;
    explicit ControlSocket(std::shared_ptr<Inside> inside);
    std::shared_ptr<Inside> m_inside;
};

} // namespace banshi::city

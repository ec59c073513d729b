// SPDX-License-Identifier: GPL-3.0-or-later
#include "unix_http.h"

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

std::string UnixAnswer::code() const
{
    const auto document = json();
    return document.is_object() ? document.value("code", "") : std::string();
}

std::string unixRaw(const std::filesystem::path& socket, const std::string& bytes)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket.c_str(), sizeof address.sun_path - 1);
    std::string answer;
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    {
        std::size_t sent = 0;
        while (sent < bytes.size())
        {
            const ssize_t more = ::send(descriptor, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (more <= 0)
                break; // the server may answer before it has read everything
            sent += static_cast<std::size_t>(more);
        }
        char piece[4096];
        for (ssize_t got = 1; got > 0;)
        {
            got = ::recv(descriptor, piece, sizeof piece, 0);
            if (got > 0)
                answer.append(piece, static_cast<std::size_t>(got));
        }
    }
    ::close(descriptor);
    return answer;
}

UnixAnswer unixCall(const std::filesystem::path& socket, const std::string& method, const std::string& target,
                    const std::string& body, const std::map<std::string, std::string>& headers)
{
    std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    for (const auto& [name, value] : headers)
        request += name + ": " + value + "\r\n";
    request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    const std::string raw = unixRaw(socket, request);
    UnixAnswer answer;
    const auto end = raw.find("\r\n\r\n");
    if (!raw.starts_with("HTTP/1.1 ") || end == std::string::npos)
        return answer;
    answer.status = std::stoi(raw.substr(9, 3));
    answer.body = raw.substr(end + 4);
    const std::string field = "Content-Type: ";
    if (const auto at = raw.find(field); at < end)
        answer.media = raw.substr(at + field.size(), raw.find("\r\n", at) - at - field.size());
    return answer;
}

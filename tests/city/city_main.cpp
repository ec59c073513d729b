// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-city: the stand-in central platform of tests and demo.
#include "banshi/base/file_clock.h"
#include "banshi/base/system_clock.h"
#include "banshi/city/city_clock.h"
#include "banshi/city/control_socket.h"
#include "banshi/city/https_server.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace
{

using namespace banshi;

struct Options
{
    std::string tls;
    std::string portFile;
    std::string control;
    std::string dumpFile;
    std::string stateFile;
    std::string clock;
    std::uint16_t port = 0;
    bool refuseDemonstration = false;
};

/// Writes a file so that a reader sees the whole of it or none.
bool writeWhole(const std::string& path, const std::string& text)
{
    const std::string fresh = path + ".new";
    std::ofstream file(fresh, std::ios::trunc);
    file << text;
    file.close();
    std::error_code error;
    if (file)
        std::filesystem::rename(fresh, path, error);
    return file && !error;
}

void blockSignals(sigset_t& wanted)
{
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int failed(const std::string& what, const std::string& detail)
{
    std::fprintf(stderr, "banshi-city: %s: %s\n", what.c_str(), detail.c_str());
    return 1;
}

int serve(const Options& options, const base::Clock& clock, const sigset_t& wanted)
{
    auto keys = city::CityKeys::load(options.tls);
    if (!keys)
        return failed("cannot use the key file", keys.error().detail);
    city::Platform platform(clock, std::move(*keys), options.refuseDemonstration, options.stateFile);
    city::EventLoop wire;
    const auto server = city::HttpsServer::start(wire, platform, clock, options.tls, options.port);
    if (!server)
        return failed("cannot serve HTTPS", server.error().detail);
    const auto dump = [&] {
        return options.dumpFile.empty() || writeWhole(options.dumpFile, platform.dump().dump(2) + "\n");
    };
    city::EventLoop commands;
    const auto control = city::ControlSocket::start(commands, options.control, [&](const nlohmann::json& command) {
        if (city::textOf(command, "do") == "network")
            return nlohmann::json{{"ok", (*server)->setNetwork(command.at("up").get<bool>())}};
        auto reply = platform.command(command);
        if (city::textOf(command, "do") == "dump" && !dump())
            reply = {{"ok", false}, {"error", "cannot write the dump"}};
        return reply;
    });
    if (!control)
        return failed("cannot listen for commands", control.error().detail);
    if (!writeWhole(options.portFile, std::to_string((*server)->port()) + "\n"))
        return failed("cannot write", options.portFile);
    int signal = 0;
    sigwait(&wanted, &signal);
    return dump() ? 0 : failed("cannot write", options.dumpFile);
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("The stand-in central platform of tests and demo");
    app.add_option("--tls", options.tls, "Folder made by packaging/tls/make-test-tls.sh")
        ->required()
        ->check(CLI::ExistingDirectory);
    app.add_option("--port-file", options.portFile, "Gets the port once it is open")->required();
    app.add_option("--control", options.control, "Unix socket for commands")->required();
    app.add_option("--port", options.port, "Port on 127.0.0.1 (0: a free one)");
    app.add_option("--journal-dump", options.dumpFile, "Gets all that the platform holds, at 'dump' and at the end");
    app.add_option("--state", options.stateFile, "Keeps keys and records over a restart");
    app.add_option("--clock", options.clock, "The shared development clock's file");
    app.add_flag("--refuse-demonstration", options.refuseDemonstration, "Refuse comparisons marked as demonstration");
    CLI11_PARSE(app, argc, argv);

    sigset_t wanted;
    blockSignals(wanted);
    if (options.clock.empty())
        return serve(options, base::SystemClock(), wanted);
    const auto shared = base::FileClock::open(options.clock);
    if (!shared)
        return failed("cannot open the clock", shared.error().detail);
    const city::CityClock clock(**shared);
    return serve(options, clock, wanted);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-queue: looks into the queue of a machine that does not run; see README.md of this folder.
#include "banshi/base/system_clock.h"
#include "copied_queue.h"
#include "print.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>

namespace
{

using namespace banshi::queue::tool;
using nlohmann::json;

constexpr int kDone = 0;
constexpr int kRefused = 1;
constexpr int kCannotRead = 3;

struct Order
{
    std::string dataDir;
    bool isJson = false;
    banshi::queue::store::ListQuery listing;
    std::string item;
    std::string out;
};

Answer exportTo(const CopiedQueue& source, const Order& order)
{
    std::ofstream file;
    if (!order.out.empty())
        file.open(order.out, std::ios::trunc);
    std::ostream& into = order.out.empty() ? std::cout : file;
    auto answer = source.exportLines([&into](const json& line) { return bool(into << line.dump() << '\n'); });
    into.flush();
    if (answer && !into)
        return tl::unexpected(ToolError{"queue.tool.cannotWrite", order.out, false});
    return answer;
}

Answer obey(const CopiedQueue& source, const std::string& command, const Order& order)
{
    if (command == "stats")
        return source.stats();
    if (command == "list")
        return source.list(order.listing);
    if (command == "show")
        return source.show(order.item);
    if (command == "verify")
        return source.verify();
    return exportTo(source, order);
}

int report(const Answer& answer, const std::string& command, const Order& order)
{
    if (!answer)
    {
        const auto& error = answer.error();
        if (order.isJson)
            std::printf("%s\n", json{{"code", error.code}, {"detail", error.detail}}.dump().c_str());
        else
            std::fprintf(stderr, "%s: %s\n", error.code.c_str(), error.detail.c_str());
        return error.isRefusal ? kRefused : kCannotRead;
    }
    const std::string text = order.isJson ? answer->dump() + '\n' : asText(*answer);
    const bool isBesideExport = command == "export" && order.out.empty();
    std::fputs(text.c_str(), isBesideExport ? stderr : stdout);
    return answer->value("clean", true) ? kDone : kRefused;
}

void addCommands(CLI::App& options, Order& order)
{
    options.add_subcommand("stats", "how many items in which state, how old, how large");
    auto* list = options.add_subcommand("list", "items, oldest first");
    list->add_option("--state", order.listing.state, "only these")
        ->check(CLI::IsMember({"pending", "acknowledged", "parked"}));
    list->add_option("--after", order.listing.afterId, "from behind this id on");
    list->add_option("--most", order.listing.most, "as many")->check(CLI::Range(1, 500));
    options.add_subcommand("verify", "holds every row and picture against its hashes");
    options.add_subcommand("export", "what has not arrived, sealed, as lines of JSON")
        ->add_option("--out", order.out, "into this file");
    options.add_subcommand("show", "one item")
        ->add_option("item", order.item, "id, idempotency key or the number on a slip")
        ->required();
    options.require_subcommand(1);
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int kWrongCommandLine = 2;
    CLI::App options("Looks into the queue of a Banshi machine. Says nothing of "
                     "whose an item is.");
    Order order;
    options.add_option("--data-dir", order.dataDir, "the data folder, or a copy of it")->required();
    options.add_flag("--json", order.isJson, "every answer as one JSON document");
    addCommands(options, order);
    options.fallthrough();
    try
    {
        options.parse(argc, argv);
    }
    catch (const CLI::ParseError& error)
    {
        return options.exit(error) == 0 ? kDone : kWrongCommandLine;
    }
    const banshi::base::SystemClock clock;
    const std::string command = options.get_subcommands().front()->get_name();
    const auto queue = CopiedQueue::open(order.dataDir, clock);
    return report(queue ? obey(*queue, command, order) : Answer(tl::unexpected(queue.error())), command, order);
}

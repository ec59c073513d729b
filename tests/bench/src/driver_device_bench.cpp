// SPDX-License-Identifier: GPL-3.0-or-later
// drivers.idcard.overhead and drivers.preview.cpu: what the driver adds to the device.
#include "banshi/drivers/plugins/camera_v4l2/grabber.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/frame_ring.h"
#include "driver_chain.h"
#include "stopwatch.h"

#include <fstream>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace banshi::bench
{

namespace
{

using namespace std::chrono_literals;
namespace command = drivers::protocol::command;
namespace opencv = drivers::plugins::camera_v4l2;

constexpr auto kLimit = 10000ms;
constexpr auto kLook = 2000ms; // how long a preview is watched for one sample
constexpr int kFramesPerSecond = 30;
constexpr std::size_t kCardBytes = 1295; // of the reply that carries text and photo
constexpr int kBaud = 115200;
// The four answers of a read: card found, selected, text and photo, no newer address.
constexpr double kAnswerBytes = 15 + 19 + kCardBytes + 11;
constexpr double kWireMs = kAnswerBytes * 10 * 1000 / kBaud; // ten bits a byte

/// The bytes of a card through a pseudo-terminal, read at once: a wire that takes no time, and nobody who reads them.
double bareTransfer()
{
    int master = -1;
    int slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0)
        throw Broken("no pseudo-terminal");
    termios raw{};
    ::tcgetattr(slave, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(slave, TCSANOW, &raw);
    const std::vector<char> card(kCardBytes, 'x');
    std::vector<char> into(kCardBytes);
    const double took = timeOf<std::milli>([&] {
        std::size_t got = 0;
        bool isWell = ::write(master, card.data(), card.size()) == static_cast<ssize_t>(card.size());
        while (isWell && got < card.size())
        {
            const ssize_t count = ::read(slave, into.data() + got, into.size() - got);
            isWell = count > 0;
            got += isWell ? static_cast<std::size_t>(count) : 0;
        }
        if (!isWell)
            throw Broken("the pseudo-terminal is silent");
    });
    ::close(slave);
    ::close(master);
    return took;
}

// Processor time that passes by `clock` while `work` runs, in percent of one core.
template <class Clock, class Work>
double percentOfCore(const Clock& clock, const Work& work)
{
    const double before = clock();
    const double wall = timeOf<std::ratio<1>>(work);
    return 100 * (clock() - before) / wall;
}

// Percent of one core that the driver's capture alone takes, in this process.
double captureAlone(const std::string& url)
{
    opencv::CaptureSetup setup;
    setup.source = url;
    opencv::Grabber grabber(setup);
    if (grabber.waitBeyond(0, kLimit) != opencv::Waited::Frame)
        throw Broken("the camera gives no frame");
    return percentOfCore([&] { return processorTimeOf(::getpid()); },
                         [&, end = std::chrono::steady_clock::now() + kLook] {
                             std::uint64_t shown = 0;
                             while (std::chrono::steady_clock::now() < end)
                                 if (grabber.waitBeyond(shown, 50ms) == opencv::Waited::Frame)
                                     shown = grabber.newest();
                         });
}

// The same with all that carries a preview to the screen: both ends together.
double wholePreview(drivers::conformance::Bench& host)
{
    const auto started = host.run(command::kStartPreview, nlohmann::json::object(), kLimit);
    const auto ring = started ? drivers::protocol::previewRingFromJson(started->payload)
                              : tl::unexpected(drivers::protocol::ProtocolError{});
    const auto reader = ring ? drivers::protocol::FrameRingReader::open(*ring) : tl::unexpected(ring.error());
    if (!reader)
        throw Broken("the preview does not start");
    drivers::protocol::Frame frame;
    const QObject scope;
    QObject::connect(&host.proxy(), &drivers::client::DeviceProxy::eventReceived, &scope,
                     [&] { (void)(*reader)->readNewer(frame); });
    const double percent = percentOfCore([&] { return processorTimeOf(::getpid()) + processorTimeOf(host.process()); },
                                         [&host] { (void)host.waitUntil([] { return false; }, kLook); });
    (void)host.run(command::kStopPreview, nlohmann::json::object(), kLimit);
    if (frame.sequence == 0)
        throw Broken("the preview shows nothing");
    return percent;
}

// A folder with one picture of the camera itself, to be played at any rate.
std::filesystem::path pictureFolder(const Order& order, drivers::conformance::Bench& host)
{
    const auto taken = host.run(command::kTakePicture, nlohmann::json::object(), kLimit);
    const auto picture =
        taken ? drivers::protocol::pictureFromJson(taken->payload) : tl::unexpected(drivers::protocol::ProtocolError{});
    if (!picture)
        throw Broken("no picture is taken");
    auto folder = order.folder / "frames";
    std::filesystem::create_directories(folder);
    std::ofstream file(folder / "frame.jpg", std::ios::binary);
    file.write(reinterpret_cast<const char*>(picture->jpeg.data()), static_cast<std::streamsize>(picture->jpeg.size()));
    return folder;
}

} // namespace

// From the command to the typed record, with a card on the reader, less the time that the answers' bytes take on the
// wire: the simulator says them at 115200 baud.
Row idCardOverheadBench(const Order& order)
{
    Row row{"drivers",
            "drivers.idcard.overhead",
            "ms",
            {},
            "a card's bytes through a bare pseudo-terminal",
            "tests/bench/run.sh drivers.idcard.overhead --only-against",
            {}};
    std::unique_ptr<DriverChain> chain;
    if (!order.onlyAgainst)
    {
        const nlohmann::json pace{{"do", "model"}, {"paced", true}};
        chain = std::make_unique<DriverChain>(order, "idcard-sam", "idcard", DriverChain::Acts{{"pace", {pace}}});
        chain->waitReady();
        if (!chain->farEnd().perform("pace"))
            throw Broken("the simulator does not take its time");
    }
    for (int run = 0; run < order.runs; ++run)
    {
        if (chain)
        {
            (void)chain->farEnd().perform("withdraw");
            (void)chain->host().run(command::kWaitRemoved, nlohmann::json::object(), kLimit);
            (void)chain->farEnd().perform("offer");
            const auto sent = chain->host().send(command::kReadCard, nlohmann::json::object(), kLimit);
            const auto* done = chain->host().finish(sent, kLimit);
            if (done == nullptr || !done->ok())
                throw Broken("the card is not read");
            row.samples.push_back(std::chrono::duration<double, std::milli>(sent->done - sent->at).count() - kWireMs);
        }
        row.againstSamples.push_back(bareTransfer());
    }
    return row;
}

// What the way of 640 x 480 frames, 30 a second, costs beyond their capture, in percent of one core.
Row previewCpuBench(const Order& order)
{
    Row row{"drivers",
            "drivers.preview.cpu",
            "% of a core",
            {},
            "the driver's capture alone, its frames looked at by nobody",
            "tests/bench/run.sh drivers.preview.cpu --only-against",
            {}};
    const auto folder = order.folder / "frames";
    const nlohmann::json play{
        {"do", "play"}, {"stream", "face"}, {"folder", folder.string()}, {"fps", kFramesPerSecond}};
    DriverChain chain(order, "camera-v4l2", "camera", {{"play", {play}}});
    chain.waitReady();
    (void)pictureFolder(order, chain.host());
    if (!chain.farEnd().perform("play"))
        throw Broken("the simulator does not play the frames");
    for (int run = 0; run < order.runs; ++run)
    {
        const double alone = captureAlone(chain.farEnd().connection());
        if (!order.onlyAgainst)
            row.samples.push_back(std::max(0.0, wholePreview(chain.host()) - alone));
        row.againstSamples.push_back(alone);
    }
    return row;
}

} // namespace banshi::bench

// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-face-peer: one side of a face bench in a process of its own, so that each side chooses its BLAS, counts its
// own memory and begins cold. banshi-face-peer WHAT RUNS [MODEL]; prints one number a sample.
#include "banshi/face/image_codec.h"
#include "banshi/face/live_track.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"
#include "src/stock_face.h"
#include "src/stopwatch.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <malloc.h>
#include <map>
#include <opencv2/core/utility.hpp>
#include <unistd.h>

namespace
{

using namespace banshi;

constexpr std::uint64_t kSeed = 89; // the first of demo_persons.h
constexpr int kLoop = 30;
constexpr int kFused = 3; // live frames of a verification
constexpr int kFps = 15;

std::vector<face::Image> framesOf(int count)
{
    face::rendered::HeadRenderer renderer(face::rendered::makeIdentity(kSeed));
    std::vector<face::Image> frames;
    for (int i = 0; i < count; ++i)
        frames.push_back(renderer.render(face::rendered::naturalPose(kSeed, i, kLoop), {}, 640, 480));
    return frames;
}

face::Image chip()
{
    return std::move(*face::decodeImage(face::rendered::chipPhotoWebp(face::rendered::makeIdentity(kSeed))));
}

double cpuMs()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

/// Memory that is in RAM for this process, in MiB.
double residentMib()
{
    std::ifstream file("/proc/self/statm");
    long whole = 0;
    long resident = 0;
    file >> whole >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

void put(double sample)
{
    std::printf("%.4f\n", sample);
}

struct Task
{
    int runs;
    std::string model;
    double emptyMib = 0; ///< memory of this process when it began
};

std::unique_ptr<face::Verifier> verifierOf(const Task& task)
{
    return face::makeVerifier(face::makeMatcher(task.model, face::Mode::Development));
}

std::vector<face::ImageView> viewsOf(const std::vector<face::Image>& images)
{
    std::vector<face::ImageView> views;
    for (const auto& image : images)
        views.push_back(image.view());
    return views;
}

/// Every frame of a second of standing there, by `look`.
void track(const Task& task, const std::function<void(face::ImageView)>& look)
{
    const auto frames = framesOf(kLoop);
    look(frames.front().view()); // the search before the face is known
    for (int run = 0; run < task.runs; ++run)
        put(bench::timeOf<std::milli>([&] { look(frames[static_cast<std::size_t>(run % kLoop)].view()); }));
}

void ourTrack(const Task& task)
{
    cv::setNumThreads(1);
    auto verifier = verifierOf(task);
    track(task, [&](face::ImageView frame) { (void)verifier->look(frame); });
}

void stockTrack(const Task& task)
{
    bench::StockFace stock({});
    track(task, [&](face::ImageView frame) { stock.points(frame); });
}

void ourVerify(const Task& task)
{
    auto verifier = verifierOf(task);
    const auto photo = chip();
    const auto frames = framesOf(kFused);
    for (int run = 0; run < task.runs; ++run)
        put(bench::timeOf<std::milli>([&] { (void)verifier->verify(photo.view(), viewsOf(frames)); }));
}

void stockVerify(const Task& task)
{
    bench::StockFace stock(task.model);
    const auto photo = chip();
    const auto frames = framesOf(kFused);
    for (int run = 0; run < task.runs; ++run)
        put(bench::timeOf<std::milli>([&] { stock.verify(photo.view(), viewsOf(frames)); }));
}

void ourLoad(const Task& task)
{
    const auto photo = chip();
    const auto frames = framesOf(kFused);
    put(bench::timeOf<std::milli>([&] { (void)verifierOf(task)->verify(photo.view(), viewsOf(frames)); }));
}

void stockLoad(const Task& task)
{
    const auto photo = chip();
    const auto frames = framesOf(kFused);
    put(bench::timeOf<std::milli>([&] { bench::StockFace(task.model).verify(photo.view(), viewsOf(frames)); }));
}

/// Memory that is in RAM after `work` beyond that of the empty process; what drawing the pictures has taken and given
/// back is given back to the system first, the pictures themselves count.
void memory(const std::function<void(face::ImageView, const std::vector<face::ImageView>&)>& work)
{
    const auto photo = chip();
    const auto frames = framesOf(kFused);
    malloc_trim(0);
    work(photo.view(), viewsOf(frames));
}

void ourMemory(const Task& task)
{
    memory([&](face::ImageView photo, const std::vector<face::ImageView>& frames) {
        auto verifier = verifierOf(task);
        (void)verifier->verify(photo, frames);
        put(residentMib() - task.emptyMib);
    });
}

void stockMemory(const Task& task)
{
    memory([&](face::ImageView photo, const std::vector<face::ImageView>& frames) {
        bench::StockFace stock(task.model);
        stock.verify(photo, frames);
        put(residentMib() - task.emptyMib);
    });
}

/// Percent of a core at 15 frames a second, from the processor time of a loop of movement.
void load(const Task& task, const std::function<void(int, face::ImageView)>& look)
{
    const auto frames = framesOf(kLoop);
    look(0, frames.front().view());
    for (int run = 0; run < task.runs; ++run)
    {
        const double before = cpuMs();
        for (int frame = 0; frame < kLoop; ++frame)
            look(frame + 1 + run * kLoop, frames[static_cast<std::size_t>(frame)].view());
        put((cpuMs() - before) / kLoop * kFps / 10);
    }
}

void ourCpu(const Task& task)
{
    auto verifier = verifierOf(task);
    face::LiveTrack live(*verifier, {}, 1);
    load(task, [&](int number, face::ImageView frame) {
        const face::Look look = verifier->look(frame);
        (void)live.step(base::MonoTime(std::chrono::milliseconds(number * 1000 / kFps)), frame, look);
    });
}

void stockCpu(const Task& task)
{
    bench::StockFace stock({});
    load(task, [&](int, face::ImageView frame) { stock.points(frame); });
}

} // namespace

int main(int argc, char** argv)
{
    const double emptyMib = residentMib();
    const std::map<std::string, std::function<void(const Task&)>> tasks{
        {"track", ourTrack}, {"stock-track", stockTrack}, {"verify", ourVerify}, {"stock-verify", stockVerify},
        {"load", ourLoad},   {"stock-load", stockLoad},   {"memory", ourMemory}, {"stock-memory", stockMemory},
        {"cpu", ourCpu},     {"stock-cpu", stockCpu},
    };
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "weights" && argc == 3)
        return bench::StockFace::writeWeights(argv[2]) ? 0 : 1;
    const auto task = tasks.find(what);
    if (task == tasks.end() || argc < 3)
        return 2;
    cv::setNumThreads(2);
    task->second({std::max(1, std::atoi(argv[2])), argc > 3 ? argv[3] : std::string(face::kRenderedMatcher), emptyMib});
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-face watch: what the kit sees, a line a frame, for a technician who sits at a terminal far away.
#include "watch_commands.h"

#include "banshi/face/signals.h"
#include "banshi/face/verifier.h"
#include "frame_source.h"
#include "watch_window.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace banshi::face
{

namespace
{

struct Options
{
    std::string source = "0";
    std::string out;
    std::string liveness;
    int frames = 100;
    bool inWindow = false;
};

/// The window of `watch --window`, with the application that it needs.
struct Show
{
    int argumentCount = 1;
    char name[12] = "banshi-face";
    char* arguments[2] = {name, nullptr};
    QApplication application{argumentCount, arguments};
    WatchWindow window;
};

/// Qt ends the process when it is asked for a window without a display.
std::unique_ptr<Show> openShow()
{
    for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (qEnvironmentVariableIsSet(display))
            return std::make_unique<Show>();
    return nullptr;
}

std::string wordOf(const Look& look)
{
    return look.advice ? std::string(dotted(*look.advice)) : "good";
}

void print(int number, const Look& look, const std::optional<Signals>& signals, const std::optional<Opinion>& opinion)
{
    const Quality& quality = look.quality;
    std::printf("%4d  %-18s faces %d  light %3.0f", number, wordOf(look).c_str(), quality.faces,
                quality.faces > 0 ? quality.brightness : quality.frameBrightness);
    if (look.points)
        std::printf(
            "  score %.2f  eyes %3.0f px  turn %+.2f  roll %+3.0f  sharp %4.0f  motion %.2f  lids %.2f  mouth %.2f  "
            "glare %.2f",
            quality.score, quality.eyeDistance, quality.turn, quality.roll, quality.sharpness, quality.motion,
            look.points->eyeOpenness(), quality.mouth, quality.glare);
    if (signals)
        std::printf("  nod %.2f  depth %.2f  grid %.1f  bands %.3f", signals->nod, signals->depth, signals->grid,
                    signals->bands);
    if (opinion)
        std::printf("  person %.2f%s", opinion->person, opinion->doubts ? " (doubted)" : "");
    std::printf("\n");
    std::fflush(stdout);
}

/// The frame with the box, the points and the advice on it.
cv::Mat drawn(const cv::Mat& frame, const Look& look)
{
    const cv::Scalar colour = look.advice ? cv::Scalar(0, 0, 255) : cv::Scalar(0, 200, 0);
    cv::Mat picture = frame.clone();
    const auto at = [](double x, double y) { return cv::Point(cvRound(x), cvRound(y)); };
    if (look.box)
        cv::rectangle(picture, at(look.box->x, look.box->y),
                      at(look.box->x + look.box->width, look.box->y + look.box->height), colour, 2);
    if (look.points)
        for (const Point& point : look.points->points)
            cv::circle(picture, at(point.x, point.y), 1, cv::Scalar(255, 255, 0), cv::FILLED);
    cv::putText(picture, wordOf(look), at(8, 24), cv::FONT_HERSHEY_SIMPLEX, 0.7, colour, 2);
    return picture;
}

/// A folder for pictures of people: readable by nobody else, when it is made here.
bool makeFolder(const std::string& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return true;
    return std::filesystem::create_directories(path, error) && ::chmod(path.c_str(), S_IRWXU) == 0;
}

/// Readable by nobody else, whatever the umask says and whoever made the file before.
bool write(const cv::Mat& picture, const std::string& folder, int number)
{
    char name[24];
    std::snprintf(name, sizeof name, "watch-%04d.jpg", number);
    std::vector<std::uint8_t> jpeg;
    if (!cv::imencode(".jpg", picture, jpeg))
        return false;
    constexpr mode_t kOwner = S_IRUSR | S_IWUSR;
    const std::string path = (std::filesystem::path(folder) / name).string();
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, kOwner);
    if (file < 0)
        return false;
    const bool mine = ::fchmod(file, kOwner) == 0;
    const bool whole = mine && ::write(file, jpeg.data(), jpeg.size()) == static_cast<ssize_t>(jpeg.size());
    return ::close(file) == 0 && whole;
}

/// What the kit looks with; nothing, and said why, when the second look cannot be loaded.
std::optional<VerifierParts> partsOf(const Options& options)
{
    VerifierParts parts;
    if (options.liveness.empty())
        return parts;
    auto vote = loadLivenessVote(options.liveness);
    if (!vote)
    {
        std::fprintf(stderr, "banshi-face watch: %s: %s\n", std::string(dotted(vote.error().code)).c_str(),
                     vote.error().detail.c_str());
        return std::nullopt;
    }
    parts.votes.push_back(std::move(*vote));
    return parts;
}

/// Where the pictures go besides the lines.
struct Views
{
    std::unique_ptr<Show> show; ///< null: no window
    std::string folder;         ///< empty: none

    [[nodiscard]] bool isOpen() const { return !show || show->window.isOpen(); }
    /// False when the folder takes no picture.
    bool take(const cv::Mat& frame, const Look& look, int number) const
    {
        if (show)
            show->window.present(drawn(frame, look), QString::fromStdString(wordOf(look)), !look.advice,
                                 gateLines(look.quality, {}));
        return folder.empty() || write(drawn(frame, look), folder, number);
    }
};

std::optional<Views> openViews(const Options& options)
{
    Views views{options.inWindow ? openShow() : nullptr, options.out};
    if (options.inWindow && !views.show)
    {
        std::fprintf(stderr, "banshi-face watch: there is no display for a window; on the machine itself try "
                             "QT_QPA_PLATFORM=eglfs or linuxfb, from afar QT_QPA_PLATFORM=vnc\n");
        return std::nullopt;
    }
    if (!options.out.empty() && makeFolder(options.out))
        std::fprintf(stderr,
                     "banshi-face watch: %s gets pictures of the people before the camera, in the clear and for good: "
                     "ask them first, and delete the folder when you have looked\n",
                     options.out.c_str());
    return views;
}

int watch(const Options& options)
{
    const auto source = openFrames(options.source);
    if (!source)
    {
        std::fprintf(stderr, "banshi-face watch: nothing can be read from %s\n", options.source.c_str());
        return 2;
    }
    const auto views = openViews(options);
    auto parts = partsOf(options);
    if (!views || !parts)
        return 2;
    const auto verifier =
        makeVerifier(base::fail(Code::ManifestMissing, "watching needs no matcher"), std::move(*parts));
    SignalMeter meter;
    std::map<std::string, int> counts;
    int number = 0;
    for (cv::Mat frame; number < options.frames && views->isOpen() && !(frame = source->next()).empty();)
    {
        ++number;
        const ImageView view{frame.data, frame.cols, frame.rows, frame.step[0]};
        const Look look = verifier->look(view);
        print(number, look, look.points && look.box ? meter.measure(view, *look.points, *look.box) : std::nullopt,
              look.points ? verifier->opinion({}, view, *look.points) : std::nullopt);
        ++counts[wordOf(look)];
        if (!views->take(frame, look, number))
        {
            std::fprintf(stderr, "banshi-face watch: cannot write to %s\n", options.out.c_str());
            return 2;
        }
    }
    if (number == 0)
        std::fprintf(stderr, "banshi-face watch: no picture came from %s\n", options.source.c_str());
    for (const auto& [word, count] : counts)
        std::printf("%s: %d of %d\n", word.c_str(), count, number);
    return number == 0 ? 2 : counts.contains("good") ? 0 : 1;
}

} // namespace

void addWatchCommand(CLI::App& program, int& exitCode)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "watch",
        "Say of each frame what is seen and what stands in the way; exit code 0 when one was good, 1 when none");
    command->add_option("--source", options->source,
                        "number or path of a camera, address of a stream, or a folder of pictures");
    command->add_option("--frames", options->frames, "frames at most")->check(CLI::Range(1, 1'000'000));
    command->add_option("--liveness", options->liveness, "the manifest of a network whose opinion is shown as well");
    command->add_flag("--window", options->inWindow,
                      "show the camera's picture with box and points, and every gate with its limit; keeps nothing");
#ifdef BANSHI_DEVELOPMENT // a machine on the street keeps no picture of anybody
    command->add_option("--out", options->out,
                        "folder for the frames with box, points and advice. They show the people before the camera, in "
                        "the clear, and stay until somebody deletes them");
#endif
    command->callback([options, &exitCode] { exitCode = watch(*options); });
}

} // namespace banshi::face

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/quality_gate.h"

#include "banshi/face/aligner.h"
#include "grey.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <opencv2/imgproc.hpp>

namespace banshi::face
{

namespace
{

constexpr double kCounts = 0.4;  // share of the largest face's width from which another face counts
constexpr double kDarkRoom = 30; // mean grey of a frame in which nobody can be found
constexpr AlignTemplate kPassport{112, 112, 38.2946, 73.5318, 51.6, 0};

const cv::Rect kFace(22, 34, 68, 66);                                // of the aligned picture: brows to chin
const cv::Rect kAroundEyes[] = {{18, 42, 32, 20}, {62, 42, 32, 20}}; // lenses, also where light has hidden the eyes
const cv::Rect kCheeks(30, 62, 52, 30);                              // with the nose
const cv::Rect kBridge(50, 48, 12, 14);                              // of the nose, which no mask covers
const cv::Rect kChin(38, 80, 36, 24);                                // with the mouth

// Measured on 80 rendered people in nine poses: a live frame nods by this much more than the chip's photograph of the
// same person, taken with a longer lens, and by this much more with each degree.
constexpr double kLiveNod = 0.014;
constexpr double kNodPerDegree = 0.0108;

/// White as light that a lens throws into the camera is: around one eye, and not on the skin below.
double glareOf(const cv::Mat& aligned)
{
    constexpr int kWhite = 245;
    const auto white = [&](const cv::Rect& part) {
        return static_cast<double>(cv::countNonZero(aligned(part) > kWhite)) / part.area();
    };
    return std::max(white(kAroundEyes[0]), white(kAroundEyes[1])) - white(kCheeks);
}

/// How red the skin is where a mask would be: cloth is less red than the skin above it. Skin lies above 133 of Cr (Chai
/// and Ngan, IEEE CSVT 1999); the difference takes out the colour of the light.
void measureColours(Quality& quality, const cv::Mat& aligned)
{
    cv::Mat colours;
    cv::cvtColor(aligned, colours, cv::COLOR_BGR2YCrCb);
    quality.lowerRed = cv::mean(colours(kChin))[1];
    quality.lostRed = cv::mean(colours(kBridge))[1] - quality.lowerRed;
}

/// Mean of the frame, from every eighth row.
double brightnessOf(ImageView frame)
{
    constexpr int kEvery = 8;
    const ImageView rows{frame.data, frame.width, (frame.height + kEvery - 1) / kEvery, frame.stride * kEvery};
    return cv::mean(matOf(rows))[1];
}

double wayOf(const Eyes& from, const Eyes& to)
{
    const double left = std::hypot(to.left.x - from.left.x, to.left.y - from.left.y);
    const double right = std::hypot(to.right.x - from.right.x, to.right.y - from.right.y);
    return std::max(left, right);
}

class LimitsGate : public QualityGate
{
public:
    explicit LimitsGate(const QualityLimits& limits) : m_limits(limits) {}

    [[nodiscard]] Quality measure(ImageView frame, const std::vector<Face>& faces,
                                  const std::optional<Landmarks>& points) override;
    [[nodiscard]] std::optional<Code> advice(const Quality& quality) const override;
    void setUpright(std::optional<double> nod) override { m_upright = nod; }
    void reset() override
    {
        m_lastEyes.reset();
        m_openness.clear();
    }

private:
    void measureFace(Quality& quality, ImageView frame, const Landmarks& points);
    [[nodiscard]] double compareEyes(double openness);
    [[nodiscard]] bool isPitched(const Quality& quality) const;

    QualityLimits m_limits;
    std::optional<double> m_upright; // Landmarks::nod() of the chip's photograph
    std::optional<Eyes> m_lastEyes;
    std::deque<double> m_openness; // of the eyes in the last frames
};

Quality LimitsGate::measure(ImageView frame, const std::vector<Face>& faces, const std::optional<Landmarks>& points)
{
    Quality quality;
    if (!frame.valid())
        return quality;
    quality.frameBrightness = brightnessOf(frame);
    for (const Face& face : faces)
        if (face.box.width >= kCounts * faces.front().box.width)
            ++quality.faces;
    if (faces.empty() || !points)
    {
        m_lastEyes.reset();
        return quality;
    }
    quality.turned = faces.front().facing == Facing::Turned;
    quality.score = faces.front().score;
    measureFace(quality, frame, *points);
    return quality;
}

void LimitsGate::measureFace(Quality& quality, ImageView frame, const Landmarks& points)
{
    const Eyes eyes = points.eyes();
    quality.eyeDistance = eyes.distance();
    quality.eyeDistanceShare = quality.eyeDistance / frame.width;
    quality.roll = eyes.rollDegrees();
    quality.turn = points.turn();
    quality.nod = points.nod();
    if (m_upright)
        quality.pitch = (quality.nod - *m_upright - kLiveNod) / kNodPerDegree;
    quality.motion = m_lastEyes ? wayOf(*m_lastEyes, eyes) / std::max(1.0, quality.eyeDistance) : 0;
    m_lastEyes = eyes;
    quality.mouth = points.mouthOpenness();
    quality.eyes = compareEyes(points.eyeOpenness());
    const auto aligned = Aligner().align(frame, points, kPassport);
    if (!aligned)
        return;
    measureColours(quality, matOf(aligned->view()));
    const cv::Mat grey = toGrey(aligned->view());
    quality.glare = glareOf(grey);
    const cv::Mat face = grey(kFace);
    quality.brightness = cv::mean(face)[0];
    const double left = cv::mean(face.colRange(0, face.cols / 2))[0];
    const double right = cv::mean(face.colRange(face.cols / 2, face.cols))[0];
    quality.sides = (left + 1) / (right + 1);
    quality.clipped =
        static_cast<double>(cv::countNonZero((face < 4) | (face > 251))) / static_cast<double>(face.total());
    cv::Mat edges;
    cv::Laplacian(face, edges, CV_32F);
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(edges, mean, spread);
    quality.sharpness = spread[0] * spread[0];
}

double LimitsGate::compareEyes(double openness)
{
    constexpr std::size_t kFrames = 30; // two seconds of a camera
    constexpr std::size_t kLeast = 5;   // frames that make a median
    m_openness.push_back(openness);
    if (m_openness.size() > kFrames)
        m_openness.pop_front();
    if (m_openness.size() < kLeast)
        return 1;
    std::vector<double> sorted(m_openness.begin(), m_openness.end());
    std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2));
    return openness / std::max(0.01, sorted[sorted.size() / 2]);
}

/// A stranger with another nose than the card's is no raised chin: they are told whose card it is not.
bool LimitsGate::isPitched(const Quality& quality) const
{
    const bool isUsual = quality.nod >= m_limits.leastNod && quality.nod <= m_limits.mostNod;
    return !isUsual && std::abs(quality.pitch.value_or(0)) > m_limits.mostPitch;
}

std::optional<Code> LimitsGate::advice(const Quality& quality) const
{
    if (quality.faces == 0 || quality.eyeDistance <= 0)
        return quality.frameBrightness < kDarkRoom ? Code::TooDark : Code::NoFace;
    if (quality.faces > 1)
        return Code::ManyFaces;
    if (quality.eyeDistance < m_limits.leastEyeDistance)
        return Code::Closer;
    if (quality.eyeDistanceShare > m_limits.mostEyeDistanceShare)
        return Code::Farther;
    if (quality.brightness < m_limits.darkest)
        return Code::TooDark;
    const double uneven = std::max(quality.sides, 1 / std::max(0.01, quality.sides));
    if (quality.brightness > m_limits.brightest || quality.clipped > m_limits.mostClipped ||
        uneven > m_limits.mostUneven)
        return Code::TooBright;
    if (quality.glare > m_limits.mostGlare)
        return Code::Glare;
    if (quality.lowerRed < m_limits.leastLowerRed && quality.lostRed > m_limits.mostLostRed)
        return Code::TakeOffMask;
    if (quality.turned || std::abs(quality.turn) > m_limits.mostTurn || std::abs(quality.roll) > m_limits.mostRoll ||
        isPitched(quality) || quality.score < m_limits.leastScore || quality.eyes < m_limits.leastEyes)
        return Code::LookStraight;
    if (quality.mouth > m_limits.mostMouth || quality.motion > m_limits.mostMotion ||
        quality.sharpness < m_limits.leastSharpness)
        return Code::HoldStill;
    return std::nullopt;
}

} // namespace

std::unique_ptr<QualityGate> makeQualityGate(const QualityLimits& limits)
{
    return std::make_unique<LimitsGate>(limits);
}

std::optional<std::string> chipFault(ImageView photo, const Landmarks& points, double enlarged)
{
    constexpr double kLeastEyes = 18; // of the chip's own pixels; a card's photograph has about 27
    constexpr double kDarkest = 50;
    constexpr double kBrightest = 220;
    if (points.eyes().distance() < kLeastEyes * enlarged)
        return "the eyes in the chip photograph are less than 18 pixels apart";
    const auto aligned = Aligner().align(photo, points, kPassport);
    const double brightness = aligned ? cv::mean(toGrey(aligned->view())(kFace))[0] : 0;
    if (brightness < kDarkest || brightness > kBrightest)
        return "the face in the chip photograph is too dark or too bright";
    return std::nullopt;
}

} // namespace banshi::face

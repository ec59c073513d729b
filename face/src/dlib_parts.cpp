// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit of the kit that contains dlib's image processing.
#include "dlib_parts.h"

#include "embedded.h"
#include "face_filters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <dlib/array2d.h>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <opencv2/imgproc.hpp>
#include <sstream>

namespace banshi::face
{

namespace
{

constexpr int kCell = 8; // pixels on each side of one cell of gradients
using Hit = dlib::rect_detection;
using Cells = dlib::array2d<dlib::matrix<float, FaceFilters::kNumbers, 1>>;

dlib::array2d<unsigned char> toDlib(const cv::Mat& grey)
{
    dlib::array2d<unsigned char> copy(grey.rows, grey.cols);
    for (int row = 0; row < grey.rows; ++row)
        std::copy_n(grey.ptr<unsigned char>(row), grey.cols, &copy[row][0]);
    return copy;
}

std::istringstream streamOf(std::span<const unsigned char> bytes)
{
    return std::istringstream(std::string(bytes.begin(), bytes.end()));
}

Facing facingOf(unsigned long filter)
{
    // Order of dlib's filters: front, looking left, looking right, front rotated left, front rotated right.
    if (filter == 1 || filter == 2)
        return Facing::Turned;
    return filter == 3 || filter == 4 ? Facing::Tilted : Facing::Front;
}

std::vector<Face> facesOf(const std::vector<Hit>& hits, double scale, Point corner)
{
    std::vector<Face> faces;
    for (const Hit& hit : hits)
    {
        const Box box{static_cast<double>(hit.rect.left()) * scale + corner.x,
                      static_cast<double>(hit.rect.top()) * scale + corner.y,
                      static_cast<double>(hit.rect.width()) * scale, static_cast<double>(hit.rect.height()) * scale};
        faces.push_back({box, hit.detection_confidence, facingOf(hit.weight_index)});
    }
    return faces;
}

/// dlib's weights, which stand plane after plane, cell after cell.
FaceFilters filtersOf(const dlib::frontal_face_detector& detector)
{
    const auto& scanner = detector.get_scanner();
    FaceFilters filters(scanner.get_fhog_window_height(), scanner.get_fhog_window_width());
    for (unsigned long filter = 0; filter < FaceFilters::kCount; ++filter)
    {
        const auto& weights = detector.get_w(filter);
        long next = 0;
        for (std::size_t number = 0; number < FaceFilters::kNumbers; ++number)
            for (std::size_t row = 0; row < filters.rows(); ++row)
                for (std::size_t column = 0; column < filters.columns(); ++column)
                    filters.at(filter, row, column, number) = static_cast<float>(weights(next++));
    }
    return filters;
}

/// `box` of a picture of 1 / `scale` of the size. (dlib's own product keeps the middle and changes the size only.)
dlib::rectangle scaled(const dlib::rectangle& box, double scale)
{
    const auto at = [scale](long coordinate) { return std::lround(static_cast<double>(coordinate) * scale); };
    return {at(box.left()), at(box.top()), at(box.right()), at(box.bottom())};
}

/// Best first; of two that overlap only the better.
std::vector<Hit> bestOf(std::vector<Hit> hits, const dlib::test_box_overlap& overlap)
{
    std::sort(hits.rbegin(), hits.rend());
    std::vector<Hit> best;
    for (const Hit& hit : hits)
        if (std::ranges::none_of(best, [&](const Hit& other) { return overlap(other.rect, hit.rect); }))
            best.push_back(hit);
    return best;
}

} // namespace

struct DlibDetector::Parts
{
    explicit Parts(const dlib::frontal_face_detector& loaded) : all(loaded), filters(filtersOf(all))
    {
        const auto& scanner = all.get_scanner();
        padding = static_cast<long>(scanner.get_padding());
        for (unsigned long filter = 0; filter < FaceFilters::kCount; ++filter)
            thresholds[filter] = all.get_w(filter)(scanner.get_num_dimensions());
    }
    /// What the filters see in every window of `grey`; the boxes are multiplied by `scale`.
    void scan(const cv::Mat& grey, double scale, double least, std::vector<Hit>& hits) const;

    dlib::frontal_face_detector all;
    FaceFilters filters;
    std::array<double, FaceFilters::kCount> thresholds{};
    long padding = 0; // cells of a window around the face
};

void DlibDetector::Parts::scan(const cv::Mat& grey, double scale, double least, std::vector<Hit>& hits) const
{
    constexpr int kAround = 3; // one cell of nothing on each side, in dlib's way to say so
    Cells cells;
    dlib::extract_fhog_features(toDlib(grey), cells, kCell, kAround, kAround);
    const auto high = static_cast<long>(filters.rows());
    const auto wide = static_cast<long>(filters.columns());
    double scores[FaceFilters::kCount];
    for (long top = 0; top + high <= cells.nr(); ++top)
        for (long left = 0; left + wide <= cells.nc(); ++left)
        {
            filters.score(&cells[top][left](0), static_cast<std::size_t>(cells.nc()) * FaceFilters::kNumbers, scores);
            for (unsigned long filter = 0; filter < FaceFilters::kCount; ++filter)
            {
                const double margin = scores[filter] - thresholds[filter];
                if (margin < least)
                    continue;
                const dlib::point middle(left + wide / 2, top + high / 2);
                const auto box =
                    dlib::fhog_to_image(dlib::centered_rect(middle, static_cast<unsigned long>(wide - 2 * padding),
                                                            static_cast<unsigned long>(high - 2 * padding)),
                                        kCell, kAround, kAround);
                hits.push_back({margin, filter, scaled(box, scale)});
            }
        }
}

DlibDetector::DlibDetector()
{
    std::istringstream stream = streamOf(embedded::detector());
    dlib::frontal_face_detector all;
    dlib::deserialize(all, stream);
    m_parts = std::make_unique<Parts>(std::move(all));
}

DlibDetector::~DlibDetector() = default;

std::vector<Face> DlibDetector::search(const cv::Mat& grey, double scale, Point corner, double least)
{
    if (grey.cols < kCell || grey.rows < kCell)
        return {};
    std::vector<Hit> hits;
    m_parts->all(toDlib(grey), hits, least);
    return facesOf(hits, scale, corner);
}

std::vector<Face> DlibDetector::searchNear(const cv::Mat& grey, double scale, Point corner, double least) const
{
    constexpr double kSmaller = 5.0 / 6; // as the steps of dlib's pyramid
    if (grey.cols < 2 * kCell || grey.rows < 2 * kCell)
        return {};
    std::vector<Hit> hits;
    m_parts->scan(grey, 1, least, hits);
    cv::Mat smaller;
    cv::resize(grey, smaller, {}, kSmaller, kSmaller, cv::INTER_LINEAR);
    m_parts->scan(smaller, 1 / kSmaller, least, hits);
    return facesOf(bestOf(std::move(hits), m_parts->all.get_overlap_tester()), scale, corner);
}

} // namespace banshi::face

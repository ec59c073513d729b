// SPDX-License-Identifier: GPL-3.0-or-later
#include "head_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace banshi::face::rendered
{

namespace
{

constexpr int kColumns = 120;
constexpr int kRows = 130;
constexpr double kWidestAngle = 125.0 * std::numbers::pi / 180.0;

double signedPower(double value, double power)
{
    return std::copysign(std::pow(std::abs(value), power), value);
}

double smoothStep(double low, double high, double value)
{
    const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

void addNormals(Mesh& mesh)
{
    const auto at = [&mesh](int row, int column) {
        row = std::clamp(row, 0, mesh.rows - 1);
        column = std::clamp(column, 0, mesh.columns - 1);
        return mesh.points[static_cast<std::size_t>(row * mesh.columns + column)].place;
    };
    for (int row = 0; row < mesh.rows; ++row)
        for (int column = 0; column < mesh.columns; ++column)
        {
            const cv::Vec3f across = at(row, column + 1) - at(row, column - 1);
            const cv::Vec3f down = at(row + 1, column) - at(row - 1, column);
            cv::Vec3f normal = across.cross(down);
            const auto length = static_cast<float>(cv::norm(normal));
            normal = length > 1e-6F ? normal * (1.0F / length) : cv::Vec3f(0, 0, 1);
            mesh.points[static_cast<std::size_t>(row * mesh.columns + column)].normal = normal;
        }
}

} // namespace

HeadShape::HeadShape(const Identity& person) : m_person(person)
{
    addBumps();
}

void HeadShape::addBumps()
{
    const Identity& p = m_person;
    const double nose = p.noseLength;
    for (const double side : {-1.0, 1.0})
    {
        m_bumps.push_back({side * p.eyeX, -p.browHeight + 3, 17, 7, p.female ? 1.5 : 3.0});
        m_bumps.push_back({side * (p.eyeX - 3), 0, 15, 9, -5.5});
        m_bumps.push_back({side * p.eyeX, 0.5, 10, 6.5, 4.5});
        m_bumps.push_back({side * p.noseWidth * 0.72, nose - 5, 5.5, 5.5, 6.5});
        m_bumps.push_back({side * p.eyeX * 1.4, nose * 0.6, 18, 14, p.cheek});
        m_bumps.push_back({side * (p.noseWidth + 9), nose + 8, 7, 14, -1.2 - 1.8 * p.age});
    }
    m_bumps.push_back({0, 4, 6.5, 15, p.noseBridge});
    m_bumps.push_back({0, nose * 0.55, 7.5, 12, p.noseBridge * 1.1});
    m_bumps.push_back({0, nose - 9, 9, 8.5, p.noseTip});
    m_bumps.push_back({0, p.mouthY, 26, 15, 4});
    m_bumps.push_back({0, p.mouthY - p.upperLip * 0.7, p.mouthWidth * 0.62, 3.2, 2.6});
    m_bumps.push_back({0, p.mouthY + p.lowerLip * 0.65, p.mouthWidth * 0.5, 4, 3.2});
    m_bumps.push_back({0, p.mouthY + p.lowerLip + 8, 18, 5, -3});
    m_bumps.push_back({0, p.chin - 13, 15, 11, 6});
}

double HeadShape::halfWidth(double y) const
{
    if (y >= 0)
        return m_person.halfWidth * std::sqrt(std::max(0.0, 1 - std::pow(y / m_person.chin, m_person.jawPower)));
    return m_person.halfWidth * std::pow(std::max(0.0, 1 - std::pow(-y / m_person.top, 2.6)), 1 / 2.3);
}

double HeadShape::depth(double y) const
{
    if (y >= 0)
    {
        const double t = y / m_person.chin;
        return (m_person.depth - 7 * t * t) * std::cbrt(std::max(0.0, 1 - std::pow(t, 7)));
    }
    return m_person.depth * std::pow(std::max(0.0, 1 - std::pow(-y / m_person.top, 2.8)), 1 / 2.2);
}

double HeadShape::relief(double x, double y) const
{
    double sum = 0;
    for (const Bump& bump : m_bumps)
    {
        const double dx = (x - bump.x) / bump.spreadX;
        const double dy = (y - bump.y) / bump.spreadY;
        const double square = dx * dx + dy * dy;
        if (square < 9)
            sum += bump.height * std::exp(-0.5 * square);
    }
    return sum;
}

double HeadShape::jawDrop(double x, double y, double mouth) const
{
    const double below = y - m_person.mouthY;
    if (mouth <= 0 || below <= 0)
        return 0;
    const double across = x / m_person.mouthWidth;
    const double lip = std::sqrt(std::max(0.0, 1 - across * across));
    const double near = std::exp(-below / 12);
    return 16 * mouth * (lip * near + 0.8 * (1 - near));
}

std::vector<double> HeadShape::rowHeights() const
{
    std::vector<double> rows;
    rows.reserve(kRows + 2);
    for (int row = 0; row < kRows; ++row)
    {
        const double t = (1 - std::cos(std::numbers::pi * row / (kRows - 1))) / 2;
        const double y = -m_person.top + (m_person.top + m_person.chin) * t;
        if (std::abs(y - m_person.mouthY) > kMouthGap + 0.3)
            rows.push_back(y);
    }
    rows.push_back(m_person.mouthY - kMouthGap);
    rows.push_back(m_person.mouthY + kMouthGap);
    std::sort(rows.begin(), rows.end());
    return rows;
}

Mesh HeadShape::skin(double mouth) const
{
    const std::vector<double> rows = rowHeights();
    Mesh mesh{kColumns, static_cast<int>(rows.size()), {}};
    mesh.points.reserve(rows.size() * kColumns);
    for (const double y : rows)
    {
        const double wide = halfWidth(y);
        const double deep = depth(y);
        for (int column = 0; column < kColumns; ++column)
        {
            const double angle = kWidestAngle * (2.0 * column / (kColumns - 1) - 1);
            const double facing = std::cos(angle);
            const double x = wide * signedPower(std::sin(angle), 0.95);
            const double z = deep * signedPower(facing, 0.85) + std::max(0.0, facing) * relief(x, y);
            MeshPoint point;
            point.place =
                cv::Vec3f(static_cast<float>(x), static_cast<float>(y + jawDrop(x, y, mouth)), static_cast<float>(z));
            point.u = static_cast<float>(x);
            point.v = static_cast<float>(y);
            mesh.points.push_back(point);
        }
    }
    addNormals(mesh);
    return mesh;
}

double HeadShape::hairEdge(double angle, double x) const
{
    const Identity& p = m_person;
    const double across = x / p.halfWidth;
    double front = -p.hairline + 10 * across * across;
    if (p.hairStyle == HairStyle::Fringe)
        front = -p.browHeight - 11 + 3 * std::sin(x * 0.35) + 6 * across * across;
    else if (p.hairStyle == HairStyle::Parted)
        front = -p.hairline + 16 * std::abs(across - p.hairPart) + 4 * across * across;
    else if (p.hairStyle == HairStyle::Receding)
        front = -p.hairline - 14 - 12 * std::exp(-std::pow((std::abs(across) - 0.5) / 0.25, 2)) + 6 * across * across;
    else if (p.hairStyle == HairStyle::Long)
        front = -p.hairline - 4 + 18 * std::abs(across - p.hairPart * 0.5);
    const double side = p.hairStyle == HairStyle::Long ? p.chin * 0.62 : p.hairStyle == HairStyle::Tied ? -16 : 2;
    const double begin = p.hairStyle == HairStyle::Long ? 0.82 : 0.95;
    return front + (side - front) * smoothStep(begin, 1.35, std::abs(angle));
}

Mesh HeadShape::hair() const
{
    Mesh mesh{kColumns, kRows, {}};
    mesh.points.reserve(static_cast<std::size_t>(kRows * kColumns));
    for (int row = 0; row < kRows; ++row)
    {
        const double t = (1 - std::cos(std::numbers::pi * row / (kRows - 1))) / 2;
        const double y = -m_person.top + (m_person.top + m_person.chin) * t;
        const double lifted = smoothStep(m_person.chin * 0.4, -m_person.top, y);
        for (int column = 0; column < kColumns; ++column)
        {
            const double angle = kWidestAngle * (2.0 * column / (kColumns - 1) - 1);
            const double x = halfWidth(y) * signedPower(std::sin(angle), 0.95);
            const double inside = hairEdge(angle, x) - y;
            const double thick = m_person.hairVolume * smoothStep(-2, 22, inside);
            const double out = 1 + thick / m_person.halfWidth;
            MeshPoint point;
            point.place = cv::Vec3f(static_cast<float>(x * out), static_cast<float>(y - thick * lifted * 1.1),
                                    static_cast<float>((depth(y) * signedPower(std::cos(angle), 0.85) +
                                                        std::max(0.0, std::cos(angle)) * relief(x, y)) *
                                                           out +
                                                       0.6));
            point.u = static_cast<float>(angle * m_person.halfWidth);
            point.v = static_cast<float>(y);
            point.hair = static_cast<float>(inside);
            mesh.points.push_back(point);
        }
    }
    addNormals(mesh);
    return mesh;
}

Mesh HeadShape::ear(double side) const
{
    constexpr int kRings = 14;
    constexpr int kSegments = 14;
    Mesh mesh{kSegments, kRings, {}};
    const double height = m_person.noseLength * 0.62;
    for (int ring = 0; ring < kRings; ++ring)
    {
        const double polar = std::numbers::pi * ring / (kRings - 1);
        for (int segment = 0; segment < kSegments; ++segment)
        {
            const double around = 2 * std::numbers::pi * segment / (kSegments - 1) + std::numbers::pi;
            MeshPoint point;
            point.place = cv::Vec3f(
                static_cast<float>(side * (m_person.halfWidth - 1) + 8.5 * std::sin(polar) * std::sin(around)),
                static_cast<float>(m_person.noseLength * 0.3 - height * std::cos(polar)),
                static_cast<float>(6 + 11 * std::sin(polar) * std::cos(around)));
            point.u = static_cast<float>(side * 46);
            point.v = static_cast<float>(20 + 10 * std::cos(polar));
            mesh.points.push_back(point);
        }
    }
    addNormals(mesh);
    return mesh;
}

cv::Vec3f HeadShape::front(double x, double y, double mouth) const
{
    const double wide = halfWidth(y);
    const double sine = std::min(1.0, std::pow(std::abs(x) / std::max(1.0, wide), 1 / 0.95));
    const double facing = std::sqrt(1 - sine * sine);
    return {static_cast<float>(x), static_cast<float>(y + jawDrop(x, y, mouth)),
            static_cast<float>(depth(y) * std::pow(facing, 0.85) + facing * relief(x, y))};
}

} // namespace banshi::face::rendered

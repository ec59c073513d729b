// SPDX-License-Identifier: GPL-3.0-or-later
#include "traces.h"

#include "banshi/testing/process_memory.h"

#include <QDir>
#include <QFile>
#include <opencv2/imgcodecs.hpp>

namespace banshi::journeys
{

namespace
{

constexpr int kMarkPixels = 12; // in a row; enough never to meet by chance in a noisy picture
constexpr qsizetype kMarkBytes = 32;

QByteArray middleOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray all = file.readAll();
    return all.mid(all.size() / 2, kMarkBytes);
}

// The most varied run of pixels in the picture's middle rows, as three bytes (BGR) and as four (BGRx of a QImage).
void addPixels(std::vector<Trace>& traces, const QString& what, const QString& path)
{
    const cv::Mat picture = cv::imread(path.toStdString(), cv::IMREAD_COLOR);
    if (picture.empty() || picture.cols < kMarkPixels)
        return;
    const auto* row = picture.ptr<cv::Vec3b>(picture.rows / 2) + (picture.cols - kMarkPixels) / 2;
    QByteArray three;
    QByteArray four;
    for (int i = 0; i < kMarkPixels; ++i)
    {
        const QByteArray pixel(reinterpret_cast<const char*>(row[i].val), 3);
        three += pixel;
        four += pixel + '\xff';
    }
    traces.push_back({what + QStringLiteral(", pixels"), three});
    traces.push_back({what + QStringLiteral(", pixels of a screen"), four});
}

} // namespace

std::vector<Trace> tracesOf(World& world, const Person& person)
{
    std::vector<Trace> traces;
    for (const auto& [what, text] : {std::pair("number", person.number), std::pair("name", person.name)})
        for (const auto& [encoding, bytes] : testing::spellingsOf(QString::fromStdString(text)))
            traces.push_back({QStringLiteral("%1, %2").arg(QString::fromLatin1(what), encoding), bytes});
    const QString folder = world.personFolder(person.faceSeed);
    traces.push_back({QStringLiteral("chip portrait, encoded"), middleOf(folder + QStringLiteral("/chip.webp"))});
    addPixels(traces, QStringLiteral("chip portrait"), folder + QStringLiteral("/chip.webp"));
    for (const auto& [name, part] : {std::pair("camera frame", "/frames"), std::pair("photograph", "/scene")})
    {
        const QDir pictures(folder + QString::fromLatin1(part));
        const auto files = pictures.entryList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Name);
        if (files.isEmpty())
            continue;
        const QString what = QString::fromLatin1(name);
        traces.push_back({what + QStringLiteral(", encoded"), middleOf(pictures.filePath(files.first()))});
        addPixels(traces, what, pictures.filePath(files.first()));
    }
    return traces;
}

} // namespace banshi::journeys

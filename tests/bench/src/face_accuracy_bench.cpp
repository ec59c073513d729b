// SPDX-License-Identifier: GPL-3.0-or-later
// How good the comparison is, by banshi-face itself; beside the same with Debian's 68 points in place of our own.
#include "bench.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <cmath>

namespace banshi::bench
{

namespace
{

constexpr int kLongestMs = 3'600'000;
constexpr int kPeopleARun = 25; // 20 runs, as without --runs, are the 500 people that the figure asks for
constexpr double kFar = 1e-3;
const char* const kDebianPoints = "/usr/share/dlib/shape_predictor_68_face_landmarks.dat";

QJsonObject report(const Order& order, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QString::fromStdString((order.programs / "banshi-face").string()), arguments);
    if (!process.waitForFinished(kLongestMs) || process.exitCode() != 0)
        throw Broken("banshi-face failed");
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

/// What the row is set beside: the same with Debian's points, where these are installed.
void measureAgainst(Row& row, const Order& order, const QStringList& arguments, double (*rateOf)(const QJsonObject&))
{
    if (!order.onlyAgainst)
        row.samples.push_back(rateOf(report(order, arguments)));
    if (QFile::exists(QLatin1String(kDebianPoints)))
        row.againstSamples.push_back(rateOf(
            report(order, arguments + QStringList{QStringLiteral("--landmarks"), QLatin1String(kDebianPoints)})));
    else if (order.onlyAgainst)
        throw Skipped("no 68 points of Debian's (libdlib-data) to compare with");
    else
        row.against += " (not measured: libdlib-data is not installed)";
}

double tarOf(const QJsonObject& report)
{
    for (const QJsonValue at : report.value(u"tar").toArray())
        if (std::abs(at.toObject().value(u"far").toDouble() - kFar) < kFar / 10)
            return 100 * at.toObject().value(u"tar").toDouble();
    throw Broken("banshi-face gave no TAR");
}

double eerOf(const QJsonObject& report)
{
    return 100 * report.value(u"eer").toDouble();
}

/// Every picture of the set as the chip's against every other as the live one.
QString writePairs(const Order& order, const QDir& faces)
{
    QStringList pictures;
    for (const QString& person : faces.entryList({QStringLiteral("s*")}, QDir::Dirs))
        for (const QString& picture : QDir(faces.filePath(person)).entryList({QStringLiteral("*.pgm")}))
            pictures << faces.filePath(person) + QLatin1Char('/') + picture;
    QString path = QString::fromStdString((order.folder / "pairs.txt").string());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        throw Broken("cannot write the list of pairs");
    for (const QString& live : pictures)
        for (const QString& chip : pictures)
            if (live != chip)
                file.write(live.toUtf8() + '\t' + chip.toUtf8() + '\t' +
                           (QFileInfo(live).path() == QFileInfo(chip).path() ? "1\n" : "0\n"));
    return path;
}

} // namespace

Row faceRenderedBench(const Order& order)
{
    Row row{"face",
            "face.rendered.tar",
            "%",
            {},
            "the same aligned by Debian's 68 points",
            "tests/bench/run.sh face.rendered.tar --only-against",
            {}};
    const QStringList arguments{QStringLiteral("measure"), QStringLiteral("--json"), QStringLiteral("--people"),
                                QString::number(kPeopleARun * order.runs)};
    measureAgainst(row, order, arguments, tarOf);
    return row;
}

Row faceOrlBench(const Order& order)
{
    Row row{"face",
            "face.orl.eer",
            "%",
            {},
            "the same aligned by Debian's 68 points",
            "tests/bench/run.sh face.orl.eer --only-against",
            {}};
    const QDir faces(QString::fromStdString((order.source / "../shared/faces-orl").string()));
    if (!faces.exists())
        throw Skipped("no ../shared/faces-orl");
    const QStringList arguments{QStringLiteral("eval"),      QStringLiteral("--json"), QStringLiteral("--chip"),
                                QStringLiteral("--pairs"),   writePairs(order, faces), QStringLiteral("--model"),
                                mobileFaceNetManifest(order)};
    measureAgainst(row, order, arguments, eerOf);
    return row;
}

} // namespace banshi::bench

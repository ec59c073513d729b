// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of face recognition beside the stock pipeline (stock_face.h), each side in processes of its own.
#include "banshi/face/matcher.h"
#include "banshi/face/model_manifest.h"
#include "bench.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace banshi::bench
{

namespace
{

constexpr int kLongestMs = 600'000;
const char* const kOpenBlas = "openblas-pthread"; // folder of Debian's libopenblas0-pthread
const char* const kReferenceBlas = "blas";        // folder of Debian's libblas3

/// One side of a row.
struct Side
{
    QString what;
    QString model = {};
    const char* blas = kOpenBlas;
};

QString libraries(const char* blas)
{
    const QDir folder(QStringLiteral("/usr/lib"));
    for (const QString& triplet : folder.entryList({QStringLiteral("*-linux-gnu")}, QDir::Dirs))
        if (QString found = folder.filePath(triplet + QLatin1Char('/') + QLatin1String(blas)); QDir(found).exists())
            return found;
    throw Skipped(std::string("no BLAS in a folder ") + blas + " under /usr/lib");
}

/// Runs the peer; appends its samples.
void ask(const Order& order, const Side& side, int runs, std::vector<double>& samples)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_LIBRARY_PATH"), libraries(side.blas));
    environment.insert(QStringLiteral("OPENBLAS_NUM_THREADS"), QStringLiteral("2"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QStringList arguments{side.what, QString::number(runs)};
    if (!side.model.isEmpty())
        arguments << side.model;
    process.start(QString::fromStdString((order.programs / "banshi-face-peer").string()), arguments);
    if (!process.waitForFinished(kLongestMs) || process.exitCode() != 0)
        throw Broken("banshi-face-peer " + side.what.toStdString() + " failed");
    const QByteArrayList lines = process.readAllStandardOutput().split('\n');
    for (const QByteArray& line : lines)
        if (!line.isEmpty())
            samples.push_back(line.toDouble());
}

/// Alternates between the two sides, `each` runs in a process.
Row measured(const Order& order, Row row, const Side& ours, const Side& stock, int each)
{
    for (int left = order.runs; left > 0; left -= each)
    {
        if (!order.onlyAgainst)
            ask(order, ours, std::min(left, each), row.samples);
        ask(order, stock, std::min(left, each), row.againstSamples);
    }
    return row;
}

Row rowOf(const std::string& metric, const char* unit, const std::string& against)
{
    return {"face", metric, unit, {}, against, "tests/bench/run.sh " + metric + " --only-against", {}};
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Broken("cannot read " + path.toStdString());
    return file.readAll();
}

/// Writes a manifest for `model`; returns its path.
QString writeManifest(const Order& order, const QString& model, const char* kind, const QByteArray& input)
{
    QString path = QString::fromStdString((order.folder / (std::string(kind) + ".model.toml")).string());
    QFile file(path);
    const std::string sum = face::sha256Hex(contents(model).toStdString());
    const QByteArray text = "[model]\nid = \"measured\"\nfile = \"" + model.toUtf8() + "\"\nkind = \"" + kind +
                            "\"\nsha256 = \"" + QByteArray::fromStdString(sum) +
                            "\"\nlicence = \"for measuring\"\nsource = \"bench\"\nmetric = \"cosine\"\n[input]\n" +
                            input +
                            "order = \"rgb\"\n[threshold]\naccept = 0.49\nreject = 0.3\nmeasured_on = \"none\"\n";
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        throw Broken("cannot write " + path.toStdString());
    return path;
}

QString madeUpWeights(const Order& order)
{
    QString file = QString::fromStdString((order.folder / "resnet.dat").string());
    QProcess process;
    process.start(QString::fromStdString((order.programs / "banshi-face-peer").string()),
                  {QStringLiteral("weights"), file});
    if (!process.waitForFinished(kLongestMs) || process.exitCode() != 0)
        throw Broken("banshi-face-peer weights failed");
    return file;
}

QString resnetManifest(const Order& order, const QString& weights)
{
    return writeManifest(order, weights, "dlib-resnet",
                         "width = 150\nheight = 150\nleft_eye_x = 47.8\nright_eye_x = 100.2\neye_y = 47.4\n"
                         "mouth_y = 103.0\n");
}

} // namespace

QString mobileFaceNetManifest(const Order& order)
{
    const QString model = QString::fromStdString((order.source / "../shared/models/mobilefacenet_128.onnx").string());
    if (!QFile::exists(model))
        throw Skipped("no ../shared/models/mobilefacenet_128.onnx");
    return writeManifest(order, QFileInfo(model).canonicalFilePath(), "onnx",
                         "width = 112\nheight = 112\nleft_eye_x = 38.2946\nright_eye_x = 73.5318\neye_y = 51.6\n"
                         "mouth_y = 92.3\n");
}

Row faceTrackBench(const Order& order)
{
    return measured(order, rowOf("face.track", "ms", "stock: detector on the whole frame, 68 points"),
                    {QStringLiteral("track")}, {QStringLiteral("stock-track")}, 30);
}

Row faceOnnxBench(const Order& order)
{
    const QString manifest = mobileFaceNetManifest(order);
    const QString weights = madeUpWeights(order);
    return measured(order, rowOf("face.verify.onnx", "ms", "stock on OpenBLAS: the same four pictures"),
                    {QStringLiteral("verify"), manifest}, {QStringLiteral("stock-verify"), weights}, 5);
}

Row faceReferenceBlasBench(const Order& order)
{
    const QString weights = madeUpWeights(order);
    return measured(order, rowOf("face.verify.dlib.vs-reference-blas", "ms", "stock on Debian's reference BLAS"),
                    {QStringLiteral("verify"), resnetManifest(order, weights)},
                    {QStringLiteral("stock-verify"), weights, kReferenceBlas}, 5);
}

Row faceOpenBlasBench(const Order& order)
{
    const QString weights = madeUpWeights(order);
    return measured(order, rowOf("face.verify.dlib.vs-openblas", "ms", "stock on the same OpenBLAS"),
                    {QStringLiteral("verify"), resnetManifest(order, weights)},
                    {QStringLiteral("stock-verify"), weights}, 5);
}

Row faceLoadBench(const Order& order)
{
    return measured(order, rowOf("face.load", "ms", "stock: load and answer"),
                    {QStringLiteral("load"), mobileFaceNetManifest(order)},
                    {QStringLiteral("stock-load"), madeUpWeights(order)}, 1);
}

Row faceMemoryBench(const Order& order)
{
    return measured(order, rowOf("face.memory", "MiB", "stock: what it holds after an answer"),
                    {QStringLiteral("memory"), mobileFaceNetManifest(order)},
                    {QStringLiteral("stock-memory"), madeUpWeights(order)}, 1);
}

Row faceCpuBench(const Order& order)
{
    return measured(order, rowOf("face.cpu", "% of a core", "stock: detector and 68 points, 15 frames/s"),
                    {QStringLiteral("cpu"), mobileFaceNetManifest(order)}, {QStringLiteral("stock-cpu")}, 2);
}

} // namespace banshi::bench

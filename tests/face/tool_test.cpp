// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace
{

/// Runs banshi-face. Returns its exit code and standard output.
std::pair<int, QByteArray> run(const QStringList& arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-face"), arguments);
    if (!process.waitForFinished(120'000))
        return {-1, {}};
    return {process.exitCode(), process.readAllStandardOutput()};
}

/// The demonstration matcher by a manifest whose name needs care in JSON. Returns the manifest's path.
QString oddlyNamed(const QTemporaryDir& folder)
{
    const QString tree = qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/face/data/banshi-rendered-v1");
    QFile::copy(tree + QStringLiteral(".dat"), folder.filePath(QStringLiteral("banshi-rendered-v1.dat")));
    QFile source(tree + QStringLiteral(".model.toml"));
    QFile odd(folder.filePath(QStringLiteral("odd.model.toml")));
    if (source.open(QIODevice::ReadOnly) && odd.open(QIODevice::WriteOnly))
        odd.write(source.readAll().replace("id = \"banshi-rendered-v1\"", "id = 'a \"b\" \\'"));
    return odd.fileName();
}

} // namespace

class ToolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rendersAPersonAndVerifiesAgainstTheChipPhotograph()
    {
        const QTemporaryDir folder;
        for (const std::size_t person : {0, 1})
        {
            const QString name = folder.filePath(QString::number(person));
            const QString seed = QString::number(banshi::face::rendered::kDemoPersons[person].seed);
            const auto [code, output] =
                run({QStringLiteral("render"), QStringLiteral("--seed"), seed, QStringLiteral("--out"), name,
                     QStringLiteral("--frames"), QStringLiteral("6"), QStringLiteral("--chip"),
                     name + QStringLiteral(".webp")});
            QCOMPARE(code, 0);
            QCOMPARE(QDir(name).entryList({QStringLiteral("frame-*.jpg")}).size(), 6);
        }
        const QString live = folder.filePath(QStringLiteral("0/frame-000"));
        const QStringList frames{live + QStringLiteral("1.jpg"), live + QStringLiteral("2.jpg"),
                                 live + QStringLiteral("3.jpg")};
        const auto same =
            run(QStringList{QStringLiteral("verify"), folder.filePath(QStringLiteral("0.webp"))} + frames);
        QCOMPARE(same.first, 0);
        QCOMPARE(QJsonDocument::fromJson(same.second).object().value(u"answer").toString(), QStringLiteral("match"));
        QCOMPARE(run(QStringList{QStringLiteral("verify"), folder.filePath(QStringLiteral("1.webp"))} + frames).first,
                 1);
        const auto odd = run(QStringList{QStringLiteral("verify"), QStringLiteral("--matcher"), oddlyNamed(folder),
                                         folder.filePath(QStringLiteral("0.webp"))} +
                             frames);
        QCOMPARE(odd.first, 0);
        QCOMPARE(QJsonDocument::fromJson(odd.second).object().value(u"model").toString(), QStringLiteral("a \"b\" \\"));
    }
    void measuresHowFarPeopleStandApart()
    {
        const auto [code, output] = run({QStringLiteral("measure"), QStringLiteral("--people"), QStringLiteral("3")});
        QCOMPARE(code, 0);
        QVERIFY2(output.startsWith("banshi-rendered-v1: 3 comparisons of one person, 6 of two\n"), output);
        QVERIFY2(output.contains("FAR 0.001: TAR ") && output.contains("too few comparisons"), output);
    }
    void countsGroupsOfGlassesAndOfOldPhotographs()
    {
        const auto [code, output] =
            run({QStringLiteral("measure"), QStringLiteral("--people"), QStringLiteral("4"), QStringLiteral("--mixed"),
                 QStringLiteral("--years"), QStringLiteral("10"), QStringLiteral("--json")});
        QCOMPARE(code, 0);
        QMap<QString, int> genuine;
        const QJsonObject report = QJsonDocument::fromJson(output).object();
        for (const QJsonValue group : report.value(u"groups").toArray())
            genuine[group[u"group"].toString()] = group[u"genuine"].toInt();
        QCOMPARE(genuine.value(QStringLiteral("with glasses")), 3);
        QCOMPARE(genuine.value(QStringLiteral("without glasses")), 1);
        QCOMPARE(genuine.value(QStringLiteral("photograph of 0 years")), 2);
        QCOMPARE(genuine.value(QStringLiteral("photograph of 5 years")), 1);
        QCOMPARE(genuine.value(QStringLiteral("photograph of 10 years")), 1);
    }
    void measuresAListAndRefusesThresholdsThatItDoesNotCarry()
    {
        const QTemporaryDir folder;
        QByteArray list;
        for (const char* const person : {"89", "21"})
        {
            const QString name = QString::fromLatin1(person);
            QCOMPARE(run({QStringLiteral("render"), QStringLiteral("--seed"), name, QStringLiteral("--out"),
                          folder.filePath(name), QStringLiteral("--frames"), QStringLiteral("2"),
                          QStringLiteral("--chip"), folder.filePath(name + QStringLiteral(".webp"))})
                         .first,
                     0);
            list += QByteArray(person) + "/frame-0001.jpg 21.webp " + (person[0] == '2' ? "1" : "0") + "\n";
        }
        QFile file(folder.filePath(QStringLiteral("pairs.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(list) == list.size());
        file.close();
        const QStringList of{QStringLiteral("--pairs"), file.fileName()};
        const auto [code, output] = run(QStringList{QStringLiteral("eval"), QStringLiteral("--json")} + of);
        QCOMPARE(code, 0);
        const QJsonObject report = QJsonDocument::fromJson(output).object();
        QCOMPARE(report.value(u"eer").toDouble(-1), 0.0);
        QCOMPARE(
            run(QStringList{QStringLiteral("calibrate"), QStringLiteral("--conditions"), QStringLiteral("two")} + of)
                .first,
            1);
    }
    void trainsANetworkOnPicturesThatItHasRendered()
    {
        const QTemporaryDir folder;
        const QString pictures = folder.filePath(QStringLiteral("pictures"));
        QCOMPARE(
            run({QStringLiteral("train"), QStringLiteral("pictures"), QStringLiteral("--people"), QStringLiteral("40"),
                 QStringLiteral("--threads"), QStringLiteral("2"), QStringLiteral("--out"), pictures})
                .first,
            0);
        const QStringList train{QStringLiteral("train"),         QStringLiteral("identities"),
                                QStringLiteral("--pictures"),    pictures,
                                QStringLiteral("--trait-steps"), QStringLiteral("1"),
                                QStringLiteral("--out"),         folder.filePath(QStringLiteral("run")),
                                QStringLiteral("--metric-steps")};
        QCOMPARE(run(train + QStringList{QStringLiteral("1")}).first, 0);
        const QString weights = folder.filePath(QStringLiteral("run/weights.dat"));
        QVERIFY(QFileInfo(weights).size() > 1'000'000 && QFileInfo(weights).size() < 4'000'000);
        const auto [code, output] = run(train + QStringList{QStringLiteral("2")});
        QCOMPARE(code, 0);
        QVERIFY2(!output.contains("traits") && output.contains("metric 2"), output); // it went on, not anew
    }
    void watchesWhatACameraSeesLineByLine()
    {
        const QTemporaryDir folder;
        const QString person = folder.filePath(QStringLiteral("person"));
        const QString room = folder.filePath(QStringLiteral("room"));
        // A loop of ten: in four frames the same way would be too fast for the gate.
        const QStringList render{QStringLiteral("render"), QStringLiteral("--frames"), QStringLiteral("10"),
                                 QStringLiteral("--out")};
        QCOMPARE(run(render + QStringList{person}).first, 0);
        QCOMPARE(run(render + QStringList{room, QStringLiteral("--what"), QStringLiteral("nobody")}).first, 0);
        const QString seen = folder.filePath(QStringLiteral("seen"));
        const QStringList watch{QStringLiteral("watch"), QStringLiteral("--frames"), QStringLiteral("3"),
                                QStringLiteral("--source")};
        const auto good = run(watch + QStringList{person, QStringLiteral("--out"), seen});
        QCOMPARE(good.first, 0);
        QCOMPARE(good.second.count('\n'), 4);
        QVERIFY2(good.second.startsWith("   1  good") && good.second.endsWith("good: 3 of 3\n"), good.second);
        const auto pictures = QDir(seen).entryInfoList({QStringLiteral("watch-*.jpg")});
        QCOMPARE(pictures.size(), 3);
        constexpr auto kOthers = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
        for (const QFileInfo& kept : pictures + QFileInfoList{QFileInfo(seen)})
            QVERIFY2(!(kept.permissions() & kOthers), qPrintable(kept.filePath()));
        QVERIFY(run({QStringLiteral("watch"), QStringLiteral("--help")}).second.contains("in the clear"));
        const auto empty = run(watch + QStringList{room});
        QCOMPARE(empty.first, 1);
        QVERIFY2(empty.second.endsWith("face.noFace: 3 of 3\n"), empty.second);
    }
    void watchSaysThatThereIsNoDisplayForAWindow()
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(display));
        process.setProcessEnvironment(environment);
        process.start(
            qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-face"),
            {QStringLiteral("watch"), QStringLiteral("--window"), QStringLiteral("--source"), QDir::tempPath()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("there is no display"));
    }
    void watchSaysThatThereIsNothingToWatch()
    {
        const QTemporaryDir folder;
        for (const QString& source : {folder.path(), folder.filePath(QStringLiteral("none"))})
            QCOMPARE(run({QStringLiteral("watch"), QStringLiteral("--source"), source}).first, 2);
    }
    void saysUnavailableForWhatCannotBeCompared()
    {
        const QTemporaryDir folder;
        const QString none = folder.filePath(QStringLiteral("none.jpg"));
        QCOMPARE(run({QStringLiteral("verify"), none, none}).first, 2);
        QCOMPARE(run({QStringLiteral("verify"), QStringLiteral("--production"), none, none}).first, 2);
    }
};

BANSHI_TEST(ToolTest)
#include "tool_test.moc"

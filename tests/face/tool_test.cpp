// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/testing/suite.h"

#include <QDir>
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
    }
    void measuresHowFarPeopleStandApart()
    {
        const auto [code, output] = run({QStringLiteral("measure"), QStringLiteral("--people"), QStringLiteral("3")});
        QCOMPARE(code, 0);
        QVERIFY2(output.startsWith("people compared 3, without a face 0\n") && output.contains("of 6 pairs"), output);
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

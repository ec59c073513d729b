// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <set>

using namespace banshi;
using Words = std::set<std::string>;

namespace
{

// The words of one section of drivers/virtual/FAULTS.md.
Words published(const QString& section)
{
    QFile file(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/drivers/virtual/FAULTS.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QString own =
        text.section(QStringLiteral("\n## ") + section + u'\n', 1).section(QStringLiteral("\n## "), 0, 0);
    static const QRegularExpression row(QStringLiteral("^\\| `(\\w+)` \\|"), QRegularExpression::MultilineOption);
    Words words;
    for (auto rows = row.globalMatch(own); rows.hasNext();)
        words.insert(rows.next().captured(1).toStdString());
    return words;
}

// The words that the running program knows.
Words known(testing::Simulator& simulator)
{
    return simulator.control({{"do", "faults"}})["faults"].get<Words>();
}

} // namespace

/// drivers/virtual/FAULTS.md is true to every simulator.
class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishesWhatTheSimulatorKnows_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString tty = QStringLiteral("--tty");
        const QString out = QStringLiteral("--out");
        const QString line = QStringLiteral("%/tty");
        const QString paper = QStringLiteral("%/paper");
        QTest::newRow("scanner") << QStringList{tty, line};
        QTest::newRow("hidpos") << QStringList{QStringLiteral("--hid"), QStringLiteral("%/hid")};
        QTest::newRow("keypad") << QStringList{QStringLiteral("--node"), QStringLiteral("%/event")};
        QTest::newRow("fingerprint") << QStringList{tty, line};
        QTest::newRow("smartcard") << QStringList{QStringLiteral("--socket"), QStringLiteral("%/pcscd")};
        QTest::newRow("payterm") << QStringList{};
        QTest::newRow("zvt") << QStringList{};
        QTest::newRow("indicator") << QStringList{QStringLiteral("--root"), QStringLiteral("%/sys"),
                                                  QStringLiteral("--sensor"), QStringLiteral("door=0")};
        QTest::newRow("idcard") << QStringList{tty, line};
        QTest::newRow("receipt") << QStringList{tty, line, out, paper};
        QTest::newRow("camera") << QStringList{};
        QTest::newRow("a4") << QStringList{out, paper};
    }
    void publishesWhatTheSimulatorKnows()
    {
        QFETCH(QStringList, arguments);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        testing::Simulator simulator;
        QVERIFY(simulator.start(QStringLiteral("banshi-virtual-") + name, arguments));
        const Words words = published(name);
        QVERIFY(!words.empty());
        QVERIFY(known(simulator) == words);
        for (const std::string& word : words)
        {
            const auto answer = simulator.control({{"do", "fault"}, {"kind", word}, {"ms", 1}});
            QVERIFY2(answer.value("ok", false), word.c_str());
        }
        QVERIFY(!simulator.control({{"do", "fault"}, {"kind", "teleport"}, {"sensor", "door"}}).value("ok", true));
        QVERIFY(!simulator.control({{"do", "fault"}, {"kind", "teleport"}}).value("ok", true));
    }
};

BANSHI_TEST(FaultsTest)
#include "faults_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/config_table.h"
#include "banshi/testing/suite.h"

#include <QTest>

using banshi::base::ConfigTable;

class ConfigTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere()
    {
        auto root = ConfigTable::parse("[panel]\nwidth_mm = 268\n[[device]]\nname = \"a4\"\n", "machine.toml");
        QVERIFY(root.has_value());
        QCOMPARE(root->table("panel").number("width_mm", 50, 2000), 268.0);
        auto devices = root->tables("device");
        QCOMPARE(devices.size(), std::size_t(1));
        QCOMPARE(devices[0].text("name", "a name"), std::string("a4"));
        QVERIFY(root->finish().empty());
    }

    void namesFileAndLineOfAWrongEntry()
    {
        auto root = ConfigTable::parse("[panel]\n\nwidth_mm = \"wide\"\n", "machine.toml");
        root->table("panel").number("width_mm", 50, 2000);
        const auto faults = root->finish();
        QCOMPARE(faults.size(), std::size_t(1));
        QCOMPARE(faults[0].line, 3);
        QCOMPARE(faults[0].text(),
                 std::string("machine.toml:3: panel.width_mm: is of type string; a number from 50 to 2000"));
    }

    void namesMissingAndUnknownEntries()
    {
        auto root = ConfigTable::parse("[panel]\nwidht_mm = 268\n", "machine.toml");
        root->table("panel").number("width_mm", 50, 2000);
        const auto faults = root->finish();
        QCOMPARE(faults.size(), std::size_t(2));
        QCOMPARE(faults[0].entry, std::string("panel.width_mm"));
        QCOMPARE(faults[1].entry, std::string("panel.widht_mm"));
        QCOMPARE(faults[1].problem, std::string("is not a known entry"));
    }

    void refusesTextOutsideTheChoices()
    {
        auto root = ConfigTable::parse("mode = \"fast\"\n", "machine.toml");
        QVERIFY(root->choice("mode", {"development", "production"}).empty());
        QCOMPARE(root->finish().at(0).wanted, std::string("one of: development, production"));
    }

    void reportsSyntaxWithItsLine()
    {
        const auto root = ConfigTable::parse("a = 1\nb = = 2\n", "machine.toml");
        QVERIFY(!root.has_value());
        QCOMPARE(root.error().at(0).line, 2);
    }

    void reportsSyntaxThatTheParserTakesForItsOwnFault()
    {
        for (const char* line : {"[.", "[.\n", "\"a\".\n", "[[.x]]"})
        {
            const auto table = ConfigTable::parse(std::string("[site]\nname = \"x\"\n") + line, "machine.toml");
            QVERIFY2(!table, line);
            QCOMPARE(table.error().front().line, 3);
        }
    }

    void takesAnyCharacterInTextsAndComments()
    {
        const auto table = ConfigTable::parse("# 说明、\n"
                                              "a = \"æ \\\" 、\" # 、\n"
                                              "b = '、'\n"
                                              "c = \"\"\"、\n\" æ\"\"\"\"\n"
                                              "d = '''\n''、''''\n"
                                              "e = \"\"\n",
                                              "machine.toml");
        QVERIFY(table.has_value());
    }

    void reportsACharacterThatIsOutOfPlace()
    {
        for (const char* line :
             {"æ = 1", "、 = 1", "a = 1 、", "[、]", "b = \"\" æ", "b = '' æ", "b = \"x\" æ", "b = '''''' æ"})
        {
            const auto bad = ConfigTable::parse(std::string("x = \"æ\"\n") + line, "machine.toml");
            QVERIFY2(!bad, line);
            QCOMPARE(bad.error().front().line, 2);
        }
    }

    void reportsAFileThatIsNotThere()
    {
        const auto root = ConfigTable::read("no such file.toml");
        QVERIFY(!root.has_value());
        QCOMPARE(root.error().at(0).problem, std::string("the file cannot be read"));
    }
};

BANSHI_TEST(ConfigTableTest)
#include "config_table_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "quick_parse.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <random>

using namespace banshi::queue::contract;
using nlohmann::json;

namespace
{

/// With single quotes in place of double ones (moc does not read raw strings).
std::string plain()
{
    return QByteArray("{'device':'D-1', 'items' :[ {'seq':1,'late':false,'none':null,'bytes':'AAH/AQ=='},"
                      "{'seq':-20,'late':true,'list':[],'object':{}}],'n':0,'big':123456789012345678} ")
        .replace('\'', '"')
        .toStdString();
}

} // namespace

class QuickParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatProgramsSend()
    {
        const auto read = quickParse(plain());
        QVERIFY(read.has_value());
        const auto known = json::parse(plain());
        QVERIFY(*read == known);
        QVERIFY(read->at("n").is_number_unsigned() && known.at("n").is_number_unsigned());
        QVERIFY(!read->at("items")[1].at("seq").is_number_unsigned());
        for (const char* word : {"7", " true\n", "null", "\"\"", "[]", "{}", "-1", "0"})
            QVERIFY2(quickParse(word) == json::parse(word), word);
    }

    void leavesToNlohmannWhatIsNotPlain()
    {
        for (const char* text : {"",
                                 " ",
                                 "{",
                                 "[1",
                                 "[1,]",
                                 "[,1]",
                                 "{\"a\"}",
                                 "{\"a\":}",
                                 "{\"a\":1,}",
                                 "{a:1}",
                                 "01",
                                 "-0",
                                 "-",
                                 "1.5",
                                 "1e3",
                                 "1E3",
                                 "+1",
                                 "1 2",
                                 "tru",
                                 "nulll",
                                 "\"a",
                                 "\"\\n\"",
                                 "\"\t\"",
                                 "\"\x7f\xff\"",
                                 "\"\xE6\x97\xA0\"",
                                 "\"12345678\x01\"",
                                 "\"\x80"
                                 "2345678\"",
                                 "1234567890123456789",
                                 "{\"a\":1,\"a\":2}",
                                 "[1]]",
                                 "\xEF\xBB\xBF[]"})
            QVERIFY2(!quickParse(text), text);
    }

    void neverReadsAnythingElseThanNlohmann()
    {
        constexpr std::string_view kLetters = "{}[]\",:\\ 019-.eEtfn\n\x01\x7f\x80";
        std::mt19937 random(1);
        int read = 0;
        for (int i = 0; i < 50'000; ++i)
        {
            std::string text = plain();
            for (auto changes = random() % 3; changes > 0; --changes)
            {
                const std::size_t at = random() % text.size();
                const char letter = kLetters[random() % kLetters.size()];
                if (random() % 2 == 0)
                    text[at] = letter;
                else
                    text.insert(at, 1, letter);
            }
            const auto quick = quickParse(text);
            if (!quick)
                continue;
            ++read;
            QVERIFY2(*quick == json::parse(text, nullptr, false), text.c_str());
        }
        QVERIFY(read > 1000);
    }
};

BANSHI_TEST(QuickParseTest)
#include "quick_parse_test.moc"

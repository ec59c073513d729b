// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/document.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <random>

using namespace banshi::queue::contract;
using nlohmann::json;

namespace
{

FaultKind firstFault(std::string_view text)
{
    const auto document = parseDocument(text);
    return document ? FaultKind::UnknownOperation : document.error().at(0).kind;
}

} // namespace

class DocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsJson()
    {
        const auto document = parseDocument("{\"name\":\"张三\",\"list\":[1,2,{\"a\":\"]]]{{{\"}]}");
        QVERIFY(document.has_value());
        QCOMPARE(document->at("list").size(), std::size_t(3));
    }

    void saysWhatIsWrong()
    {
        QCOMPARE(firstFault("<html>"), FaultKind::NotJson);
        QCOMPARE(firstFault(""), FaultKind::NotJson);
        QCOMPARE(firstFault("{\"a\":1}x"), FaultKind::NotJson);
        QCOMPARE(firstFault("{\"a\":\"\xff\"}"), FaultKind::NotUtf8);
        QCOMPARE(firstFault(std::string(kMostBytes + 1, ' ')), FaultKind::TooLarge);
        QCOMPARE(firstFault(std::string(100000, '[')), FaultKind::TooDeep);
    }

    void allowsNestingUpToTheLimit()
    {
        const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        // Brackets in texts do not count, however their quotation marks are escaped.
        const std::string brackets(kDeepest * 2, '[');
        for (const char* middle : {"", R"(\")", R"(\\)", R"(\\\")"})
        {
            std::string text = "[\"";
            for (const char* part : {brackets.c_str(), middle, brackets.c_str(), "\"]"})
                text.append(part);
            QVERIFY2(parseDocument(text).has_value(), text.c_str());
        }
        std::string outside = "[\"\\\\\",";
        outside.append(brackets).append("]");
        QCOMPARE(firstFault(outside), FaultKind::TooDeep);
        QVERIFY(parseDocument(nested(kDeepest)).has_value());
        QVERIFY(!parseDocument(nested(kDeepest + 1)).has_value());
    }

    void readsLongTextsAsTheLibraryDoes()
    {
        const std::string text(100, 'a');
        const std::string quoted = '"' + text + '"';
        for (const std::string& document :
             {quoted, '[' + quoted + ",\"\"," + quoted + ",\"short\"]", "{\"b\":" + quoted + ",\"a\" : " + quoted + '}',
              '{' + quoted + ":1," + quoted + " :\n" + quoted + '}', // long names, the same twice
              "[\"" + text + "\\n" + text + "\"," + quoted + ']', "[\"" + text + "\xC3\xA9\"," + quoted + ']',
              "[\"" + text + "\x1F\"]", "[\"" + text + "\xFF\"]", '[' + quoted + quoted + ']', '[' + quoted + ":1]",
              '[' + quoted + ",\"" + text, "[" + quoted + ",\"" + text + "\\\"]"})
        {
            const json wanted = json::parse(document, nullptr, false);
            const auto read = parseDocument(document);
            QVERIFY2(read.has_value() == !wanted.is_discarded(), document.c_str());
            QVERIFY2(!read || *read == wanted, document.c_str());
        }
    }

    void readsAnythingAsTheLibraryDoes()
    {
        const std::string whole = json{
            {"sealed", std::string(80, 'Q')},
            {"list", {std::string(40, '/'), "a", "", 1, true, std::string(33, ' ')}},
            {"name", "张三\\\""}}.dump();
        const std::string pieces = "\"\\:,[]{} a\n\x01\xC3";
        std::mt19937 random(1);
        for (int run = 0; run < 20'000; ++run)
        {
            std::string document = whole;
            for (unsigned change = 0; change < 1 + random() % 3; ++change)
                document[random() % document.size()] = pieces[random() % pieces.size()];
            const json wanted = json::parse(document, nullptr, false);
            const auto read = parseDocument(document);
            QVERIFY2(read.has_value() == !wanted.is_discarded(), document.c_str());
            QVERIFY2(!read || *read == wanted, document.c_str());
        }
    }

    void inspectsDocumentsMadeInMemory()
    {
        QVERIFY(inspectDocument(json{{"a", "张"}}).empty());
        QCOMPARE(inspectDocument(json{{"a", "\xff"}}).at(0).kind, FaultKind::NotUtf8);
        QCOMPARE(inspectDocument(json{{"\xff", 1}}).at(0).kind, FaultKind::NotUtf8);
        QCOMPARE(inspectDocument(json(std::string(kMostBytes + 1, 'a'))).at(0).kind, FaultKind::TooLarge);
        json deep = 1;
        for (int i = 0; i <= kDeepest; ++i)
            deep = json::array({std::move(deep)});
        QCOMPARE(inspectDocument(deep).at(0).kind, FaultKind::TooDeep);
    }
};

BANSHI_TEST(DocumentTest)
#include "document_test.moc"

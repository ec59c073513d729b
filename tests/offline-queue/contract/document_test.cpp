// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/document.h"
#include "banshi/testing/suite.h"

#include <QTest>

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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_condition.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::drivers::client;

class DeviceConditionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysOneWordOfAStatus_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* name, const char* status, const char* word) {
            QTest::newRow(name) << QByteArray(status) << QByteArray(word);
        };
        row("nothing known", "{}", "unknown");
        row("starting", R"({"common":{"device":"starting"}})", "unknown");
        row("word of the future", R"({"common":{"device":"levitating"}})", "unknown");
        row("online", R"({"common":{"device":"online"}})", "ok");
        row("busy", R"({"common":{"device":"deviceBusy"}})", "busy");
        row("offline", R"({"common":{"device":"offline"}})", "fault");
        row("broken", R"({"common":{"device":"hardwareError"}})", "fault");
        row("paper low", R"({"common":{"device":"online"},"printer":{"paper":{"upper":"low"}}})", "warning");
        row("paper out", R"({"common":{"device":"online"},"printer":{"paper":{"upper":"out"}}})", "fault");
        row("jam", R"({"common":{"device":"online"},"printer":{"paper":{"upper":"jammed"}}})", "fault");
        row("paper unknown", R"({"common":{"device":"online"},"printer":{"paper":{"upper":"unknown"}}})", "ok");
        row("toner low", R"({"common":{"device":"online"},"printer":{"toner":"low"}})", "warning");
        row("toner out", R"({"common":{"device":"online"},"printer":{"toner":"out"}})", "fault");
        row("cover", R"({"common":{"device":"online"},"printer":{"cover":"open"}})", "fault");
        row("cutter", R"({"common":{"device":"online"},"printer":{"cutter":"failed"}})", "fault");
        row("nonsense", R"({"common":{"device":"online"},"printer":7})", "ok");
    }
    void saysOneWordOfAStatus()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, word);
        const auto condition = conditionOf(nlohmann::json::parse(status.toStdString()));
        QCOMPARE(QByteArray::fromStdString(text(condition)), word);
    }
};

BANSHI_TEST(DeviceConditionTest)
#include "device_condition_test.moc"

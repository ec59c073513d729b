// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/id_card_reader.h"
#include "banshi/drivers/sdk/options.h"
#include "banshi/drivers/sdk/outcome.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;

class OutcomeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAFailure()
    {
        const sdk::Outcome<int> value = 7;
        QVERIFY(value.ok());
        QCOMPARE(*value, 7);
        const sdk::Outcome<int> failed = sdk::commandError("paperOut", "sensor");
        QVERIFY(!failed);
        QCOMPARE(failed.failure().errorCode, std::string("paperOut"));
        QVERIFY(sdk::Outcome<void>().ok());
        QVERIFY(!sdk::Outcome<void>(sdk::failure(sdk::ErrorCode::TimeOut)).ok());
    }

    void splitsAConnectionIntoSchemeAndAddress()
    {
        sdk::Options options;
        options.connection = "ipp://127.0.0.1:8631/ipp/print";
        QCOMPARE(options.scheme(), std::string("ipp"));
        options.connection = "serial:/dev/serial/by-id/x:1";
        QCOMPARE(options.address(), std::string("/dev/serial/by-id/x:1"));
        options.connection = "nothing";
        QCOMPARE(options.address(), std::string());
        options.values["n"] = std::int64_t(3);
        QCOMPARE(options.valueOr<std::int64_t>("n", 1), std::int64_t(3));
        QCOMPARE(options.valueOr<bool>("n", true), true);
    }

    void wipesTheWholeCapacity()
    {
        std::string text(200, 'x');
        text.resize(3);
        sdk::wipe(text);
        QVERIFY(text.empty());
        std::vector<std::uint8_t> bytes(50, 7);
        const std::uint8_t* memory = bytes.data();
        sdk::wipe(bytes);
        QVERIFY(bytes.empty());
        QCOMPARE(memory[49], std::uint8_t(0)); // still allocated: the capacity stays
    }
};

BANSHI_TEST(OutcomeTest)
#include "outcome_test.moc"

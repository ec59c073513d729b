// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"

#include <QTest>
#include <deque>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

/// Plays a script of questions and answers; what has no answer is the library's failure.
class FakeLibrary : public Library
{
public:
    explicit FakeLibrary(std::deque<std::pair<std::string, std::string>> script) : m_script(std::move(script)) {}

    sdk::Outcome<sdk::ToolMessage> ask(std::string_view question, const sdk::CallContext&) override
    {
        if (m_script.empty() || m_script.front().first != question || m_script.front().second.empty())
            return sdk::failure(sdk::ErrorCode::HardwareError, "the program ended with signal 11");
        sdk::ToolMessage answer;
        answer.bytes.assign(m_script.front().second.begin(), m_script.front().second.end());
        m_script.pop_front();
        return answer;
    }
    void close() override {}

private:
    std::deque<std::pair<std::string, std::string>> m_script;
};

/// A host of interface 1.1.
class AttentiveHost : public FakeHost, public sdk::HostAttention
{
public:
    void pollSoon() override { ++wishes; }
    int wishes = 0;
};

} // namespace

/// The driver against a library that plays a script; the proving ground tries it with the real one.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeCall m_call;

    static std::unique_ptr<Library> playing(std::deque<std::pair<std::string, std::string>> script)
    {
        script.push_front({"card", "no"});
        script.push_front({"model", "ACR-1"});
        return std::make_unique<FakeLibrary>(std::move(script));
    }

private Q_SLOTS:
    void readsACardThatIsLaidDown()
    {
        AttentiveHost host;
        ExampleDevice device(
            playing({{"card", "no"},
                     {"card", "yes"},
                     {"read", "测试|1|汉|19900101|某街1号|440399199001010018|某局|20150301|20350301"}}),
            host);
        QVERIFY(device.open(m_call).ok());
        const auto card = device.read(m_call);
        QVERIFY(card.ok());
        QCOMPARE(card->number, std::string("440399199001010018"));
        QCOMPARE(card->validTo, std::string("20350301"));
        QCOMPARE(host.wishes, 0);
        QVERIFY(host.logged().empty());
    }

    void refusesACardThatCannotBeRead()
    {
        for (const char* answer : {"error 4", "测试|1|汉"})
        {
            FakeHost host;
            ExampleDevice device(playing({{"card", "yes"}, {"read", answer}}), host);
            QVERIFY(device.open(m_call).ok());
            QCOMPARE(device.read(m_call).failure().errorCode, std::string("readFailed"));
        }
    }

    void wantsToBePolledAfterALibraryThatFails()
    {
        AttentiveHost host;
        ExampleDevice device(playing({{"card", "yes"}, {"read", ""}}), host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(device.read(m_call).failure().code, sdk::ErrorCode::HardwareError);
        QCOMPARE(host.wishes, 1);
    }

    void doesWithoutAHostThatPollsAtOnce()
    {
        FakeHost host; // of interface 1.0
        ExampleDevice device(playing({{"card", "yes"}, {"read", ""}}), host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(device.read(m_call).failure().code, sdk::ErrorCode::HardwareError);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"

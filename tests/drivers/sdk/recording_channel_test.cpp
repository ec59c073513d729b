// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/recording_channel.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <array>
#include <sstream>

using namespace banshi;
using namespace banshi::drivers;

namespace
{

// Answers each write with the same bytes plus one.
class PlusOne : public sdk::ByteChannel
{
public:
    sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const sdk::CallContext&, sdk::TimePoint) override
    {
        const std::size_t count = std::min(into.size(), m_bytes.size());
        std::copy_n(m_bytes.begin(), count, into.begin());
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(count));
        return count;
    }
    sdk::Outcome<void> write(std::span<const std::uint8_t> bytes, const sdk::CallContext&) override
    {
        for (const std::uint8_t byte : bytes)
            m_bytes.push_back(static_cast<std::uint8_t>(byte + 1));
        return {};
    }
    void discardInput() override { m_bytes.clear(); }

private:
    std::vector<std::uint8_t> m_bytes;
};

constexpr std::array<std::uint8_t, 3> kRequest{0x10, 0x04, 0xFF};

// One request and its answer, read two bytes at a time.
std::vector<std::uint8_t> converse(sdk::ByteChannel& channel)
{
    const testing::DriverCall call;
    std::vector<std::uint8_t> answer;
    if (!channel.write(kRequest, call))
        return answer;
    while (answer.size() < kRequest.size())
    {
        std::array<std::uint8_t, 2> some{};
        const auto count = channel.read(some, call, call.now());
        if (!count || *count == 0)
            break;
        answer.insert(answer.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(*count));
    }
    return answer;
}

} // namespace

class RecordingChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsWhatReplays()
    {
        std::ostringstream record;
        sdk::RecordingChannel recording(std::make_unique<PlusOne>(), record);
        const auto answer = converse(recording);
        QCOMPARE(record.str(), std::string("> 1004ff\n< 1105\n< 00\n"));
        auto replay = sdk::ReplayChannel::fromText(record.str());
        QVERIFY(replay.ok());
        QVERIFY(converse(**replay) == answer);
        QVERIFY((*replay)->finished());
    }

    void noticesAnotherConversation()
    {
        auto replay = sdk::ReplayChannel::fromText("> 1004fe\n< 00\n");
        QVERIFY(replay.ok());
        const testing::DriverCall call;
        QVERIFY(!(*replay)->write(kRequest, call));
    }

    void namesTheBrokenLine()
    {
        for (const char* text : {"> 0g\n", "> 012\n", "? 00\n", "\n"})
            QVERIFY2(!sdk::ReplayChannel::fromText(std::string("> 00\n") + text), text);
        for (const char* line : {"", "> a", "> zz", "? 00", "00", "> 00 00"})
        {
            const auto read = sdk::parseRecording("> 00\n" + std::string(line) + "\n< 01\n");
            QVERIFY2(!read, line);
            QCOMPARE(read.failure().detail, std::string("recording, line 2"));
        }
    }
};

BANSHI_TEST(RecordingChannelTest)
#include "recording_channel_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/dispatcher.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/sdk/camera.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "kept_messages.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;

namespace
{

constexpr host::ConnectionId kVisit = 1;
constexpr host::ConnectionId kRepairer = 2;

/// A camera that shows nothing. Threads: as Device; the counters from any.
class BlindCamera : public sdk::Camera
{
public:
    sdk::Outcome<void> open(const sdk::CallContext&) override { return {}; }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::CameraCapabilities capabilities() const override { return {{}, {8, 4}}; }
    sdk::Outcome<sdk::PreviewFormat> startPreview(const sdk::CallContext&) override
    {
        ++started;
        return sdk::PreviewFormat{8, 4};
    }
    sdk::Outcome<void> pumpFrame(sdk::FrameSink&, const sdk::CallContext&) override
    {
        std::this_thread::yield();
        return {};
    }
    sdk::Outcome<void> stopPreview(const sdk::CallContext&) override
    {
        ++stopped;
        return {};
    }
    sdk::Outcome<sdk::Picture> takePicture(const sdk::CallContext&) override { return sdk::Picture{{0xFF, 0xD8}}; }

    std::atomic<int> started = 0;
    std::atomic<int> stopped = 0;
};

} // namespace

/// For whom a preview runs.
class PreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_outbox = std::make_unique<testing::KeptMessages>();
        m_board = std::make_unique<host::StatusBoard>(*m_outbox, "face");
        m_watch = std::make_unique<host::DriverWatch>(m_clock);
        auto camera = std::make_unique<BlindCamera>();
        m_camera = camera.get();
        m_service = host::makeDeviceService(protocol::DeviceClass::Camera, std::move(camera), *m_outbox);
        m_dispatcher = std::make_unique<host::Dispatcher>(m_clock, *m_service, *m_board, *m_outbox, *m_watch);
        m_lastId = 0;
    }
    void cleanup() { m_dispatcher.reset(); }

    void endsWithTheClientThatWantedIt()
    {
        QVERIFY(succeeds(kVisit, protocol::command::kStartPreview));
        m_dispatcher->disconnected(kRepairer);
        QVERIFY(succeeds(kVisit, protocol::command::kTakePicture));
        QCOMPARE(m_camera->stopped.load(), 0);
        m_dispatcher->disconnected(kVisit);
        QTRY_COMPARE(m_camera->stopped.load(), 1);
        QVERIFY(succeeds(kRepairer, protocol::command::kStartPreview));
        QCOMPARE(m_camera->started.load(), 2);
    }

    void goesOnAsLongAsSomebodyLooks()
    {
        QVERIFY(succeeds(kVisit, protocol::command::kStartPreview));
        QVERIFY(succeeds(kRepairer, protocol::command::kStartPreview));
        QCOMPARE(m_camera->started.load(), 1);
        QVERIFY(succeeds(kRepairer, protocol::command::kStopPreview));
        QCOMPARE(m_camera->stopped.load(), 0);
        QVERIFY(succeeds(kVisit, protocol::command::kStopPreview));
        QCOMPARE(m_camera->stopped.load(), 1);
        m_dispatcher->disconnected(kVisit);
        QVERIFY(succeeds(kRepairer, protocol::command::kTakePicture));
        QCOMPARE(m_camera->stopped.load(), 1);
    }

    void forgetsWhoLookedWhenTheDeviceIsReset()
    {
        QVERIFY(succeeds(kVisit, protocol::command::kStartPreview));
        QVERIFY(succeeds(kRepairer, "Camera.Reset"));
        QVERIFY(succeeds(kRepairer, protocol::command::kStartPreview));
        QVERIFY(succeeds(kRepairer, protocol::command::kStopPreview));
        QCOMPARE(m_camera->stopped.load(), 1);
    }

private:
    bool succeeds(host::ConnectionId client, std::string_view command)
    {
        const std::uint32_t id = ++m_lastId;
        m_dispatcher->receive(
            client, protocol::serialize(protocol::makeCommand(std::string(command), id, nlohmann::json::object(), {})));
        return m_outbox->waitFor(protocol::MessageType::Completion, id) &&
               m_outbox->of(protocol::MessageType::Completion, id)[0].header.completionCode ==
                   protocol::CompletionCode::Success;
    }

    testing::ManualClock m_clock;
    std::unique_ptr<testing::KeptMessages> m_outbox;
    std::unique_ptr<host::StatusBoard> m_board;
    std::unique_ptr<host::DriverWatch> m_watch;
    BlindCamera* m_camera = nullptr;
    std::unique_ptr<host::DeviceService> m_service;
    std::unique_ptr<host::Dispatcher> m_dispatcher;
    std::uint32_t m_lastId = 0;
};

BANSHI_TEST(PreviewTest)
#include "preview_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/device_service.h"
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/camera.h"
#include "banshi/drivers/sdk/document_printer.h"
#include "banshi/drivers/sdk/receipt_printer.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "fake_reader.h"
#include "kept_messages.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using protocol::CompletionCode;

namespace
{

class FakeReceipt : public sdk::ReceiptPrinter
{
public:
    sdk::Outcome<void> open(const sdk::CallContext&) override { return {}; }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::ReceiptPrinterCapabilities capabilities() const override { return {}; }
    sdk::Outcome<void> printSlip(const sdk::Slip& slip, const sdk::CallContext&) override
    {
        if (slip.slipId == "torn")
            return sdk::failure(sdk::ErrorCode::OutcomeUnknown);
        if (slip.slipId == "empty")
            return sdk::commandError("paperOut");
        return {};
    }
};

class FakeDocuments : public sdk::DocumentPrinter
{
public:
    sdk::Outcome<void> open(const sdk::CallContext&) override { return {}; }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::DocumentPrinterCapabilities capabilities() const override { return {}; }
    sdk::Outcome<sdk::PrintJob> createJob(const std::string&, const sdk::CallContext&) override
    {
        return sdk::PrintJob{41, "ipp://x/41"};
    }
    sdk::Outcome<sdk::PrintReport> sendDocument(const sdk::PrintDocument& document,
                                                const sdk::CallContext& call) override
    {
        call.event(sdk::PrintProgress{1, "processing", {}});
        return sdk::PrintReport{sdk::PrintResult::Done, static_cast<std::uint32_t>(document.pages), {}};
    }
    sdk::Outcome<sdk::JobReport> jobStatus(std::int32_t, const sdk::CallContext&) override
    {
        return sdk::JobReport{true, "completed", 1, {}};
    }
    sdk::Outcome<void> cancelJob(std::int32_t jobId, const sdk::CallContext&) override
    {
        return jobId == 41 ? sdk::Outcome<void>() : sdk::failure(sdk::ErrorCode::InvalidData);
    }
};

class FakeCamera : public sdk::Camera
{
public:
    sdk::Outcome<void> open(const sdk::CallContext&) override { return {}; }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::CameraCapabilities capabilities() const override { return {{}, {8, 4}}; }
    sdk::Outcome<sdk::PreviewFormat> startPreview(const sdk::CallContext&) override { return sdk::PreviewFormat{8, 4}; }
    sdk::Outcome<void> pumpFrame(sdk::FrameSink& sink, const sdk::CallContext&) override
    {
        const std::vector<std::uint8_t> pixels(8 * 4 * 3, ++m_value);
        return sink.write({8, 4, 24, pixels});
    }
    sdk::Outcome<void> stopPreview(const sdk::CallContext&) override { return {}; }
    sdk::Outcome<sdk::Picture> takePicture(const sdk::CallContext&) override { return sdk::Picture{{0xFF, 0xD8}}; }

private:
    std::uint8_t m_value = 0;
};

} // namespace

class ServicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesADeviceOfAnotherClass()
    {
        for (const auto other : {protocol::DeviceClass::ReceiptPrinter, protocol::DeviceClass::DocumentPrinter,
                                 protocol::DeviceClass::Camera})
            QVERIFY(!host::makeDeviceService(other, std::make_unique<testing::FakeReader>(), m_outbox));
        QVERIFY(
            !host::makeDeviceService(protocol::DeviceClass::IdCardReader, std::make_unique<FakeCamera>(), m_outbox));
    }

    void printsSlips()
    {
        const auto service =
            host::makeDeviceService(protocol::DeviceClass::ReceiptPrinter, std::make_unique<FakeReceipt>(), m_outbox);
        const auto print = [&](const char* id) {
            return service->execute("Printer.PrintSlip", {{"slipId", id}, {"lines", {{{"kind", "rule"}}}}}, m_call);
        };
        QVERIFY(print("good").payload["proof"] == "printed");
        QCOMPARE(print("torn").code, CompletionCode::OutcomeUnknown);
        const auto empty = print("empty");
        QCOMPARE(empty.code, CompletionCode::CommandErrorCode);
        QVERIFY(empty.payload["errorCode"] == "paperOut");
        QCOMPARE(service->execute("Printer.PrintSlip", nlohmann::json::object(), m_call).code,
                 CompletionCode::InvalidData);
    }

    void printsDocumentsInTwoSteps()
    {
        const auto service = host::makeDeviceService(protocol::DeviceClass::DocumentPrinter,
                                                     std::make_unique<FakeDocuments>(), m_outbox);
        const auto job = service->execute("DocumentPrinter.CreateJob", {{"jobName", "hr.pay-list"}}, m_call);
        QVERIFY(job.payload["jobId"] == 41);
        const auto sent =
            service->execute("DocumentPrinter.SendDocument",
                             protocol::toJson(sdk::PrintDocument{41, "application/pdf", {1, 2}, 2, 1}), m_call);
        QVERIFY(sent.payload["result"] == "done");
        QCOMPARE(m_call.events().size(), std::size_t(1));
        QVERIFY(service->execute("DocumentPrinter.JobStatus", {{"jobId", 41}}, m_call).payload["known"] == true);
        QCOMPARE(service->execute("DocumentPrinter.CancelJob", {{"jobId", 41}}, m_call).code, CompletionCode::Success);
        QCOMPARE(service->execute("DocumentPrinter.CancelJob", {{"jobId", 5}}, m_call).code,
                 CompletionCode::InvalidData);
        QCOMPARE(service->execute("DocumentPrinter.CreateJob", {{"jobName", 5}}, m_call).code,
                 CompletionCode::InvalidData);
        QCOMPARE(service->execute("DocumentPrinter.JobStatus", {{"jobId", "x"}}, m_call).code,
                 CompletionCode::InvalidData);
    }

    void showsFramesThroughTheRing()
    {
        const auto service =
            host::makeDeviceService(protocol::DeviceClass::Camera, std::make_unique<FakeCamera>(), m_outbox);
        QVERIFY(!service->isStreaming());
        const auto started = service->execute("Camera.StartPreview", nlohmann::json::object(), m_call);
        QVERIFY(service->isStreaming());
        const auto ring = protocol::previewRingFromJson(started.payload);
        QVERIFY(ring);
        const auto reader = protocol::FrameRingReader::open(*ring);
        QVERIFY(reader);
        for (int i = 0; i < 3; ++i)
            QVERIFY(service->pump(m_call).ok());
        protocol::Frame frame;
        QVERIFY((*reader)->readNewer(frame));
        QCOMPARE(frame.sequence, std::uint64_t(3));
        QCOMPARE(frame.bgr.front(), std::uint8_t(3));
        QVERIFY(m_outbox.waitForBroadcast([](const protocol::Message& message) {
            return message.header.name == "Camera.FrameReady" && message.payload["sequence"] == 3;
        }));
        const auto picture = service->execute("Camera.TakePicture", nlohmann::json::object(), m_call);
        QVERIFY(picture.payload["pictureFile"] == "/9g=");
        QCOMPARE(service->execute("Camera.StopPreview", nlohmann::json::object(), m_call).code,
                 CompletionCode::Success);
        QVERIFY(!service->isStreaming());
    }

private:
    testing::KeptMessages m_outbox;
    testing::DriverCall m_call;
};

BANSHI_TEST(ServicesTest)
#include "services_test.moc"

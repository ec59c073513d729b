// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "later.h"

#include <optional>
#include <string>

namespace banshi::app::fakes
{

/// Devices that do as they are told.
class FakeDevices : public ports::Devices
{
public:
    std::vector<ports::DeviceState> deviceStates{{"idcard", "IdCardReader", ports::Condition::Ok, {}},
                                                 {"receipt", "ReceiptPrinter", ports::Condition::Ok, {}},
                                                 {"a4", "DocumentPrinter", ports::Condition::Ok, {}},
                                                 {"face-camera", "Camera", ports::Condition::Ok, {}}};
    std::optional<ports::DeviceFault> cardFault;
    bool readerAway = false; ///< every call of the reader fails at once
    bool cardHasPhoto = true;
    std::optional<ports::DeviceFault> slipFault;
    bool slipNeverAnswers = false;
    std::optional<ports::DeviceFault> jobFault;
    ports::SheetResult sheet{ports::SheetEnd::Done, 1, {}};
    ports::SheetResult askedSheet{ports::SheetEnd::Done, 1, {}};
    bool cameraDark = false; ///< the document camera starts and shows nothing
    int previewsStarted = 0;
    int picturesTaken = 0;
    int cardsRead = 0;
    int slipsPrinted = 0;
    int sheetsSent = 0;
    int jobsAsked = 0;
    std::string lastSheet;
    ports::SlipText lastSlip;

    [[nodiscard]] std::vector<ports::DeviceState> states() const override { return deviceStates; }
    void setCondition(const std::string& device, ports::Condition condition)
    {
        for (auto& state : deviceStates)
            if (state.name == device)
                state.condition = condition;
        Q_EMIT statesChanged();
    }

    Call readCard(std::chrono::milliseconds, std::function<void(ports::DeviceResult<ports::CardRecord>)> done) override
    {
        ++cardsRead;
        later([this, done = std::move(done)] {
            if (readerAway)
                return done(tl::unexpected(ports::DeviceFault{"drivers.common.deviceNotReady", false}));
            if (cardFault)
                return done(tl::unexpected(*std::exchange(cardFault, std::nullopt)));
            ports::CardRecord card;
            card.type = "citizen";
            card.name = "测试人甲";
            card.number = "440399199001010018";
            card.birth = "19900101";
            card.validTo = "长期";
            if (cardHasPhoto)
                card.photo = {2, 1, base::SecretBytes(std::size_t(6))};
            done(std::move(card));
        });
        return 1;
    }
    Call waitCardLifted(std::chrono::milliseconds, std::function<void(bool)> done) override
    {
        later([this, done = std::move(done)] { done(!readerAway); });
        return 2;
    }
    Call printSlip(const std::string&, const ports::SlipText& slip,
                   std::function<void(ports::DeviceResult<bool>)> done) override
    {
        lastSlip = slip;
        if (slipNeverAnswers)
            return 3;
        if (!slipFault)
            ++slipsPrinted;
        later([this, done = std::move(done)] {
            if (slipFault)
                done(tl::unexpected(*slipFault));
            else
                done(true);
        });
        return 3;
    }
    Call createJob(const std::string&, std::function<void(ports::DeviceResult<int>)> done) override
    {
        later([this, done = std::move(done)] {
            if (jobFault)
                done(tl::unexpected(*jobFault));
            else
                done(17);
        });
        return 4;
    }
    Call sendDocument(int, const base::SecretBytes& pdf, int, std::function<void(int)> progress,
                      std::function<void(ports::SheetResult)> done) override
    {
        ++sheetsSent;
        lastSheet = pdf.text();
        later([this, progress = std::move(progress), done = std::move(done)] {
            progress(1);
            done(sheet);
        });
        return 5;
    }
    Call askJob(int, int, std::function<void(ports::SheetResult)> done) override
    {
        ++jobsAsked;
        later([this, done = std::move(done)] { done(askedSheet); });
        return 6;
    }
    Call takePicture(std::function<void(ports::DeviceResult<base::SecretBytes>)> done) override
    {
        ++picturesTaken;
        later([done = std::move(done)] { done(base::SecretBytes(std::string_view("\xff\xd8picture"))); });
        return 7;
    }
    void startPreview(std::function<void(const ports::FrameView&)> frame) override
    {
        ++previewsStarted;
        m_preview = std::move(frame);
        if (!cameraDark)
            later([this] { givePicture(); });
    }
    void stopPreview() override { m_preview = {}; }
    void cancel(Call) override {}
    /// One picture of the document camera, if somebody watches.
    void givePicture()
    {
        static constexpr std::uint8_t kPixel[3] = {1, 2, 3};
        if (const auto watcher = m_preview)
            watcher({kPixel, 1, 1, 3});
    }

private:
    std::function<void(const ports::FrameView&)> m_preview;
};

} // namespace banshi::app::fakes

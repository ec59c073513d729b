// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/bench.h"
#include "later.h"

#include <optional>

namespace banshi::app::fakes
{

/// Devices on a technician's bench that do as they are told.
class FakeBench : public ports::Bench
{
public:
    std::vector<ports::DeviceDetails> devices{
        {"idcard", "IdCardReader", ports::Condition::Ok, {}, {}, "", "", "", ""},
        {"receipt", "ReceiptPrinter", ports::Condition::Ok, {}, {}, "", "", "", ""},
        {"a4",
         "DocumentPrinter",
         ports::Condition::Fault,
         {ports::DeviceTrouble::PaperOut},
         {},
         "Acme",
         "P-1",
         "",
         "2.1",
         {{"Black Toner", 75, -1}, {"main", -1, 100}}},
        {"face-camera", "Camera", ports::Condition::Ok, {}, {}, "", "", "", ""},
        {"keys", "Keypad", ports::Condition::Ok, {}, {}, "", "", "", ""}};
    std::optional<ports::DeviceFault> fault;
    bool cardLiesThere = false;
    bool neverAnswers = false;
    ports::SheetResult sheet{ports::SheetEnd::Done, 1, {}};
    std::vector<std::string> done; ///< what was really done, e.g. `slip receipt`
    std::string lastPage;

    [[nodiscard]] std::vector<ports::DeviceDetails> details() const override { return devices; }
    void lookForCard(const std::string& device, std::chrono::milliseconds,
                     std::function<void(ports::DeviceResult<bool>)> answer) override
    {
        reply("card " + device, cardLiesThere, std::move(answer));
    }
    void printSlip(const std::string& device, const std::string&, const ports::SlipText&,
                   std::function<void(ports::DeviceResult<bool>)> answer) override
    {
        reply("slip " + device, true, std::move(answer));
    }
    void printPage(const std::string& device, const std::string&, const base::SecretBytes& pdf,
                   std::function<void(ports::SheetResult)> answer) override
    {
        done.push_back("page " + device);
        lastPage = pdf.text();
        if (!neverAnswers)
            later([this, answer = std::move(answer)] { answer(sheet); });
    }
    void takePicture(const std::string& device,
                     std::function<void(ports::DeviceResult<ports::PictureSize>)> answer) override
    {
        reply("picture " + device, ports::PictureSize{1920, 1080}, std::move(answer));
    }
    void ask(const std::string& device, std::function<void(ports::DeviceResult<bool>)> answer) override
    {
        reply("ask " + device, true, std::move(answer));
    }

private:
    template <class T>
    void reply(std::string what, T value, std::function<void(ports::DeviceResult<T>)> answer)
    {
        done.push_back(std::move(what));
        if (!neverAnswers)
            later([why = fault, value, answer = std::move(answer)] {
                if (why)
                    answer(tl::unexpected(*why));
                else
                    answer(value);
            });
    }
};

} // namespace banshi::app::fakes

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"

#include <QObject>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace banshi::app::ports
{

/// State of an attached device, as XFS-like kiosks know it.
enum class Condition
{
    Unknown,
    Ok,
    Warning, ///< works, wants attention soon (paper low)
    Fault,
    Busy,
    Disabled,
};

/// One device as the truth strip and the technician see it. `reason` is a dotted code, empty when all is well.
struct DeviceState
{
    std::string name;
    std::string kind; ///< `IdCardReader`, `ReceiptPrinter`, `DocumentPrinter` or `Camera`
    Condition condition = Condition::Unknown;
    std::string reason;
};

/// Why a device did not do what it was asked. `outcomeUnknown`: it may have done it.
struct DeviceFault
{
    std::string code;
    bool outcomeUnknown = false;
};

template <class T>
using DeviceResult = base::Result<T, DeviceFault>;

/// The chip's portrait, or why there is none.
struct ChipPhoto
{
    int width = 0;
    int height = 0;
    base::SecretBytes bgr; ///< width × height × 3 bytes; empty when it could not be decoded
};

/// What an ID card's chip holds. Cleared by its owner's end.
struct CardRecord
{
    std::string type; ///< `citizen`, `J` or `I`
    std::string name;
    std::string sex;
    std::string nation;
    std::string birth; ///< yyyymmdd
    std::string address;
    std::string number;
    std::string issuer;
    std::string validFrom; ///< yyyymmdd
    std::string validTo;   ///< yyyymmdd or 长期
    std::string samNumber;
    ChipPhoto photo;
};

/// One line of a slip in the receipt driver's neutral form.
struct SlipLine
{
    enum class Kind
    {
        Text,
        Pair,
        Rule,
        Qr,
        Feed,
    };
    Kind kind = Kind::Text;
    std::string left;  ///< the text, the left half, or the QR code's content
    std::string right; ///< of a pair
    int size = 1;      ///< 1 or 2
    bool bold = false;
    bool centred = false;
};
using SlipText = std::vector<SlipLine>;

/// How a numbered sheet ended; the print states of the platform's contract.
enum class SheetEnd
{
    Done,
    FailedClean,   ///< surely no ink on paper
    FailedPartial, ///< a sheet is spoilt
    Unknown,
};

/// What the printer said about a job.
struct SheetResult
{
    SheetEnd end = SheetEnd::Unknown;
    int impressions = 0;
    std::string reason; ///< dotted code, empty when done
};

/// A borrowed camera picture, valid during the call only: BGR, `stride` bytes a row.
struct FrameView
{
    const std::uint8_t* bgr = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;
};

/// The attached devices as the session sees them. Every call ends in exactly one call-back.
/// Threads: the GUI thread; call-backs come there.
class Devices : public QObject
{
    Q_OBJECT

public:
    using Call = std::uint64_t;
    using QObject::QObject;

    [[nodiscard]] virtual std::vector<DeviceState> states() const = 0;

    virtual Call readCard(std::chrono::milliseconds timeout, std::function<void(DeviceResult<CardRecord>)> done) = 0;
    /// Ends when the card has been lifted (true) or the time is over (false).
    virtual Call waitCardLifted(std::chrono::milliseconds timeout, std::function<void(bool lifted)> done) = 0;
    virtual Call printSlip(const std::string& slipId, const SlipText& slip,
                           std::function<void(DeviceResult<bool>)> done) = 0;
    /// Step one of a numbered sheet: the printer names the job before paper can move.
    virtual Call createJob(const std::string& jobName, std::function<void(DeviceResult<int>)> done) = 0;
    /// Step two: the document; ends when the job has ended.
    virtual Call sendDocument(int jobId, const base::SecretBytes& pdf, int pages, std::function<void(int)> progress,
                              std::function<void(SheetResult)> done) = 0;
    /// What became of a job of an earlier run; waits for its end.
    virtual Call askJob(int jobId, int pages, std::function<void(SheetResult)> done) = 0;
    virtual Call takePicture(std::function<void(DeviceResult<base::SecretBytes>)> done) = 0;
    /// Shows the document camera's picture until stopPreview().
    virtual void startPreview(std::function<void(const FrameView&)> frame) = 0;
    virtual void stopPreview() = 0;
    virtual void cancel(Call call) = 0;

Q_SIGNALS:
    void statesChanged();
};

} // namespace banshi::app::ports

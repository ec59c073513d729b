// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"

namespace banshi::app::ports
{

/// What keeps a device from working well, in the technician's terms.
enum class DeviceTrouble
{
    NoHost, ///< its driver host is not there or still starting
    Offline,
    NoPower,
    Absent,
    Hardware,
    PaperOut,
    PaperLow,
    PaperJammed,
    CoverOpen,
    CutterFailed,
    TonerOut,
    TonerLow,
};

/// How much is left of something that is used up, as the device names it (`Black Toner`, `main`); -1: it does not know.
struct SupplyLevel
{
    std::string name;
    int percent = -1;
    int sheets = -1; ///< of a tray
};

/// One device as a technician reads it. Empty texts mean "not known".
struct DeviceDetails
{
    std::string name; ///< as in the machine file
    std::string kind; ///< device class, e.g. `IdCardReader`
    Condition condition = Condition::Unknown;
    std::vector<DeviceTrouble> troubles;
    std::vector<std::string> reasons; ///< the device's own words (`cover-open-error`, `SAM 66`)
    std::string vendor;
    std::string model;
    std::string serialNumber;
    std::string firmware;
    std::vector<SupplyLevel> levels = {}; ///< only those that it knows
};

/// Size of a picture that was taken and thrown away.
struct PictureSize
{
    int width = 0;
    int height = 0;
};

/// The attached devices as a technician's tests use them, each by its name. Every call ends in exactly one call-back;
/// what a test reads or photographs is erased before it.
/// Threads: the GUI thread; call-backs come there, never from inside the call itself.
class Bench
{
public:
    virtual ~Bench() = default;
    [[nodiscard]] virtual std::vector<DeviceDetails> details() const = 0;
    /// Makes the reader look for a card for `span`; true when it read one, false when none lay there.
    virtual void lookForCard(const std::string& device, std::chrono::milliseconds span,
                             std::function<void(DeviceResult<bool>)> done) = 0;
    virtual void printSlip(const std::string& device, const std::string& slipId, const SlipText& slip,
                           std::function<void(DeviceResult<bool>)> done) = 0;
    /// Prints one page and follows it to its end.
    virtual void printPage(const std::string& device, const std::string& jobName, const base::SecretBytes& pdf,
                           std::function<void(SheetResult)> done) = 0;
    virtual void takePicture(const std::string& device, std::function<void(DeviceResult<PictureSize>)> done) = 0;
    /// Asks a device of any other class how it is; true when it says that it works.
    virtual void ask(const std::string& device, std::function<void(DeviceResult<bool>)> done) = 0;
};

} // namespace banshi::app::ports

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QObject>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <banshi/drivers/sdk/plugin.h>
#include <cstdlib>
#include <fstream>

namespace banshi::drivers::plugins::marking
{

namespace
{

// Runs as soon as the library is opened, before anybody asks for the plug-in.
[[gnu::constructor]] void leaveMark()
{
    if (const char* file = std::getenv("BANSHI_MARK"))
        std::ofstream(file) << "opened\n";
}

} // namespace

/// A reader without a device.
class MarkingReader : public sdk::IdCardReader
{
public:
    sdk::Outcome<void> open(const sdk::CallContext&) override { return {}; }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::IdCardReaderCapabilities capabilities() const override { return {}; }
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext&) override { return sdk::commandError("noMedia"); }
    sdk::Outcome<void> waitRemoved(const sdk::CallContext&) override { return {}; }
};

/// The plug-in `marking`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "marking.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options&, sdk::HostServices&) override
    {
        return std::unique_ptr<sdk::Device>(std::make_unique<MarkingReader>());
    }
};

} // namespace banshi::drivers::plugins::marking

#include "marking_plugin.moc"

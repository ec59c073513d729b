// SPDX-License-Identifier: GPL-3.0-or-later
#include "spoiled_reader.h"

#include <QObject>

namespace banshi::drivers::plugins::bad
{

/// Passes everything on but that the operation has to stop.
class DeafCall : public sdk::CallContext
{
public:
    explicit DeafCall(const sdk::CallContext& call) : m_call(call) {}
    [[nodiscard]] sdk::TimePoint now() const override { return m_call.now(); }
    [[nodiscard]] std::optional<sdk::TimePoint> deadline() const override { return std::nullopt; }
    [[nodiscard]] bool cancelled() const override { return false; }
    bool pause(std::chrono::nanoseconds span) const override
    {
        (void)m_call.pause(span);
        return true;
    }
    void event(const sdk::Event& what) const override { m_call.event(what); }

private:
    const sdk::CallContext& m_call;
};

/// Waits for its card whatever the application wants.
class HangingReader : public SpoiledReader
{
public:
    using SpoiledReader::SpoiledReader;

    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override
    {
        return SpoiledReader::read(DeafCall(call));
    }
};

/// The plug-in `bad-hang`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "bad-hang.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        return makeReader<HangingReader>(options, host);
    }
};

} // namespace banshi::drivers::plugins::bad

#include "bad_hang.moc"

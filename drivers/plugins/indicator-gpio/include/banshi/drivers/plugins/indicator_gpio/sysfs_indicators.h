// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/indicator_gpio/line_map.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/indicators.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::indicator_gpio
{

/// True while a light with this rate is lit at `now`. Threads: pure.
[[nodiscard]] bool isLit(sdk::FlashRate rate, sdk::TimePoint now);

/// Lights and sensors that are files below one root or lines of GPIO chips. Flashing and looking at sensors is done by
/// poll(), eight times a second; what a sensor says counts when it says it twice in a row. Threads: the host's worker.
class SysfsIndicators : public sdk::Indicators
{
public:
    /// Where the files are, and what they mean.
    struct Setup
    {
        std::string root;
        std::vector<LightLine> lights;
        std::vector<SensorLine> sensors;
    };

    /// `host` outlives the device; `lines` are the machine's chips, or a test's.
    SysfsIndicators(Setup setup, sdk::HostServices& host, std::unique_ptr<GpioLines> lines = chipLines());

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override { return std::chrono::milliseconds(125); }
    [[nodiscard]] sdk::IndicatorsCapabilities capabilities() const override;
    sdk::Outcome<void> setLights(const std::map<std::string, sdk::FlashRate>& lights,
                                 const sdk::CallContext& call) override;

private:
    /// What a sensor said: last, and since when it has been the same.
    struct Seen
    {
        std::optional<std::string> last; ///< nothing: it cannot be read
        std::optional<std::string> settled;
        bool isFirst = true;
    };

    [[nodiscard]] std::string pathOf(const std::string& node) const { return m_setup.root + "/" + node; }
    [[nodiscard]] std::optional<std::int64_t> read(const SensorLine& sensor);
    [[nodiscard]] bool write(const LightLine& light, std::int64_t value);
    [[nodiscard]] bool isThere(const LightLine& light);
    bool shine(const LightLine& light, sdk::TimePoint now);
    void look();
    void report();

    const Setup m_setup;
    sdk::HostServices& m_host;
    std::unique_ptr<GpioLines> m_lines;
    std::map<std::string, sdk::FlashRate> m_rates;
    std::map<std::string, std::int64_t> m_written; ///< what each light's file or line holds
    std::map<std::string, Seen> m_seen;
    std::map<std::string, bool> m_isLightLost;
    std::optional<sdk::IndicatorsStatus> m_reported;
};

} // namespace banshi::drivers::plugins::indicator_gpio

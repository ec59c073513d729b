// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/platform.h"
#include "banshi/app/services/catalogue.h"
#include "banshi/base/clock.h"
#include "banshi/ui/i18n/text.h"

#include <QObject>
#include <memory>
#include <optional>

namespace banshi::app::pages
{

/// Where a resident can go when this machine cannot serve: the nearest other place that works, as the platform knows
/// it. Threads: the GUI thread; never waits.
class NearbyPlace : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `platform` must outlive the object. The platform is asked for what is most usual in `catalogue`.
    NearbyPlace(const base::Clock& clock, ports::Platform& platform,
                std::shared_ptr<const services::Catalogue> catalogue);
    ~NearbyPlace() override;

    /// Asks, unless that was done within the last minute; without an answer the last one stands.
    void ask();
    /// Name, way and distance; empty as long as no place is known.
    [[nodiscard]] const ui::i18n::Text& where() const { return m_where; }

Q_SIGNALS:
    /// where() is another.
    void changed();

private:
    void take(const nlohmann::json& answer);

    const base::Clock& m_clock;
    ports::Platform& m_platform;
    const std::shared_ptr<const services::Catalogue> m_catalogue;
    std::optional<base::MonoTime> m_asked;
    std::optional<ports::Platform::Call> m_call; ///< the one that is under way
    ui::i18n::Text m_where;
};

} // namespace banshi::app::pages

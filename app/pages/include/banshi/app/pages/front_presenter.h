// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/availability.h"
#include "banshi/app/services/search.h"
#include "banshi/ui/pages/end_contents.h"
#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/pages/front_contents.h"
#include "banshi/ui/pages/tap.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace banshi::app::pages
{

/// What a tap before a visit asks for.
struct StartService
{
    std::string id;
};
/// A tap on "pick-up code".
struct StartPickup
{
};
/// A tap on "start with the card": these services need it and work now.
struct StartWithCard
{
    std::vector<services::ServicePtr> services;
};
using FrontWish = std::variant<std::monostate, StartService, StartPickup, StartWithCard>;

/// The pages before a visit: front page, search, lists, and why something does not work now. Holds no personal data
/// but the words that were searched for, which go when the search closes. Threads: the GUI thread.
class FrontPresenter
{
public:
    explicit FrontPresenter(std::shared_ptr<const services::Catalogue> catalogue);

    /// Takes what works now; the next page tells it.
    void setState(services::MachineState state) { m_state = std::move(state); }
    /// Shows "your data has been erased" until told otherwise.
    void setErased(bool erased) { m_erased = erased; }
    /// A tap on one of these pages. A wish is returned only for what works now; else its page says why.
    FrontWish handle(const ui::pages::Tap& tap);

    [[nodiscard]] std::variant<ui::pages::FrontContents, ui::pages::ServiceListContents, ui::pages::MessageContents>
    page() const;
    [[nodiscard]] ui::pages::Foot foot() const;
    /// True when anything but the plain front page stands there.
    [[nodiscard]] bool isElsewhere() const { return m_place != Place::Front; }
    void goHome();

private:
    enum class Place
    {
        Front,
        Search,
        List,
        Why,
    };

    [[nodiscard]] ui::pages::FrontContents front() const;
    [[nodiscard]] ui::pages::ServiceListContents list() const;
    [[nodiscard]] ui::pages::MessageContents why() const;
    [[nodiscard]] ui::pages::ServiceRow row(const services::ServiceDefinition& service) const;
    [[nodiscard]] ui::widgets::Notice truth() const;
    FrontWish choose(const std::string& id);
    FrontWish startWithCard();

    std::shared_ptr<const services::Catalogue> m_catalogue;
    services::Search m_search;
    services::MachineState m_state;
    Place m_place = Place::Front;
    std::string m_category; ///< of the list, empty for all services
    std::string m_words;    ///< searched for
    services::Offer m_refused;
    bool m_erased = false;
};

} // namespace banshi::app::pages

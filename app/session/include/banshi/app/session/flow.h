// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

#include <memory>
#include <optional>
#include <vector>

namespace banshi::app::session
{

/// What the steps bar names; several steps may belong to one stage.
enum class Stage
{
    Consent,
    Card,
    Choose,
    Face,
    Form,
    Photo,
    Confirm,
    Bill,
    Pay,
    Code,
    Receive,
};

/// The steps of one visit in their order, with the two doors of identification standing in the same place.
/// Threads: the GUI thread.
class Flow : public QObject
{
    Q_OBJECT

public:
    /// What kind of visit it is; the first four follow the archetypes of services.md §4b.
    enum class Kind
    {
        Certificate,
        Application,
        Bill,
        Report,
        Pickup,
    };

    Flow(Surroundings& surroundings, Visit& visit, Kind kind);
    /// A visit that begins with the card: the service is chosen after it from `offers`.
    Flow(Surroundings& surroundings, Visit& visit, Offers offers);
    ~Flow() override;

    void begin();
    /// Ends the waiting of the step that is running.
    void end();
    void handle(const Event& event);
    [[nodiscard]] const Step& current() const { return *m_places[m_at].step; }
    /// Stages in order, each once.
    [[nodiscard]] std::vector<Stage> stages() const;
    [[nodiscard]] Stage stage() const { return m_places[m_at].stage; }

Q_SIGNALS:
    void changed();
    /// The visit is over; `completed` when its last step was reached.
    void ended(bool completed);

private:
    struct Place
    {
        Stage stage;
        std::unique_ptr<Step> step;
        std::unique_ptr<Step> otherDoor; ///< takes the step's place when the resident asks for it
    };

    template <class StepClass, class... Arguments>
    void add(Stage stage, Arguments&&... arguments);
    void addIdentity();
    void addFace();
    void addAfterIdentity(Kind kind);
    void followChoice();
    void watch(Step& step);
    void goTo(std::size_t place);
    void goBack();
    void swapDoors();

    Surroundings& m_around;
    Visit& m_visit;
    std::vector<Place> m_places;
    std::size_t m_at = 0;
    std::size_t m_beforeChoice = 0; ///< places of a visit that begins with the card, before a service is chosen
};

/// The visit that a definition's archetype asks for; nothing for one that this program cannot do by itself.
[[nodiscard]] std::optional<Flow::Kind> flowKind(const services::ServiceDefinition& service);

} // namespace banshi::app::session

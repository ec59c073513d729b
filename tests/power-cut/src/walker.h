// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/store/store.h"
#include "model.h"

#include <functional>
#include <random>

namespace banshi::testing::powercut
{

/// What a machine does in a day, one after the other. Each is tried by every-write once at least.
enum class Step
{
    OpenIntent,
    NoteIntent,
    CloseIntent,
    PutPicture,
    Accept,
    AcceptInOrder,
    AcceptWithPicture,
    AcceptClosing,
    Repeat,
    RepeatOther,
    Arrive,
    Reject,
    ParkByHand,
    Retry,
    Setting,
    MarkSent,
    Sweep,
};
inline constexpr int kSteps = static_cast<int>(Step::Sweep) + 1;

/// The fixed day of every-write: each step, in an order in which each has something to do.
[[nodiscard]] std::vector<Step> fixedDay();

/// Does steps on a store and on the model beside it. What the store acknowledged the model takes over; of what it
/// refused both outcomes are right until settleDoubt() has looked, which must come before the next step or restart.
/// Threads: one.
class Walker
{
public:
    Walker(const base::Clock& clock, std::uint64_t seed) : m_clock(clock), m_random(seed) {}

    /// Does one step. False when the store answered with an error that says it may not have been done.
    bool walk(banshi::queue::store::Store& store, Step step);
    /// When the store answers again: finds out whether the step in doubt was done, wholly or not at all. Nothing is
    /// settled when the power goes meanwhile.
    void settleDoubt(banshi::queue::store::Store& store, const std::function<bool()>& isOff);

    [[nodiscard]] Model& model() { return m_model; }
    [[nodiscard]] std::mt19937_64& random() { return m_random; }
    /// What the store did against its word, e.g. a repeat that was taken for new.
    [[nodiscard]] const std::vector<std::string>& violations() const { return m_violations; }
    [[nodiscard]] int acknowledged() const { return m_acknowledged; }

private:
    bool openIntent(banshi::queue::store::Store& store);
    bool noteIntent(banshi::queue::store::Store& store);
    bool closeIntent(banshi::queue::store::Store& store);
    bool putPicture(banshi::queue::store::Store& store);
    bool accept(banshi::queue::store::Store& store, Model::Item item);
    bool repeat(banshi::queue::store::Store& store, bool isOtherBody);
    bool settle(banshi::queue::store::Store& store, bool isRejected);
    bool moveByHand(banshi::queue::store::Store& store, Model::State from);
    bool putSetting(banshi::queue::store::Store& store);
    bool markSent(banshi::queue::store::Store& store);

    /// Takes over what is on disk for certain. `isDone` asks the store later whether a refused step was done.
    bool note(bool isAcknowledged, const std::function<void()>& apply,
              std::function<bool(banshi::queue::store::Store&)> isDone);
    [[nodiscard]] Model::Item newItem();
    [[nodiscard]] banshi::queue::store::NewItem asked(const Model::Item& item) const;
    [[nodiscard]] std::string anyOpenIntent();
    [[nodiscard]] std::string anyPicture();
    [[nodiscard]] Model::Item* anyItem(Model::State state);
    [[nodiscard]] std::size_t upTo(std::size_t count) { return static_cast<std::size_t>(m_random() % count); }

    struct Doubt
    {
        std::function<void()> apply;
        std::function<bool(banshi::queue::store::Store&)> isDone;
    };
    const base::Clock& m_clock;
    std::mt19937_64 m_random;
    Model m_model;
    std::vector<Doubt> m_doubts;
    std::vector<std::string> m_violations;
    int m_acknowledged = 0;
};

} // namespace banshi::testing::powercut

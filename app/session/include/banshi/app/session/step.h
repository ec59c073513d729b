// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/face_check.h"
#include "banshi/app/ports/journal.h"
#include "banshi/app/ports/platform.h"
#include "banshi/app/session/event.h"
#include "banshi/app/session/state.h"
#include "banshi/app/session/visit.h"

#include <QObject>
#include <QPointer>
#include <functional>

namespace banshi::app::session
{

/// Checks a certificate's hash and the platform's signature before a byte of it reaches the printer.
using CertificateCheck = std::function<bool(const nlohmann::json& answer, const base::SecretBytes& pdf)>;
/// Turns what a slip says into lines of paper text.
using SlipWriter = std::function<ports::SlipText(const SlipContent&)>;

/// Everything outside that a step may use; all of it outlives the session.
struct Surroundings
{
    const base::Clock& clock;
    ports::Platform& platform;
    ports::Journal& journal;
    ports::Devices& devices;
    ports::FaceCheck& face;
    CertificateCheck checkCertificate;
    SlipWriter writeSlip;
    std::function<void(const ports::FrameView&)> showFrame; ///< a camera picture for the page that shows one
    std::string deviceId;
    std::string gridCode;
    std::string locale = "zh-CN"; ///< language of the moment, for the platform
};

/// One step of a service: one question, one act. A step is entered, gets events, shows a state and says how it ended.
/// Going back enters the earlier step again; a step that moved money or paper cannot be gone back to.
/// Threads: the GUI thread.
class Step : public QObject
{
    Q_OBJECT

public:
    Step(Surroundings& surroundings, Visit& visit) : m_around(surroundings), m_visit(visit) {}

    /// Begins, or begins again after a return.
    void begin()
    {
        ++m_entry;
        enter();
    }
    /// Ends all waiting; called before the step is left in any way. Answers that come later are dropped.
    void end()
    {
        ++m_entry;
        leave();
    }
    virtual void handle(const Event& event) = 0;
    /// True while the step must not be cut off (money or paper is moving); the session then waits for its end.
    [[nodiscard]] virtual bool isCommitted() const { return false; }
    /// False for steps that the steps bar and "back" do not know.
    [[nodiscard]] virtual bool canReturn() const { return true; }
    [[nodiscard]] const PageState& state() const { return m_state; }

Q_SIGNALS:
    void changed();
    void done();
    void back();
    /// The resident takes the step's other door.
    void otherWay();
    /// The resident wants to change an answer of the form.
    void formWanted();
    /// The service is over without success or by choice.
    void abandoned();

protected:
    /// Must show a state at once.
    virtual void enter() = 0;
    virtual void leave() {}

    /// Wraps a call-back so that it is dropped when the step has been left or destroyed meanwhile.
    template <class Function>
    auto guarded(Function function)
    {
        return [self = QPointer<Step>(this), entry = m_entry, function = std::move(function)](auto&&... answer) {
            if (self && self->m_entry == entry)
                function(std::forward<decltype(answer)>(answer)...);
        };
    }

    void show(PageState state)
    {
        m_state = std::move(state);
        Q_EMIT changed();
    }
    void showFault(const ports::PlatformFault& fault, bool canRetry, bool canGoBack)
    {
        show(FaultState{fault.code, {fault.zh, fault.en}, canRetry, canGoBack, {}});
    }

    Surroundings& m_around;
    Visit& m_visit;

private:
    PageState m_state = ProgressState{};
    unsigned m_entry = 0;
};

} // namespace banshi::app::session

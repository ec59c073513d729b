// SPDX-License-Identifier: GPL-3.0-or-later
// A session without screens: it says what a real one says. `mute` sends no heartbeats, `dies` ends at once, `hangs`
// complains about the slip printer, `visit` never stands aside, with `technician` somebody makes the hidden gesture in
// every session (which answers the order by going idle).
#include "banshi/app/supervisor/session_link.h"
#include "banshi/base/system_clock.h"

#include <QCoreApplication>
#include <unistd.h>

using namespace banshi::app::supervisor;

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QString mode = application.arguments().value(1);
    if (mode == QStringLiteral("dies"))
        return 3;
    const banshi::base::SystemClock clock;
    SessionLink link(clock, STDIN_FILENO, STDOUT_FILENO);
    QObject::connect(&link, &SessionLink::lost, &application, &QCoreApplication::quit);
    QObject::connect(&link, &SessionLink::ordered, &application, [&](SessionOrder order) {
        if (order == SessionOrder::Quit)
            application.quit();
        else if (order == SessionOrder::Maintenance)
            link.say(SessionSays::Idle);
        else if (order == SessionOrder::ComeBack)
            link.say(SessionSays::Idle);
        else if (mode == QStringLiteral("technician"))
            link.say(SessionSays::MaintenanceWanted);
        else if (mode == QStringLiteral("hangs"))
            link.sayHanging(QStringLiteral("receipt"));
        else
            link.say(order == SessionOrder::Show ? SessionSays::Shown : SessionSays::Busy);
    });
    QObject::connect(&link, &SessionLink::standAsideOrdered, &application, [&](banshi::base::UtcTime since) {
        // Something that the test can see of the time: the pool hands on what hangs.
        link.sayHanging(QString::fromStdString(banshi::base::toRfc3339(since)));
        mode == QStringLiteral("visit") ? link.say(SessionSays::Busy) : link.say(SessionSays::Aside);
    });
    link.say(SessionSays::Ready);
    return application.exec();
}

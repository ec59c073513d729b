// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/manual_clock.h"
#include "banshi/ui/pages/screen.h"
#include "banshi/ui/samples/samples.h"

#include <QSignalSpy>
#include <QTest>

namespace banshi::testing
{

/// A screen of the 21.5-inch panel with what a test needs around it.
struct Stage
{
    ManualClock clock;
    ui::widgets::Look look{ui::theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};
    ui::pages::Screen screen{look, clock};
    QList<ui::pages::Tap> taps;

    Stage()
    {
        screen.resize(1080, 1920);
        screen.show();
        QObject::connect(&screen, &ui::pages::Screen::tapped, &screen,
                         [this](const ui::pages::Tap& tap) { taps << tap; });
    }

    /// Lets layouts answer each other and deletes what was put away.
    static void settle()
    {
        constexpr int kRounds = 4;
        for (int round = 0; round < kRounds; ++round)
            QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void show(const ui::samples::Sample& sample)
    {
        screen.present(sample.page, sample.frame);
        settle();
    }
    /// The widget of that name that is on the screen now; null when there is none.
    [[nodiscard]] QWidget* find(const QString& name) const
    {
        for (auto* widget : screen.findChildren<QWidget*>(name))
            if (widget->isVisible())
                return widget;
        return nullptr;
    }
    /// Touches the widget; false when it is not there.
    bool touch(const QString& name)
    {
        QWidget* widget = find(name);
        if (widget == nullptr)
            return false;
        QTest::mouseClick(widget, Qt::LeftButton);
        settle();
        return true;
    }
    [[nodiscard]] static ui::samples::Sample sample(const char* name)
    {
        for (const ui::samples::Sample& one : ui::samples::allSamples())
            if (one.name == QLatin1String(name))
                return one;
        qFatal("no sample is named %s", name);
    }
};

} // namespace banshi::testing

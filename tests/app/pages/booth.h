// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/fakes/fake_devices.h"
#include "banshi/app/fakes/fake_face_check.h"
#include "banshi/app/fakes/fake_journal.h"
#include "banshi/app/fakes/fake_platform.h"
#include "banshi/app/pages/director.h"
#include "banshi/app/pages/maintenance_director.h"
#include "technician.h"

#include <QSignalSpy>

/// One machine with its screen, its resident's session and its technician. Threads: the test's.
struct Booth
{
    Technician technician;
    banshi::app::fakes::FakeJournal journal;
    banshi::app::fakes::FakePlatform platform;
    banshi::app::fakes::FakeDevices devices;
    banshi::app::fakes::FakeFaceCheck face;
    banshi::app::session::Surroundings around{
        technician.clock,
        platform,
        journal,
        devices,
        face,
        [](const auto&, const auto&) { return true; },
        [](const banshi::app::session::SlipContent&) { return banshi::app::ports::SlipText{}; },
        {},
        "TEST-1",
        "440399001002003",
        "zh-CN"};
    banshi::app::session::Session session{around, {}};
    banshi::ui::widgets::Look look{banshi::ui::theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};
    banshi::ui::pages::Screen screen{look, technician.clock};
    banshi::app::pages::MachineFacts facts{
        banshi::ui::i18n::Text::both(QStringLiteral("测试点"), QStringLiteral("Test site")), QStringLiteral("TEST-1")};
    banshi::app::pages::Director director{technician.clock, screen, session, around, technician.catalogue, facts};
    banshi::app::pages::MaintenanceDirector maintenance{technician.clock, screen, technician.visit, facts};
    QSignalSpy wanted{&director, &banshi::app::pages::Director::maintenanceWanted};

    void tap(const char* name, const char* text = "")
    {
        Q_EMIT screen.tapped({QString::fromUtf8(name), QString::fromUtf8(text)});
        Technician::settle();
    }
};

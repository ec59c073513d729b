// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/fakes/fake_bench.h"
#include "banshi/app/fakes/fake_machine_records.h"
#include "banshi/app/fakes/fake_pin_hasher.h"
#include "banshi/app/maintenance/maintenance.h"
#include "banshi/app/pages/test_paper.h"
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/testing/manual_clock.h"

#include <QCoreApplication>

/// A technician before a machine of fakes. Threads: the test's.
struct Technician
{
    banshi::testing::ManualClock clock;
    banshi::app::fakes::FakeMachineRecords records{clock};
    banshi::app::fakes::FakeBench bench;
    banshi::app::fakes::FakePinHasher hasher;
    std::shared_ptr<const banshi::app::services::Catalogue> catalogue =
        banshi::app::services::loadCatalogue(banshi::app::services::CatalogueSource(CATALOGUE), clock).catalogue;
    banshi::app::maintenance::Maintenance visit{
        {clock, records, bench, hasher, catalogue, banshi::app::pages::testPaper("测试点", "TEST-1")}};

    static void settle()
    {
        for (int turn = 0; turn < 40; ++turn)
            QCoreApplication::processEvents();
    }
    void give(const banshi::app::maintenance::Event& event)
    {
        visit.handle(event);
        settle();
    }
    void next(const std::string& text) { give({banshi::app::maintenance::Event::Kind::Next, {}, text}); }
    void enter()
    {
        visit.open();
        settle();
        next("730482");
        next("730482");
        next("1234");
    }
    /// All devices of the bench well but the A4 printer, line up.
    void setMachine(bool isLineUp = true)
    {
        using banshi::app::services::DeviceCondition;
        banshi::app::services::MachineState state;
        for (const char* device : {"idcard", "receipt", "face-camera", "document-camera"})
            state.devices[device] = {DeviceCondition::Ok, std::nullopt};
        state.devices["a4"] = {DeviceCondition::Fault, std::nullopt};
        state.networkUp = isLineUp;
        state.queueAccepting = true;
        state.appVersion = "0.1.0";
        state.now = clock.wall();
        visit.setMachineState(state);
    }
};

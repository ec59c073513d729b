// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/fakes/fake_devices.h"
#include "banshi/app/fakes/fake_face_check.h"
#include "banshi/app/fakes/fake_journal.h"
#include "banshi/app/fakes/fake_platform.h"
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/app/session/session.h"
#include "banshi/testing/manual_clock.h"

#include <QCoreApplication>

namespace banshi::app::session
{

using Kind = Event::Kind;
using ports::IntentKind;
using ports::IntentOutcome;
using namespace std::chrono_literals;

/// A session among fakes, with a city that answers as it should.
struct Scene
{
    testing::ManualClock clock;
    fakes::FakeJournal journal;
    fakes::FakePlatform platform;
    fakes::FakeDevices devices;
    fakes::FakeFaceCheck face;
    bool genuine = true;
    Surroundings around{clock,
                        platform,
                        journal,
                        devices,
                        face,
                        [this](const auto&, const auto&) { return genuine; },
                        [](const SlipContent& slip) {
                            return ports::SlipText{{ports::SlipLine::Kind::Text, slip.number, {}, 1, false, false}};
                        },
                        {},
                        "TEST-1",
                        "440399001002003",
                        "zh-CN"};
    std::shared_ptr<const services::Catalogue> catalogue =
        services::loadCatalogue(services::CatalogueSource(CATALOGUE), clock).catalogue;
    Session session{around, {}};
    std::optional<SessionEnd> end;

    Scene()
    {
        QObject::connect(&session, &Session::ended, &session, [this](SessionEnd how) { end = how; });
        platform.answer("POST /v1/sessions", {{"session_id", "S1"}, {"nonce", "nonce-123"}});
        platform.answer("POST /v1/sessions/S1/identity", {{"assurance", "face"}, {"subject_token", "T1"}});
        platform.answer("POST /v1/sessions/S1/otp", {{"sent_to", "138****8000"}});
        platform.answer("POST /v1/sessions/S1/otp/verify", {{"assurance", "otp"}, {"subject_token", "T2"}});
        platform.answer("POST /v1/queries", {{"query_id", "Q1"}, {"rows", nlohmann::json::array()}});
        platform.answer("POST /v1/quotes", {{"quote_id", "Q2"},
                                            {"total_fen", 8640},
                                            {"lines", {{{"name", {{"zh", "水费"}, {"en", "Water"}}}, {"fen", 8640}}}}});
        platform.answer("POST /v1/payments", {{"order_id", "O1"}, {"qr_text", "pay:O1"}});
        platform.answer("POST /v1/applications", {{"cases", {{{"case_id", "C1"}}}},
                                                  {"state", "ACCEPTED"},
                                                  {"pickup_code", "ABCDEFGHJK"},
                                                  {"pickup_days", 30}});
        platform.answer("POST /v1/certificates",
                        {{"serial", "SN1"}, {"url", "/v1/files/x"}, {"pages", 1}, {"print_permit", "P1"}});
        platform.serveFile("/v1/files/x", "%PDF-1.7 certificate");
        platform.answer("POST /v1/reports", {{"local_number", "TEST-1-00000000-1"}});
        platform.answer("POST /v1/entitlements/redeem", {{"case_id", "C1"}, {"state", "READY"}});
    }

    bool start(const std::string& id, Flow::Kind kind)
    {
        const auto service = catalogue->find(id);
        return service && session.start(service, catalogue, kind);
    }
    void settle()
    {
        for (int turn = 0; turn < 80; ++turn)
            QCoreApplication::processEvents();
    }
    void give(Kind kind, const std::string& value = {}, const std::string& target = {})
    {
        session.handle({kind, target, value});
        settle();
    }
    template <class State>
    const State* on()
    {
        settle();
        return session.flow() ? std::get_if<State>(&session.flow()->current().state()) : nullptr;
    }
    /// Through the form of hr.pay-list to the summary.
    void fillPayList()
    {
        give(Kind::Choose, "all");
        give(Kind::Next);
        give(Kind::Next, "2025-01/2025-06");
    }
};

} // namespace banshi::app::session

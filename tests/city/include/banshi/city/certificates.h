// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/applications.h"
#include "banshi/city/city_keys.h"
#include "banshi/city/durable.h"
#include "banshi/city/paper.h"
#include "banshi/city/queries.h"

namespace banshi::city
{

/// Issues sealed and signed papers, keeps their files, and follows each print permit to its end.
/// Threads: the caller's lock.
class Certificates
{
public:
    Certificates(const base::Clock& clock, Sessions& sessions, const Queries& queries, Applications& applications,
                 const CityKeys& keys, const Pseudonyms& pseudonyms)
        : m_clock(clock), m_sessions(sessions), m_queries(queries), m_applications(applications), m_keys(keys),
          m_pseudonyms(pseudonyms)
    {
    }

    void addHandlers(Handlers& handlers);
    void addDurable(DurableHandlers& handlers);
    [[nodiscard]] nlohmann::json dump() const;

private:
    enum class State
    {
        Permitted,
        Printed,
        Voided,
    };
    struct Issued;

    [[nodiscard]] Response issue(const Call& call);
    [[nodiscard]] Response file(const Call& call) const;
    [[nodiscard]] OrProblem<PaperText> textFor(const Call& call, const Grant& grant, Case*& source);
    [[nodiscard]] OrProblem<PaperText> payList(const Call& call, const Grant& grant) const;
    [[nodiscard]] Response finish(const Call& call, const Item& item, const Subject& subject, PaperText text,
                                  const Case* source);
    void voidSurplus(const Case& source);
    [[nodiscard]] DurableVerdict confirmPrint(const DurableItem& item);
    [[nodiscard]] Issued* findPermit(const std::string& permit, const std::string& serial, const std::string& device);
    [[nodiscard]] static const char* stateName(State state);

    const base::Clock& m_clock;
    Sessions& m_sessions;
    const Queries& m_queries;
    Applications& m_applications;
    const CityKeys& m_keys;
    const Pseudonyms& m_pseudonyms;
    std::vector<std::shared_ptr<Issued>> m_issued;
    std::map<std::string, std::string> m_files; // by SHA-256
};

} // namespace banshi::city

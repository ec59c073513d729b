// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/platform.h"
#include "later.h"

#include <map>
#include <set>
#include <vector>

namespace banshi::app::fakes
{

/// A platform that answers from a table: `METHOD path` -> answers in turn, the last one for ever. A key that comes with
/// other content than before is refused.
class FakePlatform : public ports::Platform
{
public:
    struct Asked
    {
        std::string what; ///< `POST /v1/payments`
        std::string key;
        nlohmann::json body;
    };

    void answer(const std::string& what, nlohmann::json json) { m_answers[what].push_back(std::move(json)); }
    void refuse(const std::string& what, ports::PlatformFault fault)
    {
        m_answers[what].push_back(tl::unexpected(std::move(fault)));
    }
    /// From now on this path gets no answer at all.
    void silence(const std::string& what) { m_silent.insert(what); }
    /// From now on the answers of the table start again.
    void forget(const std::string& what)
    {
        m_answers.erase(what);
        m_silent.erase(what);
    }
    void serveFile(const std::string& path, const std::string& bytes) { m_files[path] = bytes; }

    [[nodiscard]] int count(const std::string& what) const
    {
        int found = 0;
        for (const auto& asked : m_asked)
            found += asked.what == what ? 1 : 0;
        return found;
    }
    [[nodiscard]] const std::vector<Asked>& asked() const { return m_asked; }
    [[nodiscard]] Asked last(const std::string& what) const
    {
        for (auto it = m_asked.rbegin(); it != m_asked.rend(); ++it)
            if (it->what == what)
                return *it;
        return {};
    }

    Call get(const std::string& path, JsonDone done) override { return serve("GET " + path, {}, {}, std::move(done)); }
    Call post(const std::string& path, const std::string& key, nlohmann::json body, JsonDone done) override
    {
        return serve("POST " + path, key, std::move(body), std::move(done));
    }
    Call putBlob(const std::string& sha256, base::SecretBytes bytes, JsonDone done) override
    {
        return serve("PUT /v1/blobs", sha256, {{"size", bytes.size()}}, std::move(done));
    }
    Call fetch(const std::string& path, BytesDone done) override
    {
        m_asked.push_back({"FETCH " + path, {}, {}});
        later([bytes = m_files[path], done = std::move(done)] { done(base::SecretBytes(std::string_view(bytes))); });
        return ++m_calls;
    }
    void cancel(Call call) override { m_cancelled.insert(call); }

private:
    Call serve(const std::string& what, const std::string& key, nlohmann::json body, JsonDone done)
    {
        const bool isReused = what.starts_with("POST") && m_bodies.contains(key) && m_bodies[key] != body;
        if (what.starts_with("POST"))
            m_bodies.emplace(key, body);
        m_asked.push_back({what, key, std::move(body)});
        const Call call = ++m_calls;
        if (m_silent.contains(what))
            return call;
        auto& answers = m_answers[what];
        ports::PlatformResult<nlohmann::json> answer = nlohmann::json::object();
        if (!answers.empty())
            answer = answers.front();
        if (answers.size() > 1)
            answers.erase(answers.begin());
        if (isReused)
            answer = tl::unexpected(ports::PlatformFault{"request.keyReused", ports::FaultClass::Fatal, {}, {}, {}});
        later([this, call, answer = std::move(answer), done = std::move(done)] {
            if (!m_cancelled.contains(call))
                done(answer);
        });
        return call;
    }

    std::map<std::string, std::vector<ports::PlatformResult<nlohmann::json>>> m_answers;
    std::map<std::string, std::string> m_files;
    std::set<std::string> m_silent;
    std::set<Call> m_cancelled;
    std::vector<Asked> m_asked;
    std::map<std::string, nlohmann::json> m_bodies; // by key: the same key with other content is refused, as in life
    Call m_calls = 0;
};

} // namespace banshi::app::fakes

// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte chooses an operation of the contract (or none), the rest is target or body; the platform's answer is
// the same bytes. Whatever comes in, a reply of the contract goes out.
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/contract/document.h"
#include "banshi/queue/gateway/gateway.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace
{

namespace fs = std::filesystem;
using namespace banshi;
using namespace banshi::queue;

/// Answers with whatever it is given. Threads: one.
class EchoUpstream : public gateway::Upstream
{
public:
    std::string body;
    base::Result<gateway::UpstreamAnswer, gateway::UpstreamError> call(const gateway::UpstreamCall&) override
    {
        return gateway::UpstreamAnswer{200, "application/json", base::SecretBytes(std::string_view(body))};
    }
    [[nodiscard]] gateway::LineState line() const override { return {}; }
};

/// A gateway over a store in memory files. Threads: one.
class Target
{
public:
    Target()
    {
        std::error_code error;
        std::string name = (fs::is_directory("/dev/shm", error) ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                           "gateway-fuzz-XXXXXX";
        if (mkdtemp(name.data()) == nullptr)
            std::abort();
        m_options.dataDir = fs::path(name) / "data";
        m_options.deviceId = "FUZZ-01";
        m_options.diskReserve = 0;
        m_store = std::make_unique<store::Store>(
            m_options, *store::PlatformKey::parse("key-1 3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="), m_clock);
    }
    ~Target()
    {
        m_store.reset();
        std::error_code ignored;
        fs::remove_all(m_options.dataDir.parent_path(), ignored);
    }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    void ask(std::uint8_t choice, const std::string& text)
    {
        const auto operations = m_contract.operations();
        const auto& operation = operations[choice % operations.size()];
        gateway::HttpRequest request;
        request.method = std::string(contract::name(operation.method));
        request.target = choice < 200 ? operation.path : "/" + text;
        for (auto at = request.target.find('{'); choice < 200 && at != std::string::npos; at = request.target.find('{'))
            request.target.replace(at, request.target.find('}') - at + 1, "a.b-1");
        request.headers = {{"idempotency-key", base::newUuid(m_clock)}, {"content-type", operation.requestMedia}};
        request.body = base::SecretBytes(std::string_view(text));
        m_upstream.body = text;
        gateway::Gateway gateway({m_contract, m_gate, *m_store, m_upstream, m_clock, [] {}});
        const auto reply = gateway.handle(request);
        if (reply.status < 200 || reply.status > 599 || !contract::parseDocument(reply.body.text()))
            std::abort();
    }

private:
    base::SystemClock m_clock;
    contract::Contract m_contract;
    contract::SchemaGate m_gate{m_contract, m_clock};
    store::StoreOptions m_options;
    std::unique_ptr<store::Store> m_store;
    EchoUpstream m_upstream;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Target target;
    if (size > 0)
        target.ask(data[0], std::string(data + 1, data + size));
    return 0;
}

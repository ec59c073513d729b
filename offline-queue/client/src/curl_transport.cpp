// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl_transport.h"

#include <algorithm>
#include <curl/curl.h>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace banshi::queue::client
{

namespace
{

struct EasyDeleter
{
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct ListDeleter
{
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One request under way.
struct Transfer
{
    Transfer(std::uint64_t transferId, WireRequest wireRequest)
        : id(transferId), request(std::move(wireRequest)), answer(request.mostAnswer)
    {
    }

    std::uint64_t id;
    WireRequest request; // libcurl reads the body from here
    ReplyBuffer answer;
    bool isTooLarge = false;
    std::unique_ptr<CURL, EasyDeleter> handle{curl_easy_init()};
    std::unique_ptr<curl_slist, ListDeleter> headers;
};

std::size_t receive(char* data, std::size_t, std::size_t size, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    if (transfer.answer.append({data, size}))
        return size;
    transfer.isTooLarge = true;
    return 0;
}

void prepare(Transfer& transfer, const std::string& socketPath)
{
    CURL* const handle = transfer.handle.get();
    const WireRequest& request = transfer.request;
    for (const std::string& header : request.headers)
        transfer.headers.reset(curl_slist_append(transfer.headers.release(), header.c_str()));
    transfer.headers.reset(curl_slist_append(transfer.headers.release(), "Expect:"));
    curl_easy_setopt(handle, CURLOPT_UNIX_SOCKET_PATH, socketPath.c_str());
    curl_easy_setopt(handle, CURLOPT_URL, ("http://localhost" + request.target).c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http");
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, transfer.headers.get());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &receive);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &transfer);
    if (request.method != "GET")
    {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS,
                         request.body.data() == nullptr ? "" : reinterpret_cast<const char*>(request.body.data()));
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
}

WireFault faultOf(CURLcode code, const Transfer& transfer)
{
    if (transfer.isTooLarge)
        return WireFault::TooLarge;
    if (code == CURLE_COULDNT_CONNECT)
        return WireFault::CannotConnect;
    const bool isNotHttp = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY;
    return isNotHttp ? WireFault::NotHttp : WireFault::Lost;
}

CurlTransport::Outcome outcomeOf(CURLcode code, Transfer& transfer)
{
    if (code != CURLE_OK)
        return tl::unexpected<WireFault>(faultOf(code, transfer));
    long status = 0;
    const char* media = nullptr;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_CONTENT_TYPE, &media);
    return WireAnswer{static_cast<int>(status), media == nullptr ? "" : media, std::move(transfer.answer)};
}

} // namespace

/// The thread with everything that it touches.
class CurlTransport::Worker
{
public:
    Worker(std::string socketPath, const base::Clock& clock, Done done)
        : m_socketPath(std::move(socketPath)), m_clock(clock), m_done(std::move(done)),
          m_jumps(clock.onJump([multi = m_multi] { curl_multi_wakeup(multi.get()); })),
          m_thread([this](const std::stop_token& stop) { run(stop); })
    {
    }

    ~Worker()
    {
        m_jumps.reset();
        m_thread.request_stop();
        wake();
        m_thread.join();
        for (const auto& [id, transfer] : m_transfers)
            curl_multi_remove_handle(m_multi.get(), transfer->handle.get());
    }

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start(std::uint64_t id, WireRequest request)
    {
        const std::lock_guard lock(m_mutex);
        m_started.emplace_back(id, std::move(request));
        wake();
    }

    void drop(std::uint64_t id)
    {
        const std::lock_guard lock(m_mutex);
        m_dropped.push_back(id);
        wake();
    }

private:
    void wake() { curl_multi_wakeup(m_multi.get()); }

    void run(const std::stop_token& stop)
    {
        while (!stop.stop_requested())
        {
            takeOrders();
            int running = 0;
            curl_multi_perform(m_multi.get(), &running);
            reportFinished();
            expire();
            curl_multi_poll(m_multi.get(), nullptr, 0, millisToWait(), nullptr);
        }
    }

    void takeOrders()
    {
        std::vector<std::pair<std::uint64_t, WireRequest>> started;
        std::vector<std::uint64_t> dropped;
        {
            const std::lock_guard lock(m_mutex);
            started.swap(m_started);
            dropped.swap(m_dropped);
        }
        for (auto& [id, request] : started)
        {
            auto& transfer = m_transfers[id] = std::make_unique<Transfer>(id, std::move(request));
            prepare(*transfer, m_socketPath);
            curl_multi_add_handle(m_multi.get(), transfer->handle.get());
        }
        for (const std::uint64_t id : dropped)
            remove(id);
    }

    /// Takes a transfer out; nothing when it is gone already.
    std::unique_ptr<Transfer> remove(std::uint64_t id)
    {
        auto node = m_transfers.extract(id);
        if (node.empty())
            return nullptr;
        curl_multi_remove_handle(m_multi.get(), node.mapped()->handle.get());
        return std::move(node.mapped());
    }

    void reportFinished()
    {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left))
        {
            Transfer* finished = nullptr;
            const CURLcode code = message->data.result; // the message dies with the handle's removal
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &finished);
            const auto transfer = remove(finished->id);
            m_done(transfer->id, outcomeOf(code, *transfer));
        }
    }

    void expire()
    {
        const base::MonoTime now = m_clock.now();
        std::vector<std::uint64_t> late;
        for (const auto& [id, transfer] : m_transfers)
        {
            if (transfer->request.deadline <= now)
                late.push_back(id);
        }
        for (const std::uint64_t id : late)
        {
            remove(id);
            m_done(id, tl::unexpected<WireFault>(WireFault::TimedOut));
        }
    }

    /// Until the next deadline; jumps of the clock and new orders wake the poll.
    [[nodiscard]] int millisToWait() const
    {
        base::Nanoseconds wait = std::chrono::minutes(10);
        for (const auto& [id, transfer] : m_transfers)
            wait = std::min(wait, m_clock.realUntil(transfer->request.deadline).value_or(wait));
        return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(wait).count());
    }

    const std::string m_socketPath;
    const base::Clock& m_clock;
    const Done m_done;
    // Shared with the clock's listener, which may still run while the worker ends.
    const std::shared_ptr<CURLM> m_multi{curl_multi_init(), &curl_multi_cleanup};
    std::map<std::uint64_t, std::unique_ptr<Transfer>> m_transfers; // the thread's own
    std::mutex m_mutex;
    std::vector<std::pair<std::uint64_t, WireRequest>> m_started; // guarded by m_mutex
    std::vector<std::uint64_t> m_dropped;                         // guarded by m_mutex
    std::shared_ptr<void> m_jumps;
    std::jthread m_thread;
};

CurlTransport::CurlTransport(std::string socketPath, const base::Clock& clock, Done done)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    m_worker = std::make_unique<Worker>(std::move(socketPath), clock, std::move(done));
}

// No curl_global_cleanup(): other parts of the process may use libcurl.
CurlTransport::~CurlTransport() = default;

void CurlTransport::start(std::uint64_t id, WireRequest request)
{
    m_worker->start(id, std::move(request));
}

void CurlTransport::drop(std::uint64_t id)
{
    m_worker->drop(id);
}

} // namespace banshi::queue::client

// SPDX-License-Identifier: GPL-3.0-or-later
#include "contest.h"

#include <atomic>
#include <exception>
#include <fcntl.h>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

namespace banshi::bench
{

namespace
{

class Floor : public Candidate
{
public:
    explicit Floor(const std::filesystem::path& folder)
        : m_file(::open((folder / "floor").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        constexpr std::size_t kAll = std::size_t{kPages} * kPage;
        const std::vector<char> nothing(kAll, 'x');
        if (m_file < 0 || ::pwrite(m_file, nothing.data(), kAll, 0) != ssize_t{kAll} || ::fsync(m_file) != 0)
            throw Broken("the file of the floor cannot be written");
    }
    ~Floor() override { ::close(m_file); }
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;

    double rate(int producers, std::chrono::milliseconds slice) override
    {
        return rateOf(producers, slice, [this](int) {
            const std::vector<char> page(kPage, 'y');
            m_next = (m_next + 1) % kPages;
            if (::pwrite(m_file, page.data(), kPage, off_t{m_next} * kPage) != ssize_t{kPage} ||
                ::fdatasync(m_file) != 0)
                throw Broken("the disk does not write");
        });
    }

private:
    static constexpr int kPage = 4096;
    static constexpr int kPages = 1024;
    const int m_file;
    int m_next = 0;
};

} // namespace

double rateOf(int producers, std::chrono::milliseconds slice, const std::function<void(int)>& accept)
{
    std::atomic<std::int64_t> accepted = 0;
    std::exception_ptr failure;
    std::mutex mutex;
    const auto start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        for (int producer = 0; producer < producers; ++producer)
            threads.emplace_back([&, producer] {
                try
                {
                    for (; std::chrono::steady_clock::now() - start < slice; ++accepted)
                        accept(producer);
                }
                catch (const Broken&)
                {
                    const std::lock_guard lock(mutex);
                    failure = std::current_exception();
                }
            });
    }
    if (failure)
        std::rethrow_exception(failure);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return static_cast<double>(accepted) / seconds;
}

std::unique_ptr<Candidate> makeFloor(const std::filesystem::path& folder)
{
    return std::make_unique<Floor>(folder);
}

} // namespace banshi::bench

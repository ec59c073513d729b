// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"

#include <memory>
#include <string>
#include <thread>

namespace banshi::base
{

/// What can go wrong with the development clock's file.
enum class FileClockCode
{
    CannotOpen,
    CannotMap,
};
using FileClockError = KitError<FileClockCode>;

/// The development clock: the machine's clock plus an offset that stands in a shared file, so that a test moves the
/// time of all processes at once (the waiting ones wake by futex). A production configuration refuses it.
/// Threads: any; one background thread watches for moves.
class FileClock : public Clock
{
public:
    /// Opens (creates when missing) the shared file. Errors: CannotOpen, CannotMap.
    [[nodiscard]] static Result<std::unique_ptr<FileClock>, FileClockError> open(const std::string& path);
    ~FileClock() override;
    FileClock(const FileClock&) = delete;
    FileClock& operator=(const FileClock&) = delete;

    [[nodiscard]] WallTime wall() const override;
    [[nodiscard]] MonoTime now() const override;
    [[nodiscard]] std::optional<Nanoseconds> realUntil(MonoTime when) const override;

    /// Moves the time of every process that follows the file forward by `span` (monotonic and wall time).
    void advance(Nanoseconds span);
    /// Shifts wall time only, in either direction (a dead clock battery, a wrong year).
    void shiftWall(Nanoseconds span);

private:
    struct Shared;
    explicit FileClock(Shared* shared);
    void wakeAll();
    void watch(const std::stop_token& stop);

    Shared* m_shared;
    std::jthread m_watcher;
};

} // namespace banshi::base

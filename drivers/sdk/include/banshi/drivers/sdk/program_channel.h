// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"

#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace banshi::drivers::sdk
{

/// How a program of a vendor's is started. The plug-in's metadata asks for the permission `child-process`.
/// Threads: plain value.
struct Program
{
    std::string path; ///< absolute; beside the plug-in, below /usr or /opt, or named by an option of the device
    std::vector<std::string> arguments;
    std::string runDir; ///< Options::runDir; the program's private working folder is made below it
    /// `NAME=VALUE`. Besides these it has PATH, LANG, and HOME and TMPDIR, which are its working folder.
    std::vector<std::string> environment;
};

/// Where a program finds its two pipes.
enum class ProgramWires
{
    Standard, ///< standard input and output
    Apart,    ///< descriptors 3 and 4: whatever a library prints or reads goes nowhere
};

/// How a program has ended. Threads: plain value.
struct ProgramEnd
{
    int exitCode = 0;
    int signal = 0; ///< that ended it; 0 when it ended by itself
};

/// A program in a process group of its own, with a pipe in each direction. It sees no other open file, and its errors
/// go nowhere. It ends with this object (SIGKILL for the whole group) or with the thread that started it; then its
/// private working folder is overwritten and removed. It cannot do more than the driver: the host's sandbox and limits
/// hold for it, too. Bytes go straight between the caller's memory and the kernel.
/// Threads: one, the thread that started it.
class ProgramChannel : public ByteChannel
{
public:
    /// Errors: InternalError with the system's reason when it cannot be started.
    static Outcome<std::unique_ptr<ProgramChannel>> start(const Program& program, ProgramWires wires);
    ~ProgramChannel() override;
    ProgramChannel(const ProgramChannel&) = delete;
    ProgramChannel& operator=(const ProgramChannel&) = delete;

    /// Errors: as ByteChannel; DeviceNotReady once the program has closed its end.
    Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) override;
    Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) override;
    void discardInput() override;

    /// Hands over what the pipe takes now and returns how much that was. Errors: DeviceNotReady when the program has
    /// closed its end.
    Outcome<std::size_t> offer(std::span<const std::uint8_t> bytes);
    /// Tells the program that nothing more will come.
    void endInput();
    /// Waits at most `limit` of real time for the program's end; nothing while it runs.
    [[nodiscard]] std::optional<ProgramEnd> waitForEnd(std::chrono::milliseconds limit) const;
    /// Overwrites and removes what stands in the program's working folder.
    void tidyFolder();
    [[nodiscard]] pid_t process() const;

private:
    struct Parts;
    explicit ProgramChannel(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// Path of `file` in the folder of the library that holds `code`, e.g. a function of the plug-in. Threads: any.
[[nodiscard]] std::string fileBeside(const void* code, const std::string& file);
/// The environment of this process, for a program that is to have all of it. Threads: any, while nobody changes it.
[[nodiscard]] std::vector<std::string> environmentOfThisProcess();

} // namespace banshi::drivers::sdk

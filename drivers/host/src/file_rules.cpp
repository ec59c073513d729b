// SPDX-License-Identifier: Apache-2.0
#include "file_rules.h"

#include "landlock_version.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace banshi::drivers::host
{

namespace
{

using Rights = std::uint64_t;

// Debian 12's headers know versions 1 and 2 of the interface; truncate(2) came with version 3.
constexpr Rights kTruncate = Rights(1) << 14;
constexpr int kReferVersion = 2;
constexpr int kTruncateVersion = 3;

constexpr Rights kRead = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr Rights kUse =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;
constexpr Rights kMakeNodes = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;
constexpr Rights kOwn = kRead | kUse | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                        LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                        LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER;
constexpr Rights kOnFiles =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;

Rights knownTo(int version)
{
    Rights known = kOwn | kMakeNodes;
    if (version < kReferVersion)
        known &= ~Rights(LANDLOCK_ACCESS_FS_REFER);
    if (version < kTruncateVersion)
        known &= ~kTruncate;
    return known;
}

bool allow(int ruleset, const std::string& path, Rights rights)
{
    const int file = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT || errno == EACCES || errno == ENOTDIR; // nothing there that could be opened later
    struct stat facts
    {
    };
    const bool isFolder = ::fstat(file, &facts) == 0 && S_ISDIR(facts.st_mode);
    landlock_path_beneath_attr rule{};
    rule.allowed_access = isFolder ? rights : rights & kOnFiles;
    rule.parent_fd = file;
    const bool isAllowed = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    ::close(file);
    return isAllowed;
}

// The rules name files that are there: what is to be written later is made now, for its owner only.
bool makeAll(const std::vector<std::string>& paths)
{
    for (const std::string& path : paths)
    {
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
        if (file < 0)
            return false;
        ::close(file);
    }
    return true;
}

bool allowAll(int ruleset, const std::vector<std::string>& paths, Rights rights)
{
    for (const std::string& path : paths)
        if (!allow(ruleset, path, rights))
            return false;
    return true;
}

} // namespace

FileConfinement confineFiles(const SandboxRules& rules)
{
    if (!makeAll(rules.files))
        return FileConfinement::Failed;
    const int version = landlockVersion();
    if (version < 1)
        return FileConfinement::NotOffered;
    const Rights known = knownTo(version);
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = known;
    const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0));
    if (ruleset < 0)
        return FileConfinement::Failed;
    const bool isDone = allowAll(ruleset, rules.readable, kRead & known) &&
                        allowAll(ruleset, rules.devices, kUse & known) &&
                        allowAll(ruleset, rules.files, kUse & known) && allowAll(ruleset, rules.own, kOwn & known) &&
                        ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return isDone ? FileConfinement::Done : FileConfinement::Failed;
}

} // namespace banshi::drivers::host

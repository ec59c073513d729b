// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace banshi::queue::district
{

/// Which partitions a statement touches.
enum class Reach
{
    NoTable,      ///< none: transactions and settings
    OneDevice,    ///< the one of device $1
    OnePartition, ///< the one whose two digits stand in place of `{p}`: looks for work, counts
    WholeSchema,  ///< at start, before anything is served: versions
};

/// Everything that the program ever asks the database, but for the migrations.
enum class Sql
{
    Begin,
    Commit,
    Rollback,
    ReadSettings,
    SyncCommits,
    LockLine,
    AddLine,
    ReadEpoch,
    AddNewItems,
    AddItems,
    ReadKnown,
    AddMoved,
    ReadNumbers,
    NoteEpoch,
    NoteLine,
    ReadAnswer,
    AddAnswer,
    AddPicture,
    HeldPicture,
    HeldParts,
    DropParts,
    AddPart,
    HashParts,
    JoinParts,
    ReadState,
    ReadHeld,
    ReadStretch,
    FindWaiting,
    Lease,
    Renew,
    NextPicture,
    SettlePicture,
    PicturesAgain,
    NextItems,
    Settle,
    PutOff,
    ErasePictures,
    Release,
    Count,
    CreateHome,
    LockMigrations,
    ReadVersion,
    NoteVersion,
};

/// One statement; the reason for `reach` is what a test proves.
struct Statement
{
    Sql sql;
    const char* name; ///< of the prepared statement
    Reach reach;
    std::string_view text;
};

/// All of them, in the order of Sql. Threads: any.
[[nodiscard]] std::span<const Statement> statements();
[[nodiscard]] const Statement& statement(Sql sql);

/// How many partitions each table has (migrations/0001-first.sql).
inline constexpr int kPartitions = 16;
/// The text for one partition, 0 to kPartitions - 1.
[[nodiscard]] std::string forPartition(const Statement& statement, int partition);

} // namespace banshi::queue::district

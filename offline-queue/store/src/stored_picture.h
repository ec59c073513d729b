// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

#include <filesystem>

namespace banshi::queue::store
{

/// What the row says of a picture's file.
struct PictureRow
{
    std::string keyId;
    Bytes sealedHash;
};

/// Throws BlobMissing. Threads: the connection's.
[[nodiscard]] PictureRow pictureRow(Connection& database, const std::string& sha256);
/// The sealed file, held against its row. Errors: BlobMissing, Damaged, Io. Threads: any.
[[nodiscard]] StoreResult<SealedBlob> readPictureFile(const std::filesystem::path& file, const PictureRow& row);
/// Both. Errors: the same. Threads: the connection's.
[[nodiscard]] StoreResult<SealedBlob> readPicture(Connection& database, const std::filesystem::path& blobs,
                                                  const std::string& sha256);
/// The file's name in the folder of sealed files.
[[nodiscard]] std::string pictureFileName(const std::string& sha256);

} // namespace banshi::queue::store

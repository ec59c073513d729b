// SPDX-License-Identifier: GPL-3.0-or-later
#include "stored_picture.h"

#include "banshi/queue/store/blobs.h"
#include "chain.h"
#include "files.h"

#include <algorithm>

namespace banshi::queue::store
{

PictureRow pictureRow(Connection& database, const std::string& sha256)
{
    auto row = database.prepare("SELECT key_id, sealed_hash FROM blob WHERE hash = ?1 AND state <> 2");
    if (!row.with(sha256).step())
        throw SqlFault{{StoreCode::BlobMissing, "no such picture on disk", base::Retry::Never}};
    return {row.text(0), Bytes(row.blob(1).begin(), row.blob(1).end())};
}

StoreResult<SealedBlob> readPictureFile(const std::filesystem::path& file, const PictureRow& row)
{
    constexpr std::size_t kOverhead = 4096; // of any suite
    auto sealed = readWhole(file, Blobs::kMostBytes + kOverhead);
    if (!sealed && sealed.error().code == StoreCode::CannotOpen)
        return base::fail(StoreCode::BlobMissing, sealed.error().detail);
    if (!sealed)
        return tl::unexpected(sealed.error());
    if (!std::ranges::equal(sha256(*sealed), row.sealedHash))
        return base::fail(StoreCode::Damaged, "the sealed bytes of a picture have changed");
    return SealedBlob{row.keyId, std::move(*sealed)};
}

StoreResult<SealedBlob> readPicture(Connection& database, const std::filesystem::path& blobs, const std::string& sha256)
{
    try
    {
        return readPictureFile(blobs / pictureFileName(sha256), pictureRow(database, sha256));
    }
    catch (const SqlFault& fault)
    {
        return tl::unexpected(fault.error);
    }
}

std::string pictureFileName(const std::string& sha256)
{
    return sha256 + ".sealed";
}

} // namespace banshi::queue::store

// SPDX-License-Identifier: GPL-3.0-or-later
// Step 3 of a platform: pictures that come in parts.
#include "question_groups.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace banshi::queue::platformtest
{

using nlohmann::json;

namespace
{

std::string hashOf(const std::string& bytes)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(bytes), QCryptographicHash::Sha256).toHex().toStdString();
}

/// A sealed picture that nobody has seen before, and how it is spoken of.
class Sealing
{
public:
    explicit Sealing(PlatformUnderTest& platform) : m_platform(platform)
    {
        const std::string picture = "\xFF\xD8\xFF\xE0 " + platform.freshKey() + std::string(1000, 'x');
        const auto sealed =
            platform.sealKey().seal({reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}).value();
        m_bytes.assign(sealed.bytes.begin(), sealed.bytes.end());
        m_hash = hashOf(m_bytes);
        m_target = "/v1/queue/blobs/" + hashOf(picture);
    }

    [[nodiscard]] Answer held() const
    {
        return m_platform.call({.operation = "getQueueBlob", .target = m_target, .key = {}, .body = {}});
    }
    [[nodiscard]] Answer send(const std::string& bytes, std::size_t offset) const
    {
        return m_platform.call({.operation = "patchQueueBlob",
                                .target = m_target,
                                .key = {},
                                .body = bytes,
                                .media = "application/octet-stream",
                                .headers = {{"X-Key-Id", m_platform.sealKey().id()},
                                            {"X-Sealed-Sha256", m_hash},
                                            {"Upload-Offset", std::to_string(offset)},
                                            {"Upload-Length", std::to_string(m_bytes.size())}}});
    }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] const std::string& hash() const { return m_hash; }

private:
    PlatformUnderTest& m_platform;
    std::string m_bytes;
    std::string m_hash;
    std::string m_target;
};

/// The fault of an answer that does not say this state, and this offset unless the picture is complete.
std::string unlikeHeld(const Answer& answer, const std::string& state, std::size_t offset)
{
    if (auto fault = unlike(answer, 200); !fault.empty())
        return fault;
    const bool isRight = answer.body.value("state", "") == state &&
                         (state == "complete" || answer.body.value("offset", json()) == offset);
    return isRight ? std::string()
                   : "the picture is " + answer.body.dump() + ", not " + state + " at " + std::to_string(offset);
}

std::string goesOnWithAPictureThatWasCutOff(PlatformUnderTest& platform)
{
    constexpr std::size_t kFirst = 400;
    const Sealing sealing(platform);
    const std::string first = sealing.bytes().substr(0, kFirst);
    const std::string rest = sealing.bytes().substr(kFirst);
    if (auto fault = unlikeHeld(sealing.held(), "absent", 0); !fault.empty())
        return fault;
    if (auto fault = unlikeHeld(sealing.send(first, 0), "partial", kFirst); !fault.empty())
        return fault;
    const auto held = sealing.held();
    if (auto fault = unlikeHeld(held, "partial", kFirst); !fault.empty())
        return fault;
    if (held.body.value("sealed_sha256", "") != sealing.hash())
        return "it does not say of which sealing the parts are";
    const auto refused = sealing.send(rest.substr(1), kFirst + 1);
    if (auto fault = unlike(refused, 409, "blob.offsetWrong"); !fault.empty())
        return "with a gap: " + fault;
    if (refused.body.value("offset", json()) != kFirst)
        return "a wrong offset is not answered with the right one";
    if (auto fault = unlikeHeld(sealing.send(rest, kFirst), "complete", 0); !fault.empty())
        return fault;
    return unlikeHeld(sealing.held(), "complete", 0);
}

std::string beginsAPictureAnewWhosePartsDoNotFit(PlatformUnderTest& platform)
{
    constexpr std::size_t kFirst = 400;
    const Sealing sealing(platform);
    if (auto fault = unlikeHeld(sealing.send(sealing.bytes().substr(0, kFirst), 0), "partial", kFirst); !fault.empty())
        return fault;
    const auto refused = sealing.send(std::string(sealing.bytes().size() - kFirst, 'z'), kFirst);
    if (auto fault = unlike(refused, 409, "blob.partsWrong"); !fault.empty())
        return fault;
    if (auto fault = unlikeHeld(sealing.held(), "absent", 0); !fault.empty())
        return fault;
    return unlikeHeld(sealing.send(sealing.bytes(), 0), "complete", 0);
}

} // namespace

std::vector<Question> pictureQuestions()
{
    return {{"goesOnWithAPictureThatWasCutOff", goesOnWithAPictureThatWasCutOff},
            {"beginsAPictureAnewWhosePartsDoNotFit", beginsAPictureAnewWhosePartsDoNotFit}};
}

} // namespace banshi::queue::platformtest

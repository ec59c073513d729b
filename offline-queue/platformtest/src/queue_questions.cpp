// SPDX-License-Identifier: GPL-3.0-or-later
// Step 3 of a platform: sealed records, each once, with receipts.
#include "banshi/queue/sync/receipts.h"
#include "question_groups.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace banshi::queue::platformtest
{

using nlohmann::json;

namespace
{

std::string wordOf(const Answer& answer, std::size_t at)
{
    const auto verdicts = answer.body.value("verdicts", json::array());
    return at < verdicts.size() ? verdicts[at].value("verdict", "") : std::string("none");
}

std::string receiptOf(const Answer& answer)
{
    const auto verdicts = answer.body.value("verdicts", json::array());
    return verdicts.empty() ? std::string() : verdicts[0].value("receipt_id", "");
}

/// The fault of a batch whose only verdict is another one than `word`.
std::string unlikeWord(const Answer& answer, const std::string& word, std::size_t at = 0)
{
    if (auto fault = unlike(answer, 200); !fault.empty())
        return fault;
    return wordOf(answer, at) == word
               ? std::string()
               : "record " + std::to_string(at + 1) + " is " + wordOf(answer, at) + ", not " + word;
}

std::string takesARecordOnce(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const auto item = platform.sealed(1, platform.freshKey(), platform.report("one"));
    const auto first = platform.sendBatch(epoch, {item});
    const auto second = platform.sendBatch(epoch, {item});
    if (auto fault = unlikeWord(first, "accepted") + unlikeWord(second, "duplicate"); !fault.empty())
        return fault;
    if (receiptOf(first).empty() || receiptOf(first) != receiptOf(second))
        return "the duplicate's receipt is another one than the first";
    return {};
}

std::string takesARecordOnceFromARebuiltQueue(PlatformUnderTest& platform)
{
    // A queue that was salvaged gives the same record a new epoch and number; its key is what counts.
    const std::string key = platform.freshKey();
    const auto report = platform.report("one");
    const auto first = platform.sendBatch(PlatformUnderTest::freshEpoch(), {platform.sealed(1, key, report)});
    const auto second = platform.sendBatch(PlatformUnderTest::freshEpoch(), {platform.sealed(7, key, report)});
    return unlikeWord(first, "accepted") + unlikeWord(second, "duplicate");
}

/// Machines of earlier versions have sealed every record so; their backlog may come years later.
std::string takesARecordThatWasSealedAlone(PlatformUnderTest& platform)
{
    auto item = platform.sealed(1, platform.freshKey(), {});
    const std::string plain = platform.report("one").dump();
    const auto alone =
        platform.sealKey().seal({reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()}).value();
    const QByteArray raw(reinterpret_cast<const char*>(alone.bytes.data()), static_cast<qsizetype>(alone.bytes.size()));
    item["suite"] = alone.suite;
    item["sealed"] = raw.toBase64().toStdString();
    return unlikeWord(platform.sendBatch(PlatformUnderTest::freshEpoch(), {item}), "accepted");
}

std::string rejectsAKnownKeyWithOtherContent(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const std::string key = platform.freshKey();
    const auto first = platform.sendBatch(epoch, {platform.sealed(1, key, platform.report("one"))});
    const auto second = platform.sendBatch(epoch, {platform.sealed(1, key, platform.report("two"))});
    return unlikeWord(first, "accepted") + unlikeWord(second, "rejected");
}

std::string answersABatchThatComesAgainAsTheFirstTime(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const std::string key = platform.freshKey();
    const auto item = platform.sealed(1, platform.freshKey(), platform.report("one"));
    const auto first = platform.sendBatch(epoch, {item}, key);
    const auto later = platform.sendBatch(epoch, {platform.sealed(2, platform.freshKey(), platform.report("two"))});
    const auto again = platform.sendBatch(epoch, {item}, key);
    if (auto fault = unlikeWord(first, "accepted") + unlikeWord(later, "accepted"); !fault.empty())
        return fault;
    if (again.body != first.body)
        return "the same batch under its own key gets another answer: " + again.body.dump();
    return unlike(platform.sendBatch(epoch, {platform.sealed(3, platform.freshKey(), platform.report("three"))}, key),
                  422, "request.keyReused");
}

std::string judgesEachRecordByItself(PlatformUnderTest& platform)
{
    auto spoiled = platform.sealed(2, platform.freshKey(), platform.report("two"));
    spoiled["sealed"] = QByteArray(100, 'x').toBase64().toStdString();
    auto invalid = platform.report("three");
    invalid.erase("grid_code");
    const auto answer = platform.sendBatch(PlatformUnderTest::freshEpoch(),
                                           {platform.sealed(1, platform.freshKey(), platform.report("one")), spoiled,
                                            platform.sealed(3, platform.freshKey(), invalid),
                                            platform.sealed(4, platform.freshKey(), platform.report("four"))});
    return unlikeWord(answer, "accepted", 0) + unlikeWord(answer, "rejected", 1) + unlikeWord(answer, "rejected", 2) +
           unlikeWord(answer, "accepted", 3);
}

std::string countsWithoutGaps(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const auto item = [&](int seq) { return platform.sealed(seq, platform.freshKey(), platform.report("one")); };
    const auto first = platform.sendBatch(epoch, {item(1), item(3)});
    const auto second = platform.sendBatch(epoch, {item(2)});
    if (auto fault = unlike(first, 200) + unlike(second, 200); !fault.empty())
        return fault;
    if (first.body.value("high_water", -1) != 1 || second.body.value("high_water", -1) != 3)
        return "high_water is " + first.body.value("high_water", json()).dump() + " then " +
               second.body.value("high_water", json()).dump() + ", not 1 then 3";
    return {};
}

std::string signsItsReceipts(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const std::string key = platform.freshKey();
    const auto answer = platform.sendBatch(epoch, {platform.sealed(1, key, platform.report("one"))});
    if (auto fault = unlikeWord(answer, "accepted"); !fault.empty())
        return fault;
    if (!answer.body.contains("signed"))
        return "the answer is not signed";
    if (answer.body["signed"].value("digest", "") != sync::nextDigest(sync::kFirstDigest, key))
        return "the digest is not that of the one key";
    return sync::isSigned(answer.body, {platform.target().device, epoch}, platform.receiptKey())
               ? std::string()
               : "the signature over banshi-receipt-v1 is not right";
}

std::string refusesABatchInAnotherName(PlatformUnderTest& platform)
{
    const json body = {{"device", "ANOTHER-MACHINE"},
                       {"epoch", PlatformUnderTest::freshEpoch()},
                       {"items", json::array({platform.sealed(1, platform.freshKey(), platform.report("one"))})}};
    return unlike(platform.call({.operation = "sendQueueBatch",
                                 .target = "/v1/queue/batch",
                                 .key = platform.freshKey(),
                                 .body = body.dump()}),
                  403, "request.forbidden");
}

std::string keepsPicturesByTheirHash(PlatformUnderTest& platform)
{
    const std::string picture = "\xFF\xD8\xFF\xE0 " + platform.freshKey();
    const auto raw = QByteArray::fromStdString(picture);
    const std::string hash = QCryptographicHash::hash(raw, QCryptographicHash::Sha256).toHex().toStdString();
    const auto sealed =
        platform.sealKey().seal({reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}).value();
    const auto put = [&](const std::string& name) {
        return platform.call({.operation = "putQueueBlob",
                              .target = "/v1/queue/blobs/" + name,
                              .key = {},
                              .body = std::string(sealed.bytes.begin(), sealed.bytes.end()),
                              .media = "application/octet-stream",
                              .headers = {{"X-Key-Id", platform.sealKey().id()}}});
    };
    auto report = platform.report("with a picture");
    report["photos"] = json::array({hash});
    const auto epoch = PlatformUnderTest::freshEpoch();
    const auto item = platform.sealed(1, platform.freshKey(), report);
    if (auto fault = unlikeWord(platform.sendBatch(epoch, {item}), "retry"); !fault.empty())
        return "before its picture: " + fault;
    if (auto fault = unlike(put(std::string(64, '0')), 422, "blob.wrongHash") + unlike(put(hash), 200); !fault.empty())
        return fault;
    const auto again = put(hash);
    if (!again.body.value("duplicate", false))
        return "the second time is not a duplicate";
    return unlikeWord(platform.sendBatch(epoch, {item}), "accepted");
}

std::string remembersRecordsAfterARestart(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const auto item = platform.sealed(1, platform.freshKey(), platform.report("one"));
    const auto first = platform.sendBatch(epoch, {item});
    if (auto fault = unlikeWord(first, "accepted"); !fault.empty())
        return fault;
    if (!platform.target().restart())
        return "the restart failed";
    const auto second = platform.sendBatch(epoch, {item});
    if (auto fault = unlikeWord(second, "duplicate"); !fault.empty())
        return fault;
    if (second.body.value("high_water", -1) != 1)
        return "high_water is lost";
    return receiptOf(first) == receiptOf(second) ? std::string() : "the receipt is another one";
}

} // namespace

std::vector<Question> queueQuestions()
{
    return {{"takesARecordOnce", takesARecordOnce},
            {"takesARecordThatWasSealedAlone", takesARecordThatWasSealedAlone},
            {"takesARecordOnceFromARebuiltQueue", takesARecordOnceFromARebuiltQueue},
            {"rejectsAKnownKeyWithOtherContent", rejectsAKnownKeyWithOtherContent},
            {"answersABatchThatComesAgainAsTheFirstTime", answersABatchThatComesAgainAsTheFirstTime},
            {"judgesEachRecordByItself", judgesEachRecordByItself},
            {"countsWithoutGaps", countsWithoutGaps},
            {"signsItsReceipts", signsItsReceipts},
            {"refusesABatchInAnotherName", refusesABatchInAnotherName},
            {"keepsPicturesByTheirHash", keepsPicturesByTheirHash},
            {"remembersRecordsAfterARestart", remembersRecordsAfterARestart, true}};
}

} // namespace banshi::queue::platformtest

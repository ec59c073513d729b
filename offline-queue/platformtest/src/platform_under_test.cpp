// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/platformtest/platform_under_test.h"

#include "banshi/base/ids.h"
#include "banshi/queue/contract/document.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QString>

namespace banshi::queue::platformtest
{

using nlohmann::json;

namespace
{

std::span<const std::uint8_t> bytesOf(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

std::string Answer::code() const
{
    return body.is_object() ? body.value("code", "") : std::string();
}

PlatformUnderTest::PlatformUnderTest(Target target, store::PlatformKey seal, sync::SignatureKey sign,
                                     const base::Clock& clock)
    : m_target(std::move(target)), m_seal(std::move(seal)), m_sign(std::move(sign)), m_clock(clock),
      m_gate(m_contract, clock), m_client(m_target.tls, m_target.device, clock)
{
}

Answer PlatformUnderTest::call(const Ask& ask)
{
    const auto* operation = m_contract.find(ask.operation);
    sync::HttpsRequest request;
    request.method = std::string(contract::name(operation->method));
    request.target = ask.target;
    request.headers = ask.headers;
    if (!ask.key.empty())
        request.headers["Idempotency-Key"] = ask.key;
    if (!ask.body.empty())
        request.headers["Content-Type"] = ask.media;
    request.body = bytesOf(ask.body);
    request.deadline = ask.deadline.value_or(m_target.patience);
    const auto reply = m_client.call(request);
    Answer answer;
    if (!reply)
    {
        answer.fault = "no answer: " + sync::dotted(reply.error().code) + ", " + reply.error().detail;
        return answer;
    }
    answer.status = reply->status;
    const auto media = m_gate.answerMedia(*operation, answer.status);
    if (!reply->contentType.starts_with(media))
        answer.fault = "media type '" + reply->contentType + "' in place of '" + std::string(media) + "'";
    if (!answer.fault.empty() || !media.ends_with("json"))
        return answer;
    auto document = contract::parseDocument(reply->body.text());
    if (!document)
        answer.fault = contract::describe(document.error());
    else if (const auto faults = m_gate.checkAnswer(*operation, answer.status, *document); !faults.empty())
        answer.fault = contract::describe(faults);
    if (document)
        answer.body = std::move(*document);
    return answer;
}

json PlatformUnderTest::sealed(int seq, const std::string& key, const json& report) const
{
    const std::string plain = report.dump();
    const auto cipher = m_seal.sealBody(bytesOf(plain), "reports", key).value();
    const QByteArray raw(reinterpret_cast<const char*>(cipher.bytes.data()),
                         static_cast<qsizetype>(cipher.bytes.size()));
    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(plain), QCryptographicHash::Sha256).toHex();
    return {{"seq", seq},
            {"key", key},
            {"operation", "reports"},
            {"suite", cipher.suite},
            {"key_id", m_seal.id()},
            {"sealed", raw.toBase64().toStdString()},
            {"body_hmac", hash.toStdString()},
            {"made_at", base::toRfc3339(m_clock.wall().utc)},
            {"late", false}};
}

Answer PlatformUnderTest::sendBatch(const std::string& epoch, const std::vector<json>& items, const std::string& key)
{
    const json body = {{"device", m_target.device}, {"epoch", epoch}, {"items", items}};
    return call({.operation = "sendQueueBatch",
                 .target = "/v1/queue/batch",
                 .key = key.empty() ? freshKey() : key,
                 .body = body.dump()});
}

json PlatformUnderTest::report(const std::string& text) const
{
    return {{"item", "grid.report"},
            {"def_version", 1},
            {"form", {{"category", "other"}, {"text", text}}},
            {"photos", json::array()},
            {"grid_code", "440399001002003"},
            {"made_at", base::toRfc3339(m_clock.wall().utc)},
            {"ttl_h", 72}};
}

std::string PlatformUnderTest::freshKey() const
{
    return base::newUuid(m_clock);
}

std::string PlatformUnderTest::freshEpoch()
{
    constexpr int kDigits = 16;
    constexpr int kHex = 16;
    return QStringLiteral("%1")
        .arg(QRandomGenerator::system()->generate64(), kDigits, kHex, QLatin1Char('0'))
        .toStdString();
}

} // namespace banshi::queue::platformtest

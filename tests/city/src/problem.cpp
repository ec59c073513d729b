// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/problem.h"

#include <array>
#include <stdexcept>

namespace banshi::city
{

namespace
{

struct Known
{
    const char* code;
    int status;
    const char* kind;
    const char* zh;
    const char* en;
};

constexpr std::array kKnown = {
    Known{"request.invalid", 400, "fatal", "请求的内容不符合约定。", "The request does not follow the contract."},
    Known{"request.keyMissing", 400, "fatal", "请求缺少幂等键。", "The request has no idempotency key."},
    Known{"request.keyReused", 422, "fatal", "同一幂等键用于不同内容。", "The key was used with other content."},
    Known{"request.running", 409, "retry", "同一请求正在办理，请稍候。", "The same request is being worked on."},
    Known{"request.tooLarge", 413, "fatal", "请求过大。", "The request is too large."},
    Known{"request.unknownOperation", 404, "fatal", "没有这个接口。", "There is no such operation."},
    Known{"request.forbidden", 403, "operator", "本机无权调用。", "This machine may not call this."},
    Known{"enrol.codeWrong", 401, "operator", "现场码不对或已用过。", "The site code is wrong or has been used."},
    Known{"enrol.requestWrong", 400, "fatal", "证书申请不合约定。", "The certificate request is not right."},
    Known{"session.unknown", 404, "user", "本次办理已不存在，请重新开始。",
          "This visit is not known; please start again."},
    Known{"session.expired", 410, "user", "本次办理已超时，请重新开始。",
          "This visit has timed out; please start again."},
    Known{"identity.nonceWrong", 409, "user", "核验已失效，请重新核验。",
          "The check is out of date; please repeat it."},
    Known{"identity.required", 403, "user", "请先核验身份。", "Please prove your identity first."},
    Known{"identity.notSupported", 422, "user", "暂不支持这种证件。", "This kind of card is not supported."},
    Known{"identity.demonstrationRefused", 403, "operator", "不接受演示用的人脸比对。",
          "A demonstration matcher is not accepted."},
    Known{"identity.otpWrong", 422, "user", "验证码不对，请再试。", "The code is not right; please try again."},
    Known{"identity.otpExpired", 410, "user", "验证码已过期，请重新获取。",
          "The code has expired; please get a new one."},
    Known{"identity.tooManyTries", 429, "user", "试得太多了，请稍后再来。", "Too many tries; please come back later."},
    Known{"item.unknown", 404, "operator", "没有这个事项。", "There is no such service."},
    Known{"query.accountUnknown", 404, "user", "查不到这个户号，请核对。", "No such account; please check the number."},
    Known{"query.unknown", 404, "user", "查询已失效，请重新查询。", "The query is out of date; please ask again."},
    Known{"quote.unknown", 404, "user", "报价已失效，请重新查询。", "The bill is out of date; please ask again."},
    Known{"quote.expired", 410, "user", "报价已过期，请重新查询。", "The bill has expired; please ask again."},
    Known{"quote.nothingDue", 409, "user", "没有待缴的费用。", "There is nothing to pay."},
    Known{"payment.unknown", 404, "fatal", "没有这笔订单。", "There is no such order."},
    Known{"payment.notPaid", 409, "fatal", "这笔订单没有付款。", "This order was not paid."},
    Known{"application.unknown", 404, "user", "没有这个办件。", "There is no such case."},
    Known{"application.refused", 422, "user", "填写的内容不能受理，请核对。",
          "The form cannot be accepted; please check it."},
    Known{"entitlement.unknown", 404, "user", "取件码不对，请核对。",
          "The pick-up code is not right; please check it."},
    Known{"entitlement.notYours", 403, "user", "取件码不属于本人。", "The pick-up code belongs to someone else."},
    Known{"certificate.notReady", 409, "user", "证明还不能打印。", "The certificate cannot be printed now."},
    Known{"file.unknown", 404, "fatal", "没有这个文件。", "There is no such file."},
    Known{"permit.used", 409, "fatal", "打印许可已经用过。", "The print permit has been used."},
    Known{"permit.unknown", 404, "fatal", "没有这个打印许可。", "There is no such print permit."},
    Known{"blob.missing", 409, "retry", "照片还没有送到。", "A picture has not arrived yet."},
    Known{"blob.wrongHash", 422, "fatal", "照片与编号不符。", "The picture does not match its name."},
    Known{"blob.offsetWrong", 409, "retry", "照片要从别处续传。", "The picture goes on from another place."},
    Known{"blob.partsWrong", 409, "retry", "照片各段拼不成原样，请重传。",
          "The picture's parts do not fit; begin anew."},
    Known{"queue.keyUnknown", 422, "operator", "不认识这个密钥。", "The key is not known."},
    Known{"queue.unreadable", 422, "fatal", "记录无法打开。", "The record cannot be opened."},
    Known{"platform.unavailable", 503, "retry", "平台暂时不能办理。", "The platform cannot serve just now."},
};

const Known& known(const std::string& code)
{
    for (const auto& entry : kKnown)
        if (code == entry.code)
            return entry;
    throw std::logic_error("no such problem: " + code);
}

} // namespace

nlohmann::json problemBody(const std::string& code, const std::string& detail, std::optional<int> retryAfterSeconds)
{
    const Known& entry = known(code);
    nlohmann::json body = {{"type", "urn:banshi:problem:" + code},
                           {"title", entry.en},
                           {"status", entry.status},
                           {"code", code},
                           {"class", entry.kind},
                           {"message", {{"zh", entry.zh}, {"en", entry.en}}}};
    if (!detail.empty())
        body["detail"] = detail.substr(0, 1000);
    if (retryAfterSeconds)
        body["retry_after_s"] = *retryAfterSeconds;
    return body;
}

Response problem(const std::string& code, const std::string& detail, std::optional<int> retryAfterSeconds)
{
    const Known& entry = known(code);
    Response response{.status = entry.status,
                      .type = "application/problem+json",
                      .body = problemBody(code, detail, retryAfterSeconds).dump(),
                      .keep = std::string_view(entry.kind) != "retry"};
    if (retryAfterSeconds)
        response.headers["retry-after"] = std::to_string(*retryAfterSeconds);
    return response;
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/http.h"

namespace banshi::city
{

std::string Request::header(const std::string& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

Response answer(int status, const nlohmann::json& body)
{
    return {.status = status, .body = body.dump()};
}

std::string textOf(const nlohmann::json& object, const std::string& name)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace banshi::city

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/start_token.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <array>

namespace banshi::drivers::protocol
{

namespace
{

constexpr std::size_t kWords = 8; // 256 bits

} // namespace

std::string makeStartToken()
{
    std::array<quint32, kWords> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words)).toHex().toStdString();
}

std::string hostToken(const std::string& startToken, const std::string& service)
{
    if (startToken.empty())
        return {};
    return QMessageAuthenticationCode::hash(QByteArray::fromStdString(service), QByteArray::fromStdString(startToken),
                                            QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

std::string bearer(const std::string& token)
{
    return "Bearer " + token;
}

bool isBearer(std::string_view value, const std::string& token)
{
    const std::string wanted = bearer(token);
    unsigned difference = value.size() == wanted.size() ? 0U : 1U;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        difference |=
            static_cast<unsigned char>(wanted[i]) ^ (i < value.size() ? static_cast<unsigned char>(value[i]) : 0U);
    return difference == 0;
}

} // namespace banshi::drivers::protocol

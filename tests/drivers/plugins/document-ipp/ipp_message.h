// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

/// Messages of RFC 8010, put together by its rules and not by the library that the driver uses. Threads: pure.
namespace banshi::testing::ipp
{

// Tags of RFC 8010, section 3.5; operations and status codes of RFC 8011, sections 5.4.15 and B.1.
inline constexpr char kOperationGroup = 0x01;
inline constexpr char kJobGroup = 0x02;
inline constexpr char kEnd = 0x03;
inline constexpr char kUnsupportedGroup = 0x05;
inline constexpr char kUnsupported = 0x10;
inline constexpr char kInteger = 0x21;
inline constexpr char kBoolean = 0x22;
inline constexpr char kEnum = 0x23;
inline constexpr char kOctets = 0x30;
inline constexpr char kNameWithLanguage = 0x36;
inline constexpr char kText = 0x41;
inline constexpr char kName = 0x42;
inline constexpr char kKeyword = 0x44;
inline constexpr char kUri = 0x45;
inline constexpr char kCharset = 0x47;
inline constexpr char kLanguage = 0x48;
inline constexpr char kMimeType = 0x49;

inline QByteArray two(int number)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(static_cast<quint16>(number), bytes.data());
    return bytes;
}

inline QByteArray four(int number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(number), bytes.data());
    return bytes;
}

// value-tag, name-length, name, value-length, value (RFC 8010, 3.1.4); further values of a set have no name (3.1.5).
inline QByteArray attribute(char tag, const QByteArray& name, const QByteArray& value)
{
    return QByteArray(1, tag) + two(static_cast<int>(name.size())) + name + two(static_cast<int>(value.size())) + value;
}

inline QByteArray group(char tag)
{
    return {1, tag};
}

// What every message begins its operation group with (RFC 8011, 4.1.4).
inline QByteArray languages(const QByteArray& language)
{
    return group(kOperationGroup) + attribute(kCharset, "attributes-charset", "utf-8") +
           attribute(kLanguage, "attributes-natural-language", language);
}

inline QByteArray answer(int status, int request)
{
    return QByteArray::fromHex("0101") + two(status) + four(request) + languages("en-us");
}

} // namespace banshi::testing::ipp

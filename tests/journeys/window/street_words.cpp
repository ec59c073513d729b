// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_words.h"

#include <QFile>
#include <QJsonDocument>

// Resources of a static library are there only when somebody names them, and outside of any namespace.
static void openResources()
{
    Q_INIT_RESOURCE(street);
}

namespace banshi::journeys
{

StreetWords::StreetWords()
{
    openResources();
    QFile file(QStringLiteral(":/street/street_words.json"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    m_keyed = all[QStringLiteral("keyed")].toObject();
    m_chinese = all[QStringLiteral("chinese")].toObject();
}

QString StreetWords::text(const QString& key, Tongue tongue) const
{
    const QJsonObject both = m_keyed[key].toObject();
    const QString found = both[tongue == Tongue::Chinese ? QStringLiteral("zh") : QStringLiteral("en")].toString();
    return found.isEmpty() ? key.section(u'.', -1) : found;
}

QString StreetWords::fault(const QString& device, const QString& word, Tongue tongue) const
{
    const QString own = QStringLiteral("fault.%1.%2").arg(device, word);
    return text(knows(own) ? own : QStringLiteral("fault.") + word, tongue);
}

QString StreetWords::say(const QString& english, Tongue tongue) const
{
    return tongue == Tongue::Chinese ? m_chinese[english].toString(english) : english;
}

bool StreetWords::knows(const QString& key) const
{
    const QJsonObject both = m_keyed[key].toObject();
    return both.contains(QStringLiteral("en")) && both.contains(QStringLiteral("zh"));
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_words.h"

#include "banshi/testing/suite.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace banshi::journeys;

class StreetWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryDeviceAndFaultThatIsPublished()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/drivers/virtual/FAULTS.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        static const QRegularExpression heading(QStringLiteral("^## (\\w+)$"));
        static const QRegularExpression row(QStringLiteral("^\\| `(\\w+)` \\|"));
        int faults = 0;
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n'))
        {
            if (const auto device = heading.match(line); device.hasMatch())
                QVERIFY2(m_words.knows(QStringLiteral("device.") + device.captured(1)), qPrintable(line));
            else if (const auto fault = row.match(line); fault.hasMatch())
            {
                QVERIFY2(m_words.knows(QStringLiteral("fault.") + fault.captured(1)), qPrintable(line));
                ++faults;
            }
        }
        QVERIFY(faults > 100);
    }

    void letsADeviceHaveItsOwnWordForAFault()
    {
        QCOMPARE(m_words.fault(QStringLiteral("indicator"), QStringLiteral("flood"), Tongue::English),
                 QStringLiteral("Contact bounces"));
        QCOMPARE(m_words.fault(QStringLiteral("scanner"), QStringLiteral("flood"), Tongue::Chinese),
                 QStringLiteral("重复发送 200 次"));
    }

    void givesTheWordItselfWhereNobodyHasTranslatedIt()
    {
        QCOMPARE(m_words.fault(QStringLiteral("scanner"), QStringLiteral("teleport"), Tongue::Chinese),
                 QStringLiteral("teleport"));
        QCOMPARE(m_words.say(QStringLiteral("Good morning"), Tongue::Chinese), QStringLiteral("Good morning"));
        QCOMPARE(m_words.say(QStringLiteral("Nod"), Tongue::Chinese), QStringLiteral("点头"));
        QCOMPARE(m_words.say(QStringLiteral("Nod"), Tongue::English), QStringLiteral("Nod"));
    }

private:
    StreetWords m_words;
};

BANSHI_TEST(StreetWordsTest)
#include "street_words_test.moc"

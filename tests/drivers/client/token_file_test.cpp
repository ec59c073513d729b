// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/token_file.h"

#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::drivers;

class TokenFileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(QStringLiteral("devices.token"));

private Q_SLOTS:
    void isForItsOwnerOnly()
    {
        QVERIFY(client::writeTokenFile(m_file, "first"));
        QVERIFY(client::writeTokenFile(m_file, "second"));
        QCOMPARE(client::readTokenFile(m_file), std::string("second"));
        constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(m_file) & kOthers));
    }

    void isNotBelievedWhenOthersCanReachIt()
    {
        QVERIFY(client::writeTokenFile(m_file, "token"));
        QVERIFY(QFile::setPermissions(m_file, QFile::ReadOwner | QFile::ReadGroup));
        QCOMPARE(client::readTokenFile(m_file), std::string());
        QCOMPARE(client::readTokenFile(QStringLiteral("/no/such/file")), std::string());
        QVERIFY(!client::writeTokenFile(QStringLiteral("/no/such/folder/token"), "token"));
    }
};

BANSHI_TEST(TokenFileTest)
#include "token_file_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/testing/suite.h"

#include <QTest>

class LogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksIdentityAndMobileNumbers()
    {
        const QString text = QStringLiteral("id 44039919850615002X, mobile 13800008000, port 8443");
        QCOMPARE(banshi::base::redact(text), QStringLiteral("id ###########, mobile ###########, port 8443"));
    }
};

BANSHI_TEST(LogTest)
#include "log_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "reply_buffer.h"

#include "banshi/testing/suite.h"

#include <QTest>

using banshi::queue::client::ReplyBuffer;

class ReplyBufferTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void collectsInOrder()
    {
        ReplyBuffer buffer(100000);
        std::string expected;
        for (int i = 0; i < 1000; ++i)
        {
            const std::string piece = std::to_string(i);
            expected += piece;
            QVERIFY(buffer.append(piece));
        }
        QVERIFY(buffer.text() == expected);
        QVERIFY(buffer.take().text() == expected);
        QVERIFY(buffer.text().empty());
    }

    void refusesMoreThanItsLimit()
    {
        ReplyBuffer buffer(10);
        QVERIFY(buffer.append("1234567890"));
        QVERIFY(!buffer.append("1"));
        QVERIFY(buffer.text() == "1234567890");
    }
};

BANSHI_TEST(ReplyBufferTest)
#include "reply_buffer_test.moc"

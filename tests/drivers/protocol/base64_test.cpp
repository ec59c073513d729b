// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/base64.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;

class Base64Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithQtForEveryLength()
    {
        std::vector<std::uint8_t> bytes;
        for (int i = 0; i < 70; ++i)
        {
            const QByteArray qt(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
            QCOMPARE(protocol::toBase64(bytes), qt.toBase64().toStdString());
            QVERIFY(protocol::fromBase64(protocol::toBase64(bytes)) == bytes);
            bytes.push_back(static_cast<std::uint8_t>(i * 37 + 11));
        }
    }

    void refusesWhatIsNotBase64()
    {
        for (const char* text : {"A", "AB", "ABC", "AB=C", "A===", "====", "AB\n=", "AB-_", "AAAA="})
            QVERIFY2(!protocol::fromBase64(text), text);
    }
};

BANSHI_TEST(Base64Test)
#include "base64_test.moc"

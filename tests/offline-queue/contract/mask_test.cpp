// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/mask.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::queue::contract;

class MaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("masked");
        const auto row = [](const QString& name, const QString& masked) {
            QTest::newRow(qPrintable(name)) << name << masked;
        };
        row(QStringLiteral("张三"), QStringLiteral("张*"));
        row(QStringLiteral("欧阳测试"), QStringLiteral("欧阳**"));
        row(QStringLiteral("东方"), QStringLiteral("东*"));
        row(QStringLiteral("阳太平"),
            QStringLiteral("阳**")); // the end of one surname and the start of the next
        row(QStringLiteral("买买提·测试"), QStringLiteral("买**·**"));
        row(QStringLiteral("𠮷野"), QStringLiteral("𠮷*"));
        row(QStringLiteral("JOHN DOE"), QStringLiteral("J*** ***"));
        row(QString(), QString());
    }

    void masksNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, masked);
        QCOMPARE(QString::fromStdString(maskName(name.toStdString())), masked);
    }

    void showsFirstSixAndLastFourOfIdNumbers()
    {
        QCOMPARE(maskIdNumber("44039919850615002X"), std::string("440399********002X"));
        QCOMPARE(maskIdNumber("12345678"), std::string("****5678"));
        QCOMPARE(maskIdNumber("123"), std::string("***"));
    }

    void masksMobiles()
    {
        QCOMPARE(maskMobile("13800138000"), std::string("138****8000"));
        QCOMPARE(maskMobile("12345"), std::string("*2345"));
    }

    void hidesWhatIsNotText()
    {
        QCOMPARE(maskName("\xff\xfe"), std::string("*"));
        QCOMPARE(maskAllButLastFour("\xff\xfe 1234567"), std::string("*"));
    }
};

BANSHI_TEST(MaskTest)
#include "mask_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/pin_rules.h"

#include "banshi/app/maintenance/codes.h"
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"

#include <QTest>

using namespace banshi::app::maintenance;

class PinRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesNewPins_data()
    {
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<QByteArray>("fault");
        const auto row = [](const char* pin, const char* fault = "") {
            QTest::newRow(pin) << QByteArray(pin) << QByteArray(fault);
        };
        row("730482");
        row("739048217365");
        row("995301");
        row("73048", code::kPinLength);
        row("7390482173651", code::kPinLength);
        row("73048x", code::kPinLength);
        row("", code::kPinLength);
        row("000000", code::kPinTrivial);
        row("777777777777", code::kPinTrivial);
        row("123456", code::kPinTrivial);
        row("987654", code::kPinTrivial);
        row("789012", code::kPinTrivial);
        row("246802", code::kPinTrivial);
        row("123123", code::kPinTrivial);
        row("47047047", ""); // no whole number of blocks
        row("470470470", code::kPinTrivial);
        row("112211", code::kPinTrivial);
        row("900229", code::kPinIsDate);
        row("310584", code::kPinIsDate);
        row("19840531", code::kPinIsDate);
        row("31051984", code::kPinIsDate);
        row("901339");
        row("18840531");
    }
    void judgesNewPins()
    {
        QFETCH(QByteArray, pin);
        QFETCH(QByteArray, fault);
        QCOMPARE(QByteArray::fromStdString(std::string(faultOfNewPin(pin.toStdString()))), fault);
    }
    void everyCodeHasItsSentences()
    {
        const banshi::ui::i18n::Translator translator;
        QVERIFY(allErrorCodes().size() > 5);
        for (const auto& code : allErrorCodes())
            QVERIFY2(translator.hasSentence(QString::fromStdString(code)), code.c_str());
    }
};

BANSHI_TEST(PinRulesTest)
#include "pin_rules_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/replay.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

/// The driver against recorded bytes: every byte that it sends is compared.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    testing::Replay m_replay{"receipt-escpos", "one-slip.txt"};
    plugins::receipt_escpos::EscPosPrinter m_printer{{}, m_replay.connect(), m_host};

private Q_SLOTS:
    void printsTheRecordedSlip()
    {
        const testing::DriverCall call;
        const auto opened = m_printer.open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const sdk::Slip slip{"slip-1",
                             {sdk::TextLine{"水费缴纳回执", 2, sdk::Align::Center, true}, sdk::RuleLine{},
                              sdk::PairLine{"金额", "36.50 元", true}, sdk::QrLine{"https://banshi.example/t/1"}}};
        const auto printed = m_printer.printSlip(slip, call);
        QVERIFY2(printed.ok(), printed.ok() ? "" : printed.failure().detail.c_str());
        QVERIFY(m_replay.isFinished());
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/reader_line.h"
#include "banshi/testing/suite.h"
#include "machine_line.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;
using testing::QuickCall;

/// Readers that were left at another rate than the one that is wanted.
class ReaderLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_end = {}; }

    void asksOnceAtTheRateThatIsWanted()
    {
        const auto line = find(115200);
        QVERIFY(line.ok());
        QCOMPARE(line->baud, 115200);
        QCOMPARE(line->status.sw3, sw3::kOk);
        QCOMPARE(m_end.sent, QStringList{at(115200, kStatus)});
    }

    // The frames are the published ones; 62 and 63 end 60 01 and 60 00.
    void setsAReaderThatWasLeftAtAnotherRate_data()
    {
        QTest::addColumn<int>("left");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QStringList>("sent");
        QTest::newRow("9600 to 115200") << 9600 << 115200
                                        << QStringList{at(115200, kStatus), at(57600, kStatus),
                                                       at(38400, kStatus),  at(19200, kStatus),
                                                       at(9600, kStatus),   at(9600, "aaaaaa96690003600063"),
                                                       at(115200, kStatus)};
        QTest::newRow("115200 to 57600") << 115200 << 57600
                                         << QStringList{at(57600, kStatus), at(115200, kStatus),
                                                        at(115200, "aaaaaa96690003600162"), at(57600, kStatus)};
    }
    void setsAReaderThatWasLeftAtAnotherRate()
    {
        QFETCH(int, left);
        QFETCH(int, wanted);
        QFETCH(QStringList, sent);
        m_end.machine.become({.baud = left});
        const auto line = find(wanted);
        QVERIFY(line.ok());
        QCOMPARE(line->baud, wanted);
        QCOMPARE(m_end.machine.baud(), wanted);
        QCOMPARE(m_end.sent, sent);
    }

    void usesAReaderThatKeepsItsRateAsItIs()
    {
        m_end.machine.become({.baudChange = false, .baud = 19200});
        const auto line = find(115200);
        QVERIFY(line.ok());
        QCOMPARE(line->baud, 19200);
        const auto number = line->link->exchange(SamCommand::ModuleNumber, std::chrono::seconds(1), QuickCall());
        QVERIFY(number.ok());
        QCOMPARE(number->sw3, sw3::kOk);
    }

    void goesBackToTheOldRateWhenTheNewOneIsSilent()
    {
        m_end.machine.become({.baud = 9600});
        m_keepsRate = true; // it says yes and stays
        const auto line = find(115200);
        QVERIFY(line.ok());
        QCOMPARE(line->baud, 9600);
    }

    void saysThatNobodyAnswersAtAnyRate()
    {
        m_end.answered = 0;
        const auto line = find(115200);
        QVERIFY(!line);
        QCOMPARE(line.failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(m_end.sent.size(), 5);
    }

    void stopsSearchingWhenItsTimeIsOver()
    {
        m_end.answered = 0;
        const auto line = find(115200, QuickCall(std::chrono::milliseconds(1500)));
        QVERIFY(!line);
        QCOMPARE(line.failure().code, sdk::ErrorCode::TimeOut);
        QCOMPARE(m_end.sent.size(), 3);
    }

private:
    static QString at(int baud, const char* frame) { return QString::number(baud) + u' ' + QString::fromLatin1(frame); }

    sdk::Outcome<ReaderLine> find(int baud, const QuickCall& call = QuickCall())
    {
        const LineFactory lines = [this](int rate, const sdk::CallContext&) {
            if (m_keepsRate)
                m_end.machine.become({.baud = 9600});
            return sdk::Outcome<std::unique_ptr<sdk::ByteChannel>>(
                std::make_unique<testing::MachineChannel>(m_end, rate));
        };
        return findReader(lines, baud, call);
    }

    static constexpr const char* kStatus = "aaaaaa9669000311ffed";

    testing::FarEnd m_end;
    bool m_keepsRate = false;
};

BANSHI_TEST(ReaderLineTest)
#include "reader_line_test.moc"

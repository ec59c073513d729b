// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/recording.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::tool;

class RecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites()
    {
        const std::vector<Transfer> transfers{{true, QByteArray("\xaa\x00\x7f", 3)}, {false, QByteArray("ok")}};
        const auto read = parseRecording(toLine(transfers[0]) + toLine(transfers[1]));
        QVERIFY(read.has_value());
        QVERIFY(*read == transfers);
    }

    void namesTheFirstLineThatIsNone()
    {
        for (const char* line : {"", "> ", "> a", "> zz", "? 00", "00", "> 00 00"})
        {
            const auto read = parseRecording("> 00\n" + std::string(line) + "\n> 01\n");
            QVERIFY2(!read, line);
            QCOMPARE(read.error(), 2);
        }
    }
};

BANSHI_TEST(RecordingTest)
#include "recording_test.moc"

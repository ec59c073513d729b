// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/chip_commands.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <deque>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::smartcard_pcsc;
using Bytes = std::vector<std::uint8_t>;

/// What is sent, byte by byte, to cards of both protocols (ISO/IEC 7816-4).
class ChipCommandsTest : public QObject
{
    Q_OBJECT

    struct Step
    {
        QByteArray command;
        QByteArray answer;
    };
    std::deque<Step> m_steps;
    QStringList m_wrong;

    Transmit card()
    {
        return [this](const Bytes& command) -> sdk::Outcome<sdk::ChipData> {
            const QByteArray sent =
                QByteArray(reinterpret_cast<const char*>(command.data()), static_cast<qsizetype>(command.size()))
                    .toHex();
            if (m_steps.empty() || m_steps.front().command != sent)
            {
                m_wrong << QString::fromLatin1(sent);
                return sdk::failure(sdk::ErrorCode::InternalError, "not what was expected");
            }
            const QByteArray raw = QByteArray::fromHex(m_steps.front().answer);
            m_steps.pop_front();
            return sdk::ChipData({raw.begin(), raw.end()});
        };
    }
    static std::string textOf(const sdk::ChipData& data) { return {data.bytes.begin(), data.bytes.end()}; }

private Q_SLOTS:
    void init()
    {
        m_steps.clear();
        m_wrong.clear();
    }

    void readsAFileOfAT0Card()
    {
        m_steps = {{"00a4040007d1560004403990", "6109"},
                   {"00c0000009", "6f0784050102030405 9000"},
                   {"00a40000020001", "9000"},
                   {"00b00000f0", "6c05"},
                   {"00b0000005", "48656c6c6f9000"}};
        const auto file = readCardFile({{0xD1, 0x56, 0x00, 0x04, 0x40, 0x39, 0x90}, 0x0001, 0}, card());
        QVERIFY2(file.ok(), qPrintable(m_wrong.join(u' ')));
        QCOMPARE(textOf(*file), std::string("Hello"));
        QVERIFY(m_steps.empty());
    }

    void readsALongFileInPieces()
    {
        const QByteArray piece = QByteArray(0xF0, 'x').toHex();
        m_steps = {{"00a40000023f00", "9000"},
                   {"00a4000002ef05", "9000"},
                   {"00b00000f0", piece + "9000"},
                   {"00b000f0f0", "656e646282"}};
        const auto file = readCardFile({{}, 0xEF05, 0}, card());
        QVERIFY2(file.ok(), qPrintable(m_wrong.join(u' ')));
        QCOMPARE(textOf(*file), std::string(0xF0, 'x') + "end");
        // One that ends where a piece ends.
        m_steps = {{"00a40000023f00", "9000"},
                   {"00a4000002ef05", "9000"},
                   {"00b00000f0", piece + "9000"},
                   {"00b000f0f0", "6b00"}};
        const auto exact = readCardFile({{}, 0xEF05, 0}, card());
        QVERIFY(exact.ok());
        QCOMPARE(exact->bytes.size(), std::size_t(0xF0));
    }

    void readsARecord()
    {
        m_steps = {{"00a40000023f00", "9000"},
                   {"00a4000002ef06", "9000"},
                   {"00b2020400", "6106"},
                   {"00c0000006", "7365636f6e64 9000"}};
        const auto record = readCardFile({{}, 0xEF06, 2}, card());
        QVERIFY2(record.ok(), qPrintable(m_wrong.join(u' ')));
        QCOMPARE(textOf(*record), std::string("second"));
    }

    void saysWhatIsNotThere_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("application") << 0 << QByteArray("6a82");
        QTest::newRow("file") << 1 << QByteArray("6a82");
        QTest::newRow("not allowed") << 2 << QByteArray("6982");
    }
    void saysWhatIsNotThere()
    {
        QFETCH(int, step);
        QFETCH(QByteArray, status);
        const QByteArray commands[] = {"00a40000023f00", "00a4000002ef05", "00b00000f0"};
        for (int round = 0; round < 2; ++round)
            for (int i = 0; i <= step; ++i)
                m_steps.push_back({commands[i], i == step ? status : QByteArray("9000")});
        QCOMPARE(readCardFile({{}, 0xEF05, 0}, card()).failure().errorCode, std::string("fileNotFound"));
        QVERIFY(m_steps.empty());
    }

    void asksACardAgainThatHasForgottenWhatWasSelected()
    {
        m_steps = {{"00a4040007d1560004403990", "6109"}, // and here the power was away
                   {"00c0000009", "6985"},
                   {"00a4040007d1560004403990", "6109"},
                   {"00c0000009", "6f0784050102030405 9000"},
                   {"00a40000020001", "9000"},
                   {"00b00000f0", "48656c6c6f9000"}};
        const auto file = readCardFile({{0xD1, 0x56, 0x00, 0x04, 0x40, 0x39, 0x90}, 0x0001, 0}, card());
        QVERIFY2(file.ok(), qPrintable(m_wrong.join(u' ')));
        QCOMPARE(textOf(*file), std::string("Hello"));
    }

    void givesUpOnNonsense()
    {
        m_steps = {{"00a40000023f00", "5a"}};
        QCOMPARE(readCardFile({{}, 0xEF05, 0}, card()).failure().code, sdk::ErrorCode::HardwareError);
        const auto endless =
            completeCommand({0x00, 0xB0, 0x00, 0x00, 0x10}, [](const Bytes&) -> sdk::Outcome<sdk::ChipData> {
                return sdk::ChipData({'x', 0x61, 0x10});
            });
        QCOMPARE(endless.failure().code, sdk::ErrorCode::HardwareError);
    }
};

BANSHI_TEST(ChipCommandsTest)
#include "chip_commands_test.moc"

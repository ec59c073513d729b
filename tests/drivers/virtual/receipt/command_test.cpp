// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/command.h"

#include "banshi/testing/suite.h"

#include <QByteArray>
#include <QTest>

using namespace banshi::drivers::virtual_receipt;

namespace
{

Bytes fromHex(const char* hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

} // namespace

class CommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForTheRestOfACommand_data()
    {
        QTest::addColumn<QByteArray>("hex");
        for (const char* hex :
             {"1b45", "1d5642", "1d7630004800", "1d286b0300", "1d286b0300315130", "1c", "1d21", "1d72"})
            QTest::newRow(hex) << QByteArray(hex);
    }
    void waitsForTheRestOfACommand()
    {
        QFETCH(QByteArray, hex);
        const Bytes bytes = fromHex(hex.constData());
        const auto parsed = parseCommand(bytes, true);
        QVERIFY(!parsed || parsed->size == bytes.size());
        for (std::size_t cut = 1; cut < bytes.size(); ++cut)
            QVERIFY(!parseCommand(std::span(bytes).first(cut), true));
    }

    void takesPairsAsOneCharacterInKanjiModeOnly()
    {
        const Bytes half = fromHex("41cb");
        QCOMPARE(parseCommand(half, true)->size, std::size_t(1));
        QCOMPARE(parseCommand(half, false)->size, std::size_t(2));
    }

    void readsQrFunctions()
    {
        const Bytes bytes = fromHex("1d286b060031503061626300");
        const auto parsed = parseCommand(bytes, true);
        const auto* qr = std::get_if<QrFunction>(&parsed->command);
        QVERIFY(qr != nullptr);
        QCOMPARE(qr->function, 80);
        QCOMPARE(qr->data, (Bytes{0x30, 'a', 'b', 'c'}));
        QCOMPARE(parsed->size, std::size_t(11));
    }

    void refusesPicturesLargerThanItsMemory()
    {
        const Bytes bytes = fromHex("1d763000ffffffff");
        QVERIFY(std::holds_alternative<Unknown>(parseCommand(bytes, true)->command));
    }
};

BANSHI_TEST(CommandTest)
#include "command_test.moc"

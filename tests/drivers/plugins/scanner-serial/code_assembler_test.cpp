// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/code_assembler.h"

#include "banshi/testing/suite.h"

#include <QTest>

using banshi::drivers::plugins::scanner_serial::CodeAssembler;

class CodeAssemblerTest : public QObject
{
    Q_OBJECT

    CodeAssembler m_assembler;

    void feed(const QByteArray& bytes)
    {
        m_assembler.feed({reinterpret_cast<const std::uint8_t*>(bytes.constData()), std::size_t(bytes.size())});
    }
    QByteArray take()
    {
        const auto code = m_assembler.take();
        return code ? QByteArray(reinterpret_cast<const char*>(code->data()), qsizetype(code->size())) : "none";
    }

private Q_SLOTS:
    void cleanup() { m_assembler.reset(); }

    void putsACodeTogetherFromPieces()
    {
        feed("6");
        QCOMPARE(m_assembler.state(), CodeAssembler::State::Open);
        feed("22848");
        feed("\r");
        QCOMPARE(m_assembler.state(), CodeAssembler::State::Closed);
        QCOMPARE(take(), QByteArray("622848"));
        QCOMPARE(m_assembler.state(), CodeAssembler::State::Empty);
    }

    void takesCrLfAsOneEnd()
    {
        feed("abc\r\n");
        QCOMPARE(take(), QByteArray("abc"));
        feed("abc\n");
        QCOMPARE(take(), QByteArray("abc"));
    }

    void keepsTheSeparatorOfGs1()
    {
        feed("0112345\x1d"
             "10AB\r");
        QCOMPARE(take(), QByteArray("0112345\x1d"
                                    "10AB"));
    }

    void keepsUtf8()
    {
        feed("办事码\r");
        QCOMPARE(take(), QByteArray("办事码"));
    }

    void refusesWhatIsNoWholeSingleCode_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("without an end") << QByteArray("134567890123456789");
        QTest::newRow("two codes") << QByteArray("134567\r890123\r");
        QTest::newRow("nothing but an end") << QByteArray("\r");
        QTest::newRow("three ends") << QByteArray("1345\r\r\r");
        QTest::newRow("a control character") << QByteArray("13\x02"
                                                           "45\r");
        QTest::newRow("a zero byte") << QByteArray("13\0"
                                                   "45\r",
                                                   6);
        QTest::newRow("too long") << QByteArray(3000, '7') + '\r';
        QTest::newRow("too long, ended in time") << QByteArray(2957, '7') + "\r7";
    }
    void refusesWhatIsNoWholeSingleCode()
    {
        QFETCH(QByteArray, bytes);
        feed(bytes);
        QCOMPARE(take(), QByteArray("none"));
        feed("next\r");
        QCOMPARE(take(), QByteArray("next"));
    }

    void takesTheLongestQrCode()
    {
        feed(QByteArray(2953, '7') + '\r');
        QCOMPARE(take().size(), 2953);
    }
};

BANSHI_TEST(CodeAssemblerTest)
#include "code_assembler_test.moc"

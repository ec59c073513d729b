// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/recording_player.h"

#include "banshi/testing/suite.h"

#include <QSerialPort>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::drivers;

namespace
{

constexpr int kPatienceMs = 20000;

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

} // namespace

class RecordingPlayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_player = std::make_unique<tool::RecordingPlayer>(std::vector<sdk::RecordedTransfer>{
            {false, bytesOf("hello")}, {true, bytesOf("one")}, {true, bytesOf("two")}, {false, bytesOf("three")}});
        m_finished = std::make_unique<QSignalSpy>(m_player.get(), &tool::RecordingPlayer::finished);
        m_strayed = std::make_unique<QSignalSpy>(m_player.get(), &tool::RecordingPlayer::strayed);
        const QString line = m_folder.filePath(QStringLiteral("line"));
        QCOMPARE(m_player->start(line.toStdString()), std::string());
        m_driver = std::make_unique<QSerialPort>(line);
        QVERIFY(m_driver->open(QIODevice::ReadWrite));
    }
    void cleanup()
    {
        m_driver.reset();
        m_finished.reset();
        m_strayed.reset();
        m_player.reset();
    }

    void answersWhenAllHasBeenSentHoweverItIsCut()
    {
        for (const char* piece : {"o", "net", "w"})
            m_driver->write(piece);
        QVERIFY(m_finished->isEmpty());
        m_driver->write("o");
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->count(), 1, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_driver->peek(100).endsWith("three"), kPatienceMs);
        QVERIFY(m_strayed->isEmpty());
    }

    void saysWhereTheDriverSendsSomethingElse()
    {
        m_driver->write("onetWo");
        QTRY_COMPARE_WITH_TIMEOUT(m_strayed->count(), 1, kPatienceMs);
        QCOMPARE(m_strayed->at(0)[0].toInt(), 3);
        QVERIFY(m_finished->isEmpty());
    }

    void saysWhenTheDriverSendsMore()
    {
        m_driver->write("onetwofour");
        QTRY_COMPARE_WITH_TIMEOUT(m_strayed->count(), 1, kPatienceMs);
        QCOMPARE(m_strayed->at(0)[0].toInt(), 5);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<tool::RecordingPlayer> m_player;
    std::unique_ptr<QSignalSpy> m_finished;
    std::unique_ptr<QSignalSpy> m_strayed;
    std::unique_ptr<QSerialPort> m_driver;
};

BANSHI_TEST(RecordingPlayerTest)
#include "recording_player_test.moc"

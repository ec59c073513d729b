// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/speech/program_voice.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using ui::i18n::Language;
using ui::speech::ProgramVoice;

/// The voice, by eSpeak NG itself into a file and by small programs that misbehave.
class ProgramVoiceTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    testing::ManualClock m_clock;

    [[nodiscard]] QString place(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QByteArray written(const char* name) const
    {
        QFile file(place(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A program of the shell; `$out` is the test's folder.
    [[nodiscard]] ui::speech::SpeechSetting program(const QByteArray& body) const
    {
        QFile file(place("voice.sh"));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write("#!/bin/sh\nout='" + m_folder.path().toUtf8() + "'\n" + body) < 0)
            qFatal("cannot write the test's program");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return {file.fileName(), {}};
    }
    /// Seconds of sound in a file of eSpeak NG (WAV: 44 bytes of header, 22,050 Hz, 16 bits, one channel).
    [[nodiscard]] double seconds(const char* name) const
    {
        const QByteArray sound = written(name);
        return sound.startsWith("RIFF") ? double(sound.size() - 44) / (22050 * 2) : 0;
    }

private Q_SLOTS:
    void cleanup()
    {
        for (const char* name : {"sound.wav", "arguments", "words", "begun"})
            QFile::remove(place(name));
    }

    void speaksMandarinAndEnglishByESpeak_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<QString>("words");
        QTest::newRow("zh") << Language::Chinese << QStringLiteral("请眨一下眼睛");
        QTest::newRow("en") << Language::English << QStringLiteral("Please blink once");
    }
    void speaksMandarinAndEnglishByESpeak()
    {
        QFETCH(Language, language);
        QFETCH(QString, words);
        if (QStandardPaths::findExecutable(QStringLiteral("espeak-ng")).isEmpty())
            QSKIP("espeak-ng is not installed");
        ProgramVoice voice(m_clock, {QStringLiteral("espeak-ng"), {QStringLiteral("-w"), place("sound.wav")}});
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        voice.say(words, language);
        QVERIFY(voice.isSpeaking());
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!voice.isSpeaking());
        const double length = seconds("sound.wav");
        QVERIFY2(length > 0.5 && length < 5, qPrintable(QString::number(length)));
    }

    void givesTheWordsThroughAPipeAndTheLanguageByName()
    {
        auto setting = program("echo \"$*\" > $out/arguments; cat > $out/words\n");
        setting.arguments = QStringList{QStringLiteral("-a"), QStringLiteral("150")};
        ProgramVoice voice(m_clock, setting);
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        voice.say(QStringLiteral("请眨一下眼睛"), Language::Chinese);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(written("words"), QByteArray("请眨一下眼睛"));
        QCOMPARE(written("arguments"), QByteArray("-b 1 -v cmn --stdin -a 150\n"));
    }

    void breaksOffASentenceForTheNext()
    {
        ProgramVoice voice(m_clock, program("words=$(cat); echo \"$words\" >> $out/words\n"
                                            "test \"$words\" = second || exec tail -f /dev/null\n"));
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        voice.say(QStringLiteral("first"), Language::English);
        QTRY_COMPARE(written("words"), QByteArray("first\n"));
        voice.say(QStringLiteral("second"), Language::English);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(written("words"), QByteArray("first\nsecond\n"));
    }

    void saysOnlyTheNewestOfTwoThatCameAtOnce()
    {
        ProgramVoice voice(m_clock, program("cat >> $out/words\n"));
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        voice.say(QStringLiteral("first"), Language::English);
        voice.say(QStringLiteral("second"), Language::English);
        voice.say(QStringLiteral("third"), Language::English);
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(written("words").endsWith("third"));
        QVERIFY(!written("words").contains("second"));
    }

    void fallsSilentWithoutAWordMore()
    {
        ProgramVoice voice(m_clock, program("words=$(cat); echo \"$words\" >> $out/words\n"
                                            "test \"$words\" = last || exec tail -f /dev/null\n"));
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        voice.say(QStringLiteral("first"), Language::English);
        QTRY_COMPARE(written("words"), QByteArray("first\n"));
        voice.say(QStringLiteral("never"), Language::English);
        voice.hush();
        QVERIFY(!voice.isSpeaking());
        voice.say(QStringLiteral("last"), Language::English);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(written("words"), QByteArray("first\nlast\n"));
    }

    void givesUpASentenceThatDoesNotEnd()
    {
        ProgramVoice voice(m_clock, program("touch $out/begun; exec tail -f /dev/null\n"));
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        voice.say(QStringLiteral("words"), Language::English);
        QTRY_VERIFY(QFile::exists(place("begun")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no end of a sentence")));
        m_clock.advance(std::chrono::seconds(21));
        QTRY_COMPARE(finished.count(), 1);
    }

    void namesAProgramThatIsMissingOrFailsOnceAndGoesOn_data()
    {
        QTest::addColumn<QString>("missing");
        QTest::addColumn<QString>("logged");
        QTest::newRow("missing") << QStringLiteral("no-such-voice") << QStringLiteral("no-such-voice cannot be heard");
        QTest::newRow("no sound device") << QString() << QStringLiteral("exit 0: cannot open the device");
    }
    void namesAProgramThatIsMissingOrFailsOnceAndGoesOn()
    {
        QFETCH(QString, missing);
        QFETCH(QString, logged);
        auto setting = program("cat > /dev/null; echo cannot open the device >&2\n");
        if (!missing.isEmpty())
            setting.program = missing;
        ProgramVoice voice(m_clock, setting);
        QSignalSpy finished(&voice, &ProgramVoice::finished);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(logged));
        voice.say(QStringLiteral("one"), Language::English);
        QTRY_COMPARE(finished.count(), 1);
        QTest::failOnWarning(QRegularExpression(QStringLiteral("cannot be heard")));
        voice.say(QStringLiteral("two"), Language::English);
        QTRY_COMPARE(finished.count(), 2);
    }

    void isMuteWithoutAProgram()
    {
        ProgramVoice voice(m_clock, {});
        voice.say(QStringLiteral("words"), Language::English);
        QVERIFY(!voice.isSpeaking());
    }
};

BANSHI_TEST(ProgramVoiceTest)
#include "program_voice_test.moc"

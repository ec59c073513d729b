// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/advice_voice.h"

#include "banshi/testing/suite.h"
#include "booth.h"
#include "fake_voice.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;

namespace
{

/// A resident before the camera of a machine that speaks; the comparison says what the test wants.
struct Listener
{
    Booth booth;
    ui::i18n::Translator translator;
    FakeVoice voice;
    app::pages::AdviceVoice advice{booth.technician.clock, booth.session, translator, voice};

    Listener()
    {
        booth.face.looksOn = true;
        booth.platform.answer("POST /v1/sessions", {{"session_id", "S1"}, {"nonce", "nonce-123"}});
        booth.platform.answer("POST /v1/sessions/S1/identity", {{"assurance", "face"}, {"subject_token", "T1"}});
        booth.session.start(booth.technician.catalogue->find("hr.pay-list"), booth.technician.catalogue,
                            app::session::Flow::Kind::Certificate);
        give(app::session::Event::Kind::Next);
    }
    void give(app::session::Event::Kind kind)
    {
        booth.session.handle({kind, {}, {}});
        Technician::settle();
    }
    void advise(const char* code)
    {
        booth.face.told.advice(code);
        Technician::settle();
    }
    void judge(const app::ports::FaceVerdict& verdict)
    {
        booth.face.told.verdict(verdict);
        Technician::settle();
    }
};

} // namespace

/// What a person before the camera hears.
class AdviceVoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatThePageAsksFor()
    {
        Listener listener;
        QCOMPARE(listener.voice.said, QStringList{QStringLiteral("请看这里，不要动")});
        listener.advise("face.blink");
        QCOMPARE(listener.voice.said.last(), QStringLiteral("请眨一下眼睛"));
        listener.translator.setLanguage(ui::i18n::Language::English);
        QCOMPARE(listener.voice.said.last(), QStringLiteral("Please blink once"));
        QCOMPARE(listener.voice.language, ui::i18n::Language::English);
    }

    void saysACorrectionWhenTheSentenceBeforeItIsOver()
    {
        Listener listener;
        listener.advise("face.tooDark");
        listener.advise("face.takeOffMask");
        QCOMPARE(listener.voice.said.size(), 1);
        listener.voice.end();
        QCOMPARE(listener.voice.said.size(), 2);
        QCOMPARE(listener.voice.said.last(), listener.translator.words(ui::i18n::Text::sentence(
                                                 QStringLiteral("face.takeOffMask"), ui::i18n::SentencePart::Advice)));
    }

    void breaksOffForAMovementThatIsTimed()
    {
        Listener listener;
        QVERIFY(listener.voice.isSpeaking());
        listener.advise("face.turnLeft");
        QCOMPARE(listener.voice.said.last(), QStringLiteral("请慢慢向左转头"));
    }

    void saysAgainWhatStandsForTenSeconds()
    {
        Listener listener;
        listener.voice.end();
        QCOMPARE(listener.voice.said.size(), 1);
        listener.booth.technician.clock.advance(10s);
        Technician::settle();
        QCOMPARE(listener.voice.said.size(), 2);
        QCOMPARE(listener.voice.said.first(), listener.voice.said.last());
    }

    void saysWhyItDidNotWorkAndTheWayOn()
    {
        Listener listener;
        listener.judge({app::ports::FaceAnswer::Unavailable, 0, 0.8, "face.timedOut", "test", false});
        const QString said = listener.voice.said.last();
        QVERIFY2(said.contains(QStringLiteral("这次没有比对成功")), qPrintable(said));
        for (const auto part : {ui::i18n::SentencePart::Happened, ui::i18n::SentencePart::Advice})
        {
            const auto text = ui::i18n::Text::sentence(QStringLiteral("face.timedOut"), part);
            QVERIFY2(said.contains(listener.translator.words(text)), qPrintable(said));
        }
    }

    void fallsSilentWhenThePageOfTheFaceIsLeft()
    {
        Listener listener;
        listener.give(app::session::Event::Kind::OtherWay);
        QVERIFY(!listener.voice.isSpeaking());
        QCOMPARE(listener.voice.hushed, 1);
        listener.booth.technician.clock.advance(60s);
        Technician::settle();
        QCOMPARE(listener.voice.said.size(), 1);
    }

    void letsTheGoodNewsBeHeardToItsEnd()
    {
        Listener listener;
        listener.judge({app::ports::FaceAnswer::Match, 0.9, 0.8, {}, "test", false});
        QCOMPARE(listener.voice.said.last(), QStringLiteral("比对成功，请稍候"));
        QCOMPARE(listener.voice.hushed, 0);
    }
};

BANSHI_TEST(AdviceVoiceTest)
#include "advice_voice_test.moc"

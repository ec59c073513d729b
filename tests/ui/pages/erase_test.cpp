// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/entry_field.h"
#include "stage.h"

using namespace banshi;
using testing::Stage;

class EraseTest : public QObject
{
    Q_OBJECT

    static ui::samples::Sample question(const char* field)
    {
        ui::samples::Sample sample = Stage::sample("form-digits");
        auto& form = std::get<ui::pages::FormContents>(sample.page);
        form.field = QString::fromUtf8(field);
        std::get<ui::pages::DigitsInput>(form.input).initial.clear();
        form.error = {};
        return sample;
    }
    static QString entry(Stage& stage)
    {
        stage.touch(QStringLiteral("foot.next"));
        return stage.taps.back().text;
    }

private Q_SLOTS:
    void staysWhileTheSameQuestionIsShown()
    {
        Stage stage;
        ui::samples::Sample sample = question("account");
        stage.show(sample);
        stage.touch(QStringLiteral("key.7"));
        std::get<ui::pages::FormContents>(sample.page).error = ui::i18n::Text::plain(QStringLiteral("…"));
        stage.show(sample);
        QCOMPARE(entry(stage), QStringLiteral("7"));
    }
    void isGoneWithTheNextQuestion()
    {
        Stage stage;
        stage.show(question("account"));
        stage.touch(QStringLiteral("key.7"));
        stage.show(question("mobile"));
        QCOMPARE(entry(stage), QString());
    }
    void isGoneWithThePage()
    {
        Stage stage;
        stage.show(question("account"));
        stage.touch(QStringLiteral("key.7"));
        stage.show(Stage::sample("card"));
        QVERIFY(stage.screen.findChildren<ui::widgets::EntryField*>().isEmpty());
        stage.show(question("account"));
        QCOMPARE(entry(stage), QString());
    }
    void searchWordsAreGoneWithTheSearch()
    {
        Stage stage;
        stage.show(Stage::sample("front-search"));
        stage.touch(QStringLiteral("key.s"));
        stage.show(Stage::sample("front"));
        QVERIFY(stage.find(QStringLiteral("search.field")) == nullptr);
        stage.show(Stage::sample("front-search"));
        stage.touch(QStringLiteral("key.f"));
        QCOMPARE(stage.taps.back().text, QStringLiteral("f"));
    }
    void aWrongCodeIsEmptied()
    {
        Stage stage;
        stage.show(Stage::sample("otp"));
        stage.touch(QStringLiteral("key.1"));
        stage.show(Stage::sample("otp-wrong"));
        QCOMPARE(entry(stage), QString());
        stage.touch(QStringLiteral("key.2"));
        stage.show(Stage::sample("otp-wrong"));
        QCOMPARE(entry(stage), QStringLiteral("2"));
    }
    void aLockedPinTakesNothing()
    {
        Stage stage;
        stage.show(Stage::sample("pin"));
        stage.touch(QStringLiteral("key.1"));
        stage.show(Stage::sample("pin-locked"));
        stage.touch(QStringLiteral("key.2"));
        QCOMPARE(entry(stage), QString());
    }
    void aThousandPagesLeaveNothingBehind()
    {
        Stage stage;
        const std::vector<ui::samples::Sample> samples = ui::samples::allSamples();
        for (const ui::samples::Sample& sample : samples)
            stage.show(sample);
        stage.show(Stage::sample("front"));
        const auto count = stage.screen.findChildren<QObject*>().size();
        for (int round = 0; round < 5; ++round)
            for (const ui::samples::Sample& sample : samples)
                stage.show(sample);
        stage.show(Stage::sample("front"));
        QCOMPARE(stage.screen.findChildren<QObject*>().size(), count);
    }
};

BANSHI_TEST(EraseTest)
#include "erase_test.moc"

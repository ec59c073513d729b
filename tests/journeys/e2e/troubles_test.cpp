// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"
#include "phone.h"
#include "temporary_world.h"

#include "banshi/base/file_clock.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace banshi::journeys;
using namespace std::chrono_literals;

namespace
{

/// The words on the screen must be a person's: no dotted code, no markup, no type name.
bool speaksToPeople(Finger& finger)
{
    static const QRegularExpression code(QStringLiteral("[a-z]+\\.[a-z]+[A-Z]|<[a-zA-Z!]|Error|null"));
    const auto seen = finger.look();
    if (!seen)
        return false;
    for (const auto& line : seen->value("words", nlohmann::json::array()))
        if (QString::fromStdString(line.get<std::string>()).contains(code))
            return false;
    return true;
}

} // namespace

class TroublesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_here.start(), qPrintable(m_here.world().whyNot())); }
    void init() { QVERIFY(m_here.mend()); }

    void asksAgainForAnAccountThatCannotBe()
    {
        Journey journey = walk();
        toAccount(journey).type(QStringLiteral("3010002270")).tap(QStringLiteral("foot.next"), QStringLiteral("form"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QVERIFY(m_here.city().at("payments").empty());
        QVERIFY(speaksToPeople(finger()));
    }

    void offersNoLettersForAnAccountOfDigits()
    {
        Journey journey = walk();
        toAccount(journey);
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QVERIFY(!finger().sees(QStringLiteral("key.a")));
    }

    void saysThatTheCityCannotAnswerWhenItSendsAWebPage()
    {
        m_here.world().city({{"do", "fault"}, {"kind", "html"}, {"operation", "query"}, {"times", 5}});
        Journey journey = walk();
        toAccount(journey).type(QStringLiteral("3010002271")).tap(QStringLiteral("foot.next"), QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QVERIFY(speaksToPeople(finger()));
    }

    void paysOnceWhenTheAnswerToAnOrderIsLost()
    {
        m_here.world().city({{"do", "fault"}, {"kind", "dropAfterCommit"}, {"operation", "createPayment"}, {"times", 1}});
        Journey journey = walk();
        toAccount(journey)
            .type(QStringLiteral("3010002271"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QVERIFY(speaksToPeople(finger()));
        journey.tap(QStringLiteral("foot.next"), QStringLiteral("pay"))
            .expectWidget(QStringLiteral("pay.code"))
            .act(QStringLiteral("the code cannot be paid"), [&] {
                const QString code = scanCode(journey.photograph());
                return !code.isEmpty() && m_here.world().city({{"do", "pay"}, {"qr_text", code.toStdString()}}).value("ok", false);
            })
            .expect(QStringLiteral("done"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QCOMPARE(m_here.city().at("payments").size(), std::size_t(1));
    }

    void goesOnServingWhenTheClockSaysNineteenSeventy()
    {
        auto clock = banshi::base::FileClock::open((m_here.world().runFolder() + QStringLiteral("/clock")).toStdString());
        QVERIFY(clock.has_value());
        const auto back = -(*clock)->wall().utc.time_since_epoch();
        (*clock)->shiftWall(back);
        Journey journey = walk();
        journey.tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"));
        const bool isThere = journey.ok();
        (*clock)->shiftWall(-back);
        QVERIFY2(isThere, qPrintable(journey.failure()));
        QVERIFY(speaksToPeople(finger()));
        QVERIFY(m_here.mend());
    }

    void offersNoServiceThatNeedsAPrinterWithoutPaper()
    {
        m_here.world().slipPrinter({{"do", "paper"}, {"state", "out"}});
        QVERIFY(waitUntil([&] { return !m_here.world().isReady(); }, 20s));
        Journey journey = walk();
        journey.tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"))
            .tap(QStringLiteral("service.utl.water"), QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QVERIFY(speaksToPeople(finger()));
    }

private:
    [[nodiscard]] Finger& finger() { return m_here.world().finger(); }
    [[nodiscard]] Journey walk()
    {
        Journey journey(m_here.world(), QStringLiteral("trouble"), m_here.outFolder());
        journey.takePictures(false);
        return journey;
    }
    Journey& toAccount(Journey& journey)
    {
        return journey.expect(QStringLiteral("front"))
            .tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"))
            .tap(QStringLiteral("service.utl.water"), QStringLiteral("form"))
            .expectWidget(QStringLiteral("key.1"));
    }

    TemporaryWorld m_here;
};

BANSHI_TEST(TroublesTest)
#include "troubles_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "identify.h"
#include "people.h"
#include "phone.h"
#include "temporary_world.h"

#include "banshi/base/file_clock.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <csignal>

using namespace banshi::journeys;
using namespace std::chrono_literals;

namespace
{

/// Words on the screen that are no person's: a dotted code, markup, a type's name. Empty when all is well. The small
/// line that a caller reads to the hotline has a code on purpose.
QString jargon(Finger& finger)
{
    static const QRegularExpression code(QStringLiteral("[a-z]+\\.[a-z]+[A-Z]|<[a-zA-Z!]|Error|null"));
    const auto seen = finger.look();
    if (!seen)
        return QStringLiteral("nothing can be seen");
    for (const auto& line : seen->value("words", nlohmann::json::array()))
        if (QString words = QString::fromStdString(line.get<std::string>());
            words.contains(code) && !words.startsWith(QStringLiteral("打电话问")))
            return words;
    return {};
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
        toAccount(journey)
            .type(QStringLiteral("3010002270"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QVERIFY(m_here.city().at("payments").empty());
        QCOMPARE(jargon(finger()), QString());
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
        toAccount(journey)
            .type(QStringLiteral("3010002271"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QCOMPARE(jargon(finger()), QString());
    }

    void paysOnceWhenTheAnswerToAnOrderIsLost()
    {
        m_here.world().city(
            {{"do", "fault"}, {"kind", "dropAfterCommit"}, {"operation", "createPayment"}, {"times", 1}});
        Journey journey = walk();
        toAccount(journey)
            .type(QStringLiteral("3010002271"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("pay"))
            .expectWidget(QStringLiteral("pay.code"))
            .act(QStringLiteral("the code cannot be paid"),
                 [&] {
                     const QString code = scanCode(journey.photograph());
                     return !code.isEmpty() &&
                            m_here.world().city({{"do", "pay"}, {"qr_text", code.toStdString()}}).value("ok", false);
                 })
            .expect(QStringLiteral("done"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QCOMPARE(m_here.city().at("payments").size(), std::size_t(1));
    }

    void neverPrintsACertificateThatIsNotGenuine_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("operation");
        QTest::newRow("wrong signature") << QStringLiteral("badSignature") << QStringLiteral("issueCertificate");
        QTest::newRow("zero bytes") << QStringLiteral("emptyPdf") << QStringLiteral("getFile");
    }

    void neverPrintsACertificateThatIsNotGenuine()
    {
        QFETCH(QString, fault);
        QFETCH(QString, operation);
        m_here.world().city(
            {{"do", "fault"}, {"kind", fault.toStdString()}, {"operation", operation.toStdString()}, {"times", 5}});
        Journey journey = walk();
        journey.tap(QStringLiteral("category.certificates"), QStringLiteral("serviceList"))
            .tap(QStringLiteral("service.hr.pay-list"), QStringLiteral("consent"));
        identifyByCode(journey, firstPerson(), QStringLiteral("form"));
        journey.tap(QStringLiteral("choice.all"), QStringLiteral("form"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("form"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("summary"))
            .tap(QStringLiteral("foot.next"), QStringLiteral("progress"))
            .expect(QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QCOMPARE(jargon(finger()), QString());
        QVERIFY(QDir(m_here.world().paperFolder()).entryList({QStringLiteral("*.pdf")}, QDir::Files).isEmpty());
    }

    void goesOnServingWhenTheClockSaysNineteenSeventy()
    {
        auto clock =
            banshi::base::FileClock::open((m_here.world().runFolder() + QStringLiteral("/clock")).toStdString());
        QVERIFY(clock.has_value());
        const auto back = -(*clock)->wall().utc.time_since_epoch();
        (*clock)->shiftWall(back);
        Journey journey = walk();
        journey.tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"));
        const bool isThere = journey.ok();
        (*clock)->shiftWall(-back);
        QVERIFY2(isThere, qPrintable(journey.failure()));
        QCOMPARE(jargon(finger()), QString());
        QVERIFY(m_here.mend());
    }

    void endsADriverHostThatHangsAndStartsItAgain()
    {
        const qint64 hung = m_here.world().hostPid(QStringLiteral("receipt"));
        QVERIFY(hung > 0);
        QCOMPARE(::kill(static_cast<pid_t>(hung), SIGSTOP), 0);
        QVERIFY(waitUntil(
            [&] {
                const qint64 now = m_here.world().hostPid(QStringLiteral("receipt"));
                return now > 0 && now != hung && m_here.world().isReady();
            },
            60s));
    }

    void offersNoServiceThatNeedsAPrinterWithoutPaper()
    {
        m_here.world().slipPrinter({{"do", "paper"}, {"state", "out"}});
        QVERIFY(waitUntil([&] { return !m_here.world().isReady(); }, 20s));
        Journey journey = walk();
        journey.tap(QStringLiteral("category.payments"), QStringLiteral("serviceList"))
            .tap(QStringLiteral("service.utl.water"), QStringLiteral("message"));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        QCOMPARE(jargon(finger()), QString());
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

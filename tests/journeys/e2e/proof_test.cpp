// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"
#include "temporary_world.h"

#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTest>
#include <set>

using namespace banshi::journeys;

namespace
{

constexpr int kWalkMs = 300'000; // all four journeys

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ProofTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_out.isValid() && m_world.isValid());
        const auto places = placesIn(m_world.path());
        QProcess street;
        street.setProcessChannelMode(QProcess::MergedChannels);
        street.start(places.programs + QStringLiteral("/banshi-street"),
                     {QStringLiteral("--headless"), QStringLiteral("--world"), places.folder,
                      QStringLiteral("--source"), places.source, QStringLiteral("--out"), m_out.path()});
        QVERIFY(street.waitForFinished(kWalkMs));
        QVERIFY2(street.exitStatus() == QProcess::NormalExit && street.exitCode() == 0, street.readAll().constData());
        const QByteArray text = contents(m_out.filePath(QStringLiteral("city.json")));
        auto city = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
        QVERIFY(city.is_object());
        m_city = city.value("dump", city);
    }

    void holdsOneCaseTwoPrintedCertificatesOnePaymentAndOneReport()
    {
        QCOMPARE(m_city.at("cases").size(), std::size_t(1));
        QCOMPARE(m_city.at("payments").size(), std::size_t(1));
        QCOMPARE(m_city.at("reports").size(), std::size_t(1));
        QCOMPARE(m_city.at("certificates").size(), std::size_t(2));
        for (const auto& certificate : m_city.at("certificates"))
            QCOMPARE(certificate.value("state", ""), std::string("PRINTED"));
        QCOMPARE(m_city.at("payments")[0].value("state", ""), std::string("PAID"));
        QCOMPARE(m_city.at("payments")[0].value("slip", ""), std::string("printed"));
    }

    void sendsThePhotographOfTheReport()
    {
        QCOMPARE(m_city.at("reports")[0].at("photos").size(), std::size_t(1));
        QCOMPARE(m_city.at("blobs").size(), std::size_t(1));
    }

    void bringsTheGradeOfTheFirstResidentToTheCity()
    {
        QCOMPARE(m_city.at("ratings").size(), std::size_t(1));
        QCOMPARE(m_city.at("ratings")[0].value("item", ""), std::string("hr.pay-list"));
        QCOMPARE(m_city.at("ratings")[0].value("grade", 0), 5);
    }

    void keepsToTheContractOnBothSides()
    {
        const auto breaches = m_city.at("contract_breaches");
        QVERIFY2(breaches.at("examples").empty(), breaches.dump().c_str());
    }

    void saysAloudWhatTheFaceIsAskedFor()
    {
        const QByteArray sound = contents(m_world.filePath(QStringLiteral("spoken.wav")));
        constexpr int kHeader = 44; // bytes of a WAV file before its sound
        QVERIFY2(sound.startsWith("RIFF") && sound.size() > kHeader, "nothing was said");
    }

    void putsNameAndSerialOnPaperWithTheSameCodePoints()
    {
        const QDir paper(m_out.filePath(QStringLiteral("paper")));
        const auto sheets = paper.entryList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Name);
        QCOMPARE(sheets.size(), 2);
        QByteArray all;
        for (const auto& sheet : sheets)
        {
            QProcess reader;
            reader.start(QStringLiteral("pdftotext"), {paper.filePath(sheet), QStringLiteral("-")});
            QVERIFY(reader.waitForFinished() && reader.exitCode() == 0);
            all += reader.readAllStandardOutput();
        }
        QVERIFY(all.contains(QByteArray::fromStdString(firstPerson().name)));
        QVERIFY(all.contains(QByteArray::fromStdString(secondPerson().name)));
        for (const auto& certificate : m_city.at("certificates"))
            QVERIFY(all.contains(QByteArray::fromStdString(certificate.value("serial", "?"))));
    }

    void writesAReportOfEveryStep()
    {
        for (const char* name : {"hr.pay-list", "pol.no-crime", "utl.water", "grid.report"})
        {
            const QByteArray text =
                contents(m_out.filePath(QStringLiteral("journey-%1.json").arg(QLatin1String(name))));
            const auto journey = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
            QVERIFY2(journey.is_object() && journey.value("outcome", "") == "reached its end", name);
            for (const auto& step : journey.at("steps"))
                QVERIFY(QFile::exists(m_out.filePath(QString::fromStdString(step.at("picture")))));
        }
        for (const char* file : {"index.html", "certificate.pdf", "receipt.txt", "receipt.png"})
            QVERIFY2(!contents(m_out.filePath(QString::fromLatin1(file))).isEmpty(), file);
    }

    void rememberedTheCamerasPagesWithTheirPictures_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("page");
        QTest::newRow("document camera") << QStringLiteral("grid.report") << QStringLiteral("photo");
        QTest::newRow("face camera") << QStringLiteral("hr.pay-list") << QStringLiteral("face");
    }

    void rememberedTheCamerasPagesWithTheirPictures()
    {
        constexpr std::size_t kPlain = 16; // colours of an empty view: its ground and what smooth edges make of it
        QFETCH(QString, name);
        QFETCH(QString, page);
        const QByteArray text = contents(m_out.filePath(QStringLiteral("journey-%1.json").arg(name)));
        const auto journey = nlohmann::json::parse(text.begin(), text.end());
        int seen = 0;
        for (const auto& step : journey.at("steps"))
        {
            if (step.value("page", "") != page.toStdString())
                continue;
            const QImage screen(m_out.filePath(QString::fromStdString(step.at("picture"))));
            QVERIFY(!screen.isNull());
            std::set<QRgb> colours; // in the middle of the view, away from guide and words
            for (int y = screen.height() * 3 / 10; y < screen.height() * 4 / 10; ++y)
                for (int x = screen.width() * 2 / 5; x < screen.width() * 3 / 5; ++x)
                    colours.insert(screen.pixel(x, y));
            QVERIFY2(colours.size() > kPlain, step.dump().c_str());
            ++seen;
        }
        QVERIFY(seen > 0);
    }

private:
    QTemporaryDir m_world;
    QTemporaryDir m_out;
    nlohmann::json m_city;
};

BANSHI_TEST(ProofTest)
#include "proof_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/photo_decoder.h"
#include "banshi/drivers/virtual/idcard/card_image.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "test_cards.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;
using namespace std::chrono_literals;

class PhotoDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAMarkedWebp()
    {
        auto card = testing::citizen();
        const auto webp = testing::smallWebp();
        QVERIFY(webp.size() <= 1018);
        card["photoWebp"] = testing::base64Of(webp);
        const auto image = virtual_idcard::makeCard(card);
        QVERIFY(image);
        const auto photo = WebpDecoder().decode(image->photo, testing::DriverCall());
        QCOMPARE(photo.state, sdk::PhotoState::Decoded);
        QCOMPARE(photo.width, 102);
        QCOMPARE(photo.height, 126);
        QCOMPARE(photo.bgr.size(), std::size_t(38556));
        QVERIFY(photo.bgr[2] < 40);
        QVERIFY(photo.bgr[photo.bgr.size() - 1] > 200); // red grows downwards
    }

    void callsEverythingElseNotDecodable()
    {
        std::vector<std::uint8_t> record(1024, 0x57);
        QCOMPARE(WebpDecoder().decode(record, testing::DriverCall()).state, sdk::PhotoState::NotDecodable);
        std::copy_n("BSWP\xFF\xFF", 6, record.begin());
        QCOMPARE(WebpDecoder().decode(record, testing::DriverCall()).state, sdk::PhotoState::NotDecodable);
        std::copy_n("BSWP\x10\x00", 6, record.begin());
        QCOMPARE(WebpDecoder().decode(record, testing::DriverCall()).state, sdk::PhotoState::NotDecodable);
        QCOMPARE(WebpDecoder().decode({}, testing::DriverCall()).state, sdk::PhotoState::NotDecodable);
        QCOMPARE(NoDecoder().decode(record, testing::DriverCall()).state, sdk::PhotoState::NoDecoder);
    }

    void runsAVendorsProgram()
    {
        const auto photo = decode("n=$(wc -c); [ $n = 1024 ] && head -c 38556 /dev/zero | tr '\\0' A");
        QCOMPARE(photo.state, sdk::PhotoState::Decoded);
        QCOMPARE(photo.width, 102);
        QCOMPARE(photo.height, 126);
        QVERIFY(std::ranges::count(photo.bgr, 'A') == 38556);
    }

    void survivesWhateverAVendorsProgramDoes()
    {
        QCOMPARE(decode("exit 3").state, sdk::PhotoState::NotDecodable);
        QCOMPARE(decode("kill -SEGV $$").state, sdk::PhotoState::NotDecodable);
        QCOMPARE(decode("cat >/dev/null; echo short").state, sdk::PhotoState::NotDecodable);
        QCOMPARE(decode("head -c 38556 /dev/zero; exit 1").state, sdk::PhotoState::NotDecodable);
        VendorProcessDecoder missing("/no/such/program", {}, m_folder.path().toStdString(), 5s);
        QCOMPARE(missing.decode(m_record, testing::DriverCall()).state, sdk::PhotoState::NotDecodable);
    }

    void endsAProgramThatHangs()
    {
        QElapsedTimer time;
        time.start();
        QCOMPARE(decode("sleep 60", 100ms).state, sdk::PhotoState::NotDecodable);
        QVERIFY(time.elapsed() < 20000);
    }

    void leavesNoFileOfTheProgram()
    {
        QCOMPARE(decode("cat > zp.wlt; pwd > zp.txt").state, sdk::PhotoState::NotDecodable);
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }

private:
    sdk::CardPhoto decode(const char* script, std::chrono::milliseconds limit = 20s)
    {
        VendorProcessDecoder decoder("/bin/sh", {"-c", script}, m_folder.path().toStdString(), limit);
        return decoder.decode(m_record, testing::DriverCall(60s));
    }

    QTemporaryDir m_folder;
    std::vector<std::uint8_t> m_record = std::vector<std::uint8_t>(1024, 1);
};

BANSHI_TEST(PhotoDecoderTest)
#include "photo_decoder_test.moc"

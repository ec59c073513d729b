// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/aim_identifier.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using sdk::aimSymbology;
using sdk::Symbology;

Q_DECLARE_METATYPE(banshi::drivers::sdk::Symbology)

class AimIdentifierTest : public QObject
{
    Q_OBJECT

    static std::optional<Symbology> of(const QByteArray& text)
    {
        return aimSymbology({reinterpret_cast<const std::uint8_t*>(text.constData()), std::size_t(text.size())});
    }

private Q_SLOTS:
    // The identifiers as ISO/IEC 15424 lists them.
    void namesTheKindsOfTheStandard_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<Symbology>("kind");
        const std::pair<const char*, Symbology> rows[] = {
            {"]Q1x", Symbology::QrCode},  {"]Q3x", Symbology::QrCode},  {"]d2x", Symbology::DataMatrix},
            {"]L0x", Symbology::Pdf417},  {"]z0x", Symbology::Aztec},   {"]C0x", Symbology::Code128},
            {"]C1x", Symbology::Ean128},  {"]A0x", Symbology::Code39},  {"]E0x", Symbology::Ean13},
            {"]E4x", Symbology::Ean8},    {"]I1x", Symbology::Itf},     {"]F0x", Symbology::Codabar},
            {"]U0x", Symbology::Unknown}, {"]E3x", Symbology::Unknown}, {"]Q1", Symbology::QrCode}};
        for (const auto& [code, kind] : rows)
            QTest::newRow(code) << QByteArray(code) << kind;
    }
    void namesTheKindsOfTheStandard()
    {
        QFETCH(QByteArray, code);
        QFETCH(Symbology, kind);
        const auto found = of(code);
        QVERIFY(found.has_value());
        QCOMPARE(*found, kind);
    }

    void seesNoIdentifierWhereThereIsNone()
    {
        for (const char* code : {"", "]", "]Q", "Q1x", "1]Q1", "]1Q", "]Q-"})
            QVERIFY2(!of(code), code);
    }
};

BANSHI_TEST(AimIdentifierTest)
#include "aim_identifier_test.moc"

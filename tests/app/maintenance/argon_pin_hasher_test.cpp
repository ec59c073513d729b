// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/argon_pin_hasher.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <optional>

using banshi::app::maintenance::ArgonPinHasher;
using banshi::base::SecretBytes;

class ArgonPinHasherTest : public QObject
{
    Q_OBJECT

    static std::string hashOf(ArgonPinHasher& hasher, std::string_view pin)
    {
        std::optional<std::string> made;
        hasher.hash(SecretBytes(pin), [&](std::string hash) { made = std::move(hash); });
        return QTest::qWaitFor([&] { return made.has_value(); }, 30'000) ? *made : std::string();
    }
    static std::optional<bool> isRight(ArgonPinHasher& hasher, std::string_view pin, const std::string& hash)
    {
        std::optional<bool> judged;
        hasher.verify(SecretBytes(pin), hash, [&](bool right) { judged = right; });
        (void)QTest::qWaitFor([&] { return judged.has_value(); }, 30'000);
        return judged;
    }

private Q_SLOTS:
    void knowsThePinAgainAndNoOther()
    {
        ArgonPinHasher hasher;
        const auto hash = hashOf(hasher, "730482");
        QVERIFY(hash.starts_with("$argon2id$"));
        QVERIFY(hash.find("730482") == std::string::npos);
        QCOMPARE(isRight(hasher, "730482", hash), std::optional(true));
        QCOMPARE(isRight(hasher, "730483", hash), std::optional(false));
        QCOMPARE(isRight(hasher, "", hash), std::optional(false));
        QCOMPARE(isRight(hasher, "730482", "nonsense"), std::optional(false));
    }
    void saltsEachHash()
    {
        ArgonPinHasher hasher;
        QVERIFY(hashOf(hasher, "730482") != hashOf(hasher, "730482"));
    }
};

BANSHI_TEST(ArgonPinHasherTest)
#include "argon_pin_hasher_test.moc"

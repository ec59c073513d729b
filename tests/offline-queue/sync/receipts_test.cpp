// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/receipts.h"

#include "banshi/testing/queue/signer.h"
#include "banshi/testing/suite.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace banshi::queue::sync;
using banshi::testing::queue::Signer;
using nlohmann::json;

class ReceiptsTest : public QObject
{
    Q_OBJECT

    Signer m_signer;
    const QueueName m_queue{"TEST-01", "0123456789abcdef"};

    [[nodiscard]] json answer() const
    {
        json made = {
            {"verdicts",
             {{{"key", "k1"}, {"verdict", "accepted"}, {"receipt_id", "r1"}}, {{"key", "k2"}, {"verdict", "retry"}}}},
            {"high_water", 1},
            {"signed",
             {{"at", "2026-01-01T00:00:00.000Z"}, {"digest", nextDigest(kFirstDigest, "k1")}, {"key_id", "sign-1"}}}};
        made["signed"]["signature"] = m_signer.sign(receiptText(made, m_queue));
        return made;
    }

private Q_SLOTS:
    void writesTheTextOfTheContract()
    {
        const std::string digest = "c5e4f8e96ae9c9e0f2eb2ab40dce3bb79ad8fb42cd1fcfd17b4e0ea1b5bd5d0e";
        auto made = answer();
        made["signed"]["digest"] = digest;
        QCOMPARE(receiptText(made, m_queue), "banshi-receipt-v1\nTEST-01\n0123456789abcdef\n1\n" + digest +
                                                 "\n2026-01-01T00:00:00.000Z\nk1 accepted r1\nk2 retry -");
    }

    void chainsKeysInTheirOrder()
    {
        const auto one = nextDigest(kFirstDigest, "k1");
        QCOMPARE(one.size(), std::size_t{64});
        QVERIFY(nextDigest(one, "k2") != nextDigest(nextDigest(kFirstDigest, "k2"), "k1"));
    }

    void believesOnlyWhatIsSignedAsItStands()
    {
        QVERIFY(isSigned(answer(), m_queue, m_signer.key()));
        QVERIFY(!isSigned(answer(), {"TEST-02", m_queue.epoch}, m_signer.key()));
        QVERIFY(!isSigned(answer(), {m_queue.device, "fedcba9876543210"}, m_signer.key()));
        QVERIFY(!isSigned(answer(), m_queue, Signer().key()));
        for (const char* pointer : {"/verdicts/0/verdict", "/verdicts/1/key", "/verdicts/0/receipt_id",
                                    "/signed/digest", "/signed/at", "/signed/key_id", "/signed/signature"})
        {
            auto changed = answer();
            changed[json::json_pointer(pointer)] = "other";
            QVERIFY2(!isSigned(changed, m_queue, m_signer.key()), pointer);
        }
        auto more = answer();
        more["high_water"] = 2;
        QVERIFY(!isSigned(more, m_queue, m_signer.key()));
        more.erase("signed");
        QVERIFY(!isSigned(more, m_queue, m_signer.key()));
    }

    void signsWithTheSecretHalfOfAFilesKey()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "sign.key";
        const auto write = [&](const char* line) { std::ofstream(file, std::ios::trunc) << line << "\n"; };
        // RFC 8032, 7.1, test 1: seed and public key.
        write("key-9 nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=");
        const auto publicKey = SignatureKey::parse("key-9 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").value();
        auto made = answer();
        signReceipt(made, m_queue, SigningKey::read(file).value(), nextDigest(kFirstDigest, "k1"),
                    "2026-01-02T00:00:00.000Z");
        QVERIFY(isSigned(made, m_queue, publicKey));
        QVERIFY(!isSigned(made, m_queue, m_signer.key()));
        made["high_water"] = 2;
        QVERIFY(!isSigned(made, m_queue, publicKey));
        for (const char* line : {"", "id", "id QUJD", "id not-base64!"})
        {
            write(line);
            QVERIFY2(!SigningKey::read(file).has_value(), line);
        }
        QVERIFY(!SigningKey::read("/nonexistent/file").has_value());
    }

    void readsAKeyAsItStandsInAFile()
    {
        QVERIFY(SignatureKey::parse("id " + std::string(43, 'A') + "=").has_value());
        for (const char* line : {"", "id", "id QUJD", "id not-base64!"})
            QVERIFY2(!SignatureKey::parse(line).has_value(), line);
        QVERIFY(!SignatureKey::read("/nonexistent/file").has_value());
    }
};

BANSHI_TEST(ReceiptsTest)
#include "receipts_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/secret_bytes.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>

using banshi::base::SecretBytes;

class SecretBytesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wipesMemory()
    {
        std::vector<char> memory(64, 'x');
        banshi::base::wipe(memory.data(), memory.size());
        QVERIFY(std::all_of(memory.begin(), memory.end(), [](char c) { return c == 0; }));
    }

    void leavesNothingInTheSourceOfAMove()
    {
        SecretBytes source(std::string_view("440399"));
        const SecretBytes target(std::move(source));
        QCOMPARE(target.text(), std::string_view("440399"));
        QVERIFY(source.empty()); // NOLINT(bugprone-use-after-move): that it is empty is the promise
    }

    void isEmptyAfterClear()
    {
        SecretBytes bytes(std::string_view("440399"));
        bytes.clear();
        QVERIFY(bytes.empty());
    }
};

BANSHI_TEST(SecretBytesTest)
#include "secret_bytes_test.moc"

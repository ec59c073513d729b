// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/codes.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <set>

class CodesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryCodeOnceInTheKitsOwnNamespace()
    {
        const auto codes = banshi::face::allErrorCodes();
        const std::set<std::string> unique(codes.begin(), codes.end());
        QCOMPARE(unique.size(), codes.size());
        QCOMPARE(codes.size(), static_cast<std::size_t>(banshi::face::Code::ImageTooLarge) + 1);
        for (const std::string& code : codes)
            QVERIFY(code.starts_with("face.") && code.size() > 5);
    }
};

BANSHI_TEST(CodesTest)
#include "codes_test.moc"

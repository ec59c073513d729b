// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/acted_sequences.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace banshi::face;
using namespace banshi::face::rendered;

namespace
{

bool same(const Image& a, const Image& b)
{
    return std::equal(a.data(), a.data() + a.stride() * static_cast<std::size_t>(a.height()), b.data());
}

} // namespace

class PresentationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySpeciesHasANameAndItsOwnFrames()
    {
        const Identity victim = makeIdentity(4'000'002);
        std::vector<std::string> names{nameOf(Species::BonaFide)};
        const Image person = Presentation(Species::BonaFide, victim, 2).frame(0, Movement::None, false);
        for (const Species species : kAttacks)
        {
            names.emplace_back(nameOf(species));
            const Image once = Presentation(species, victim, 2).frame(0, Movement::None, true);
            const Image again = Presentation(species, victim, 2).frame(0, Movement::None, true);
            QVERIFY2(same(once, again), nameOf(species));
            QVERIFY2(!same(once, person), nameOf(species));
        }
        std::sort(names.begin(), names.end());
        QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end() && !names.front().empty());
    }
    void aSwapShowsSomebodyElseOnOneSideOfTheProof()
    {
        const Identity victim = makeIdentity(4'000'003);
        Presentation after(Species::Swap, victim, 2);
        Presentation still(Species::StillPhoto, victim, 2);
        QVERIFY(!same(after.frame(0, Movement::None, false), still.frame(0, Movement::None, false)));
        Presentation printFirst(Species::Swap, victim, 3);
        Presentation print(Species::StillPhoto, victim, 3);
        QVERIFY(same(printFirst.frame(0, Movement::None, false), print.frame(0, Movement::None, false)));
        QVERIFY(!same(printFirst.frame(2, Movement::None, false), print.frame(2, Movement::None, false)));
    }
    void movementsAndPrintsAreWrittenAsFrames()
    {
        const QTemporaryDir folder;
        const Identity person = makeIdentity(110);
        Sequence small;
        small.width = 160;
        small.height = 120;
        const auto written =
            writeMovement(folder.filePath(QStringLiteral("blink")).toStdString(), person, Movement::Blink, small);
        QVERIFY(written);
        QCOMPARE(QDir(folder.filePath(QStringLiteral("blink"))).entryList({QStringLiteral("*.jpg")}).size(), *written);
        QVERIFY(*written >= 6 && *written <= 12); // less than a second
        const auto held = writePhoto(folder.filePath(QStringLiteral("photo")).toStdString(), person, Movement::None);
        QVERIFY(held && *held == 15);
    }
};

BANSHI_TEST(PresentationTest)
#include "presentation_test.moc"

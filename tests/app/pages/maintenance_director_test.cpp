// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/maintenance_director.h"

#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/entry_field.h"
#include "booth.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace std::chrono_literals;

class MaintenanceDirectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGestureIsHeardAtEveryMoment()
    {
        Booth booth;
        booth.director.showRecovery();
        booth.tap("bar.maintenance");
        booth.director.showFront(false);
        booth.tap("bar.maintenance");
        booth.director.showOutOfService(QStringLiteral("app.journalUnavailable"));
        booth.tap("bar.maintenance");
        QVERIFY(booth.session.start(booth.technician.catalogue->find("grid.report"), booth.technician.catalogue,
                                    session::Flow::Kind::Report));
        booth.tap("bar.maintenance");
        QCOMPARE(booth.wanted.count(), 4);
    }
    void theResidentGoesOnWhileATechnicianWaits()
    {
        Booth booth;
        booth.director.showFront(false);
        QVERIFY(booth.session.start(booth.technician.catalogue->find("grid.report"), booth.technician.catalogue,
                                    session::Flow::Kind::Report));
        Technician::settle();
        const QString page = booth.screen.currentPage();
        booth.tap("bar.maintenance");
        booth.director.setMaintenanceWaits();
        QCOMPARE(booth.screen.currentPage(), page);
        QVERIFY(booth.session.flow() != nullptr);
        QVERIFY(!booth.technician.visit.isOpen());
    }
    void theScreenBelongsToTheTechnicianOnceTheDirectorStandsAside()
    {
        Booth booth;
        booth.director.showFront(false);
        booth.tap("section.audit");
        QCOMPARE(booth.screen.currentPage(), QStringLiteral("front"));
        booth.director.standAside();
        booth.technician.enter();
        QCOMPARE(booth.screen.currentPage(), QStringLiteral("maintenance"));
        booth.technician.clock.advance(1s);
        booth.director.showOutOfService(QStringLiteral("app.journalUnavailable"));
        booth.tap("service.utl.water");
        QCOMPARE(booth.screen.currentPage(), QStringLiteral("maintenance"));
        QVERIFY(booth.session.flow() == nullptr);
        booth.tap("switch.utl.water", "off");
        QCOMPARE(booth.screen.currentPage(), QStringLiteral("form"));
        booth.tap("bar.maintenance");
        QCOMPARE(booth.wanted.count(), 0);
    }
    void theBoxesAreEmptyAfterEveryRefusedPin()
    {
        Booth booth;
        booth.screen.resize(1080, 1920);
        booth.director.standAside();
        booth.technician.visit.open();
        Technician::settle();
        const auto* boxes = booth.screen.findChild<ui::widgets::EntryField*>(QStringLiteral("pin.boxes"));
        auto* key = booth.screen.findChild<QAbstractButton*>(QStringLiteral("key.7"));
        QVERIFY(boxes != nullptr && key != nullptr);
        for (int refused = 0; refused < 2; ++refused)
        {
            for (int digit = 0; digit < 6; ++digit)
                key->click();
            QCOMPARE(boxes->entry().size(), 6);
            booth.tap("foot.next", "777777");
            QVERIFY(boxes->entry().isEmpty());
        }
    }
    void aTouchKeepsTheTechnicianIn()
    {
        Booth booth;
        booth.director.standAside();
        booth.technician.enter();
        QSignalSpy left(&booth.technician.visit, &maintenance::Maintenance::left);
        booth.technician.clock.advance(299s);
        Q_EMIT booth.screen.touched();
        booth.technician.clock.advance(299s);
        Technician::settle();
        QCOMPARE(left.count(), 0);
        booth.technician.clock.advance(2s);
        Technician::settle();
        QCOMPARE(left.count(), 1);
    }
};

BANSHI_TEST(MaintenanceDirectorTest)
#include "maintenance_director_test.moc"

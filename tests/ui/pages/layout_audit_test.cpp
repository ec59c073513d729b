// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/button.h"
#include "banshi/ui/widgets/readable.h"
#include "stage.h"

#include <QAbstractButton>
#include <QHash>

using namespace banshi;
using testing::Stage;
using ui::widgets::Readable;
using ui::widgets::TextSpot;

namespace
{

constexpr double kLeastTargetMm = 12.7;
constexpr double kMainTargetMm = 20;
constexpr double kLeastCapitalMm = 4.2;
constexpr double kContrast = 10;
constexpr double kDisabledContrast = 4.5;

/// The colour that most of the room has: the ground behind a text.
QColor groundOf(const QImage& picture, const QRect& room)
{
    QHash<QRgb, int> counts;
    for (int y = room.top(); y <= room.bottom(); y += 2)
        for (int x = room.left(); x <= room.right(); x += 2)
            if (picture.rect().contains(x, y))
                ++counts[picture.pixel(x, y)];
    QRgb most = 0;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        if (count.value() > counts.value(most))
            most = count.key();
    return QColor::fromRgb(most);
}

/// Holds one screen against the rules; returns what breaks them.
class Audit
{
public:
    explicit Audit(Stage& stage) : m_stage(stage), m_picture(stage.screen.grab().toImage()) {}

    QStringList run(const QString& where)
    {
        m_where = where;
        QWidget* layer = m_stage.find(QStringLiteral("layer"));
        const QWidget* root = layer != nullptr ? layer : &m_stage.screen;
        QList<const QAbstractButton*> targets;
        for (const QWidget* widget : root->findChildren<QWidget*>())
        {
            if (!widget->isVisible())
                continue;
            checkPlace(*widget);
            if (const auto* readable = dynamic_cast<const Readable*>(widget))
                for (const TextSpot& spot : readable->spots())
                    checkText(*widget, spot);
            if (const auto* target = qobject_cast<const QAbstractButton*>(widget))
                targets << target;
        }
        checkTargets(targets);
        return m_faults;
    }

private:
    QRect onScreen(const QWidget& widget) const { return {widget.mapTo(&m_stage.screen, QPoint()), widget.size()}; }
    void fault(const QWidget& widget, const QString& what)
    {
        m_faults << QStringLiteral("%1: %2 %3: %4")
                        .arg(m_where, QString::fromUtf8(widget.metaObject()->className()), widget.objectName(), what);
    }
    void checkPlace(const QWidget& widget)
    {
        if (!widget.parentWidget()->rect().contains(widget.geometry()))
            fault(widget, QStringLiteral("is cut by its parent: ends at %1, %2 of %3, %4")
                              .arg(widget.geometry().right() + 1)
                              .arg(widget.geometry().bottom() + 1)
                              .arg(widget.parentWidget()->width())
                              .arg(widget.parentWidget()->height()));
        if (!m_stage.screen.rect().contains(onScreen(widget)))
            fault(widget, QStringLiteral("leaves the screen"));
    }
    void checkText(const QWidget& widget, const TextSpot& spot)
    {
        if (!widget.rect().contains(spot.room))
            fault(widget, QStringLiteral("text outside: ") + spot.words);
        if (spot.neededHeight > spot.room.height())
            fault(widget, QStringLiteral("text too high, %1 in %2: ").arg(spot.neededHeight).arg(spot.room.height()) +
                              spot.words);
        if (spot.widestWord > spot.room.width() + 1)
            fault(widget, QStringLiteral("word broken: ") + spot.words);
        if (m_stage.look.theme().panel().mm(spot.capitalHeight) < kLeastCapitalMm - 0.15)
            fault(widget, QStringLiteral("text too small: ") + spot.words);
        const QRect room = spot.room.translated(widget.mapTo(&m_stage.screen, QPoint()));
        const double found = ui::theme::contrast(spot.colour, groundOf(m_picture, room));
        if (found < (spot.isDisabled ? kDisabledContrast : kContrast) - 0.01)
            fault(widget, QStringLiteral("contrast %1: %2").arg(found).arg(spot.words));
    }
    void checkTargets(const QList<const QAbstractButton*>& targets)
    {
        const ui::theme::Panel& panel = m_stage.look.theme().panel();
        for (const QAbstractButton* target : targets)
        {
            const double least = panel.mm(std::min(target->width(), target->height())) + 0.15;
            const bool isMain = target->objectName().startsWith(QStringLiteral("foot.")) ||
                                target->objectName().startsWith(QStringLiteral("choice."));
            if (least < (isMain ? kMainTargetMm : kLeastTargetMm))
                fault(*target, QStringLiteral("only %1 mm").arg(least));
            for (const QAbstractButton* other : targets)
                if (other < target && onScreen(*other).intersects(onScreen(*target)))
                    fault(*target, QStringLiteral("lies over ") + other->objectName());
        }
    }

    Stage& m_stage;
    QImage m_picture;
    QString m_where;
    QStringList m_faults;
};

} // namespace

class LayoutAuditTest : public QObject
{
    Q_OBJECT

    static void auditSheets(Stage& stage, const QString& where)
    {
        constexpr int kMostSheets = 12;
        for (int sheet = 0; sheet < kMostSheets; ++sheet)
        {
            const QStringList faults = Audit(stage).run(QStringLiteral("%1, sheet %2").arg(where).arg(sheet + 1));
            QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
            const QWidget* more = stage.find(QStringLiteral("sheet.more"));
            if (more == nullptr || !more->isEnabled() || stage.find(QStringLiteral("layer")) != nullptr)
                return;
            stage.touch(QStringLiteral("sheet.more"));
        }
        QFAIL("too many sheets");
    }

private Q_SLOTS:
    void nothingIsCutOrTooSmallOrTooPale_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("scheme");
        for (const auto& [name, language] :
             {std::pair("zh", ui::i18n::Language::Chinese), {"en", ui::i18n::Language::English}})
            for (int step = 0; step < ui::theme::kSteps; ++step)
                QTest::addRow("%s size %d", name, step)
                    << static_cast<int>(language) << step << static_cast<int>(ui::theme::Scheme::Day);
        QTest::newRow("high contrast") << 0 << 1 << static_cast<int>(ui::theme::Scheme::HighContrast);
        QTest::newRow("night") << 1 << 1 << static_cast<int>(ui::theme::Scheme::Night);
    }
    void nothingIsCutOrTooSmallOrTooPale()
    {
        QFETCH(int, language);
        QFETCH(int, step);
        QFETCH(int, scheme);
        Stage stage;
        stage.look.setLanguage(static_cast<ui::i18n::Language>(language));
        stage.look.setStep(step);
        stage.look.setScheme(static_cast<ui::theme::Scheme>(scheme));
        for (const ui::samples::Sample& sample : ui::samples::allSamples())
        {
            stage.show(sample);
            auditSheets(stage, sample.name);
            if (QTest::currentTestFailed())
                return;
        }
    }
    void growsInPlaceWithoutBeingShownAgain()
    {
        Stage stage;
        for (const char* name : {"front", "form-text", "pay", "done", "layer-idle"})
        {
            stage.look.setStep(0);
            stage.show(Stage::sample(name));
            for (int step = 1; step < ui::theme::kSteps; ++step)
            {
                stage.look.setStep(step);
                stage.settle();
                auditSheets(stage, QString::fromUtf8(name));
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }
    void theAuditSeesAFault()
    {
        Stage stage;
        stage.show(Stage::sample("form-choice"));
        QWidget* key = stage.find(QStringLiteral("foot.next"));
        key->resize(key->width(), 30);
        QVERIFY(!Audit(stage).run(QStringLiteral("spoilt")).isEmpty());
    }
};

BANSHI_TEST(LayoutAuditTest)
#include "layout_audit_test.moc"

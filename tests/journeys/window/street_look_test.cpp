// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_window.h"

#include "banshi/testing/suite.h"
#include "fake_simulator.h"
#include "fake_street.h"

#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTest>
#include <memory>

using namespace banshi::journeys;

namespace
{

constexpr QSize kWindow(640, 900); // as banshi-street gives it beside a kiosk

// Every device of drivers/virtual/FAULTS.md with its faults.
QMap<QString, QStringList> published()
{
    QFile file(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/drivers/virtual/FAULTS.md"));
    QMap<QString, QStringList> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    static const QRegularExpression heading(QStringLiteral("^## (\\w+)$"));
    static const QRegularExpression row(QStringLiteral("^\\| `(\\w+)` \\|"));
    QString device;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n'))
    {
        if (const auto found = heading.match(line); found.hasMatch())
            device = found.captured(1);
        else if (const auto fault = row.match(line); fault.hasMatch())
            all[device] << fault.captured(1);
    }
    return all;
}

} // namespace

/// How the window looks with every fault of every device. BANSHI_PICTURES names a folder for its pictures.
class StreetLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto faults = published();
        for (auto device = faults.begin(); device != faults.end(); ++device)
        {
            m_simulators.push_back(std::make_unique<FakeSimulator>(device.value()));
            QVERIFY(m_simulators.back()->listen());
            m_places.push_back({device.key(), m_simulators.back()->socketPath()});
            m_buttons += static_cast<int>(device.value().size()) + 1;
        }
        QVERIFY(m_places.size() >= 12);
    }

    void cutsNoWord_data()
    {
        QTest::addColumn<Tongue>("tongue");
        QTest::newRow("English") << Tongue::English;
        QTest::newRow("Chinese") << Tongue::Chinese;
    }
    void cutsNoWord()
    {
        QFETCH(Tongue, tongue);
        FakeStreet street;
        StreetWindow window(
            street.actions(),
            [](const StreetWindow::StatusTold& told) {
                told({{QStringLiteral("Screen: %1"), QStringLiteral("front")}});
            },
            m_places);
        window.speak(tongue);
        window.resize(kWindow);
        window.show();
        auto* pages = window.findChild<QTabWidget*>();
        for (int page = 0; page < pages->count(); ++page)
        {
            pages->setCurrentIndex(page);
            QTRY_COMPARE(window.findChildren<QPushButton*>().size(), m_buttons + 4);
            QTRY_VERIFY(allFit(window));
            keep(window,
                 QStringLiteral("street-%1-%2.png").arg(QString::fromLatin1(QTest::currentDataTag())).arg(page));
        }
    }

private:
    static bool allFit(const QWidget& window)
    {
        for (const QPushButton* button : window.findChildren<QPushButton*>())
            if (button->isVisible() && (button->width() < button->minimumSizeHint().width() ||
                                        button->mapTo(&window, button->rect().topRight()).x() >= window.width()))
                return qWarning("%s is cut", qPrintable(button->text())), false;
        return true;
    }

    // The whole page, and not only what the window shows of it.
    static void keep(StreetWindow& window, const QString& name)
    {
        const QString folder = qEnvironmentVariable("BANSHI_PICTURES");
        if (folder.isEmpty())
            return;
        window.resize(kWindow.width(), 2400);
        QVERIFY(window.grab().save(folder + u'/' + name));
        window.resize(kWindow);
    }

    std::vector<std::unique_ptr<FakeSimulator>> m_simulators;
    std::vector<SimulatorPlace> m_places;
    int m_buttons = 0;
};

BANSHI_TEST(StreetLookTest)
#include "street_look_test.moc"

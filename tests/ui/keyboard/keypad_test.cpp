// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/keyboard/keypad.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi::ui;
using keyboard::Keypad;

class KeypadTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

    static void touch(const Keypad& pad, const char* name)
    {
        auto* key = pad.findChild<widgets::Button*>(QString::fromUtf8(name));
        QVERIFY2(key != nullptr, name);
        QTest::mouseClick(key, Qt::LeftButton);
    }

private Q_SLOTS:
    void typesDigits()
    {
        Keypad pad(m_look, false);
        pad.resize(pad.sizeHint());
        pad.show();
        QSignalSpy typed(&pad, &Keypad::typed);
        for (const char* key : {"key.1", "key.0", "key.9"})
            touch(pad, key);
        QCOMPARE(typed.count(), 3);
        QCOMPARE(typed.at(2).front().toString(), QStringLiteral("9"));
    }
    void erasesAndClears()
    {
        Keypad pad(m_look, false);
        QSignalSpy erased(&pad, &Keypad::erased);
        QSignalSpy cleared(&pad, &Keypad::cleared);
        touch(pad, "key.erase");
        touch(pad, "key.clear");
        QCOMPARE(erased.count(), 1);
        QCOMPARE(cleared.count(), 1);
    }
    void hasAnXForIdentityNumbers()
    {
        Keypad pad(m_look, true);
        QSignalSpy typed(&pad, &Keypad::typed);
        touch(pad, "key.X");
        QCOMPARE(typed.front().front().toString(), QStringLiteral("X"));
        QVERIFY(pad.findChild<widgets::Button*>(QStringLiteral("key.clear")) == nullptr);
    }
    void keysStandLikeOnATelephone()
    {
        Keypad pad(m_look, false);
        pad.resize(pad.sizeHint());
        pad.show();
        const auto at = [&](int digit) {
            return pad.findChild<widgets::Button*>(QStringLiteral("key.%1").arg(digit))->geometry();
        };
        QVERIFY(at(1).bottom() < at(4).top());
        QVERIFY(at(1).right() < at(2).left());
        QCOMPARE(at(0).left(), at(2).left());
        QVERIFY(m_look.theme().panel().mm(at(5).height()) >= 20);
        QVERIFY(m_look.theme().panel().mm(at(4).top() - at(1).bottom()) >= 3);
    }
};

BANSHI_TEST(KeypadTest)
#include "keypad_test.moc"

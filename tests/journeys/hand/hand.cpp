// SPDX-License-Identifier: GPL-3.0-or-later
#include "hand.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocalSocket>
#include <QTest>
#include <QTimer>
#include <QWindow>
#include <nlohmann/json.hpp>

namespace banshi::journeys
{

namespace
{

QString textOf(const QWidget* widget)
{
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
        return edit->text();
    return widget->accessibleName();
}

} // namespace

Hand::Hand(const QString& path, QObject* parent) : QObject(parent)
{
    QLocalServer::removeServer(path);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection())
        {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { serve(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    m_server.listen(path);
}

void Hand::serve(QLocalSocket* socket)
{
    while (socket->canReadLine())
    {
        const QByteArray line = socket->readLine();
        const auto order = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
        const auto answer = order.is_object() ? obey(order) : nlohmann::json{{"ok", false}, {"why", "no JSON object"}};
        socket->write(QByteArray::fromStdString(answer.dump()) + '\n');
        socket->flush();
    }
}

nlohmann::json Hand::obey(const nlohmann::json& order)
{
    const std::string what = order.value("do", "");
    if (what == "look")
        return look();
    if (what == "tap")
        return tap(QString::fromStdString(order.value("name", "")), 0);
    if (what == "hold")
        return tap(QString::fromStdString(order.value("name", "")), order.value("ms", 1000));
    if (what == "shot" && window() != nullptr)
        return {{"ok", window()->grab().save(QString::fromStdString(order.value("path", "")))}};
    return {{"ok", false}, {"why", "cannot do that"}};
}

QWidget* Hand::window() const
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (widget->isVisible() && widget->isWindow() && !widget->objectName().isEmpty())
            return widget;
    return nullptr;
}

QWidget* Hand::find(const QString& name) const
{
    const QWidget* top = window();
    if (top == nullptr)
        return nullptr;
    for (QWidget* widget : top->findChildren<QWidget*>(name))
        if (widget->isVisible() && widget->isEnabled())
            return widget;
    return nullptr;
}

nlohmann::json Hand::look() const
{
    const QWidget* top = window();
    nlohmann::json seen{{"ok", true},
                        {"window", top != nullptr},
                        {"widgets", nlohmann::json::array()},
                        {"words", nlohmann::json::array()}};
    if (top == nullptr)
        return seen;
    seen["page"] = top->property("page").toString().toStdString();
    for (const QWidget* widget : top->findChildren<QWidget*>())
    {
        if (const QString words = textOf(widget); widget->isVisible() && !words.isEmpty())
            seen["words"].push_back(words.toStdString());
        if (!widget->isVisible() || widget->objectName().isEmpty() ||
            widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        seen["widgets"].push_back({{"name", widget->objectName().toStdString()},
                                   {"text", textOf(widget).toStdString()},
                                   {"enabled", widget->isEnabled()}});
        if (const QVariant picture = widget->property("showsPicture"); picture.isValid())
            seen["widgets"].back()["picture"] = picture.toBool();
    }
    return seen;
}

nlohmann::json Hand::tap(const QString& name, int holdMs)
{
    QWidget* widget = find(name);
    if (widget == nullptr)
        return {{"ok", false}, {"why", "not to be seen: " + name.toStdString()}};
    QWidget* top = widget->window();
    const QPoint at = widget->mapTo(top, widget->rect().center());
    if (holdMs <= 0)
    {
        // After the answer, because what the touch sets off may end this process.
        QTimer::singleShot(0, top, [top, at] { QTest::mouseClick(top->windowHandle(), Qt::LeftButton, {}, at); });
        return {{"ok", true}};
    }
    QTest::mousePress(top->windowHandle(), Qt::LeftButton, {}, at);
    QTimer::singleShot(holdMs, top, [top, at] { QTest::mouseRelease(top->windowHandle(), Qt::LeftButton, {}, at); });
    return {{"ok", true}};
}

} // namespace banshi::journeys

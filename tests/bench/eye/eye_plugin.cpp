// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QGenericPlugin>
#include <QLabel>
#include <QLocalSocket>
#include <QTimer>
#include <QWidget>
#include <utility>

namespace banshi::bench
{

/// Everything that can be read in the window, on one line.
QString wordsIn(const QWidget& window)
{
    QStringList words;
    for (const QWidget* widget : window.findChildren<QWidget*>())
    {
        const auto* label = qobject_cast<const QLabel*>(widget);
        if (widget->isVisible())
            words << (label != nullptr ? label->text() : widget->accessibleName());
    }
    return words.join(QLatin1Char(' ')).simplified();
}

/// Reports each painting of a window to the socket at its specification: a line with the window's `page` (or its name),
/// a tab and its words as they were when painting began, written when all that was due has been painted.
/// Threads: the GUI thread.
class Eye : public QObject
{
    Q_OBJECT

public:
    explicit Eye(const QString& path)
    {
        m_socket.connectToServer(path, QIODevice::WriteOnly);
        QCoreApplication::instance()->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* widget = event->type() == QEvent::Paint ? qobject_cast<QWidget*>(watched) : nullptr;
        if (widget != nullptr && m_line.isEmpty())
        {
            const QWidget& window = *widget->window();
            const QString page = window.property("page").toString();
            m_line =
                (page.isEmpty() ? window.objectName() : page) + QLatin1Char('\t') + wordsIn(window) + QLatin1Char('\n');
            QTimer::singleShot(0, this, &Eye::report);
        }
        return false;
    }

private:
    void report()
    {
        m_socket.write(std::exchange(m_line, {}).toUtf8());
        m_socket.flush();
    }

    QLocalSocket m_socket;
    QString m_line; ///< of the painting that has not been reported yet
};

/// Entry point for Qt.
class EyePlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.qt-project.Qt.QGenericPluginFactoryInterface" FILE "eye.json")

public:
    QObject* create(const QString&, const QString& specification) override
    {
        if (qobject_cast<QApplication*>(QCoreApplication::instance()) == nullptr)
            return nullptr;
        return new Eye(specification);
    }
};

} // namespace banshi::bench

#include "eye_plugin.moc"

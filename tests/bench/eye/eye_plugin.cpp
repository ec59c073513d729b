// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QGenericPlugin>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <utility>

namespace banshi::bench
{

/// Reports each painting of a window to the socket at its specification: a line with the window's `page` (or its name),
/// written when all that was to be painted then has been painted. Threads: the GUI thread.
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
        auto* widget = event->type() == QEvent::Paint ? qobject_cast<QWidget*>(watched) : nullptr;
        if (widget != nullptr && m_painted.isNull())
        {
            m_painted = widget->window();
            QTimer::singleShot(0, this, &Eye::report);
        }
        return false;
    }

private:
    void report()
    {
        const QPointer<QWidget> window = std::exchange(m_painted, nullptr);
        if (window.isNull())
            return;
        const QString page = window->property("page").toString();
        m_socket.write((page.isEmpty() ? window->objectName() : page).toUtf8() + '\n');
        m_socket.flush();
    }

    QLocalSocket m_socket;
    QPointer<QWidget> m_painted; ///< window whose paint has not been reported yet
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

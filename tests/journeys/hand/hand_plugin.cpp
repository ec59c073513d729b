// SPDX-License-Identifier: GPL-3.0-or-later
#include "hand.h"

#include <QApplication>
#include <QGenericPlugin>

namespace banshi::journeys
{

/// Entry point for Qt; listens at `<specification>/<pid>.hand`.
class HandPlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.qt-project.Qt.QGenericPluginFactoryInterface" FILE "hand.json")

public:
    QObject* create(const QString&, const QString& specification) override
    {
        if (qobject_cast<QApplication*>(QCoreApplication::instance()) == nullptr)
            return nullptr;
        return new Hand(specification + QLatin1Char('/') + QString::number(QCoreApplication::applicationPid()) +
                        QStringLiteral(".hand"));
    }
};

} // namespace banshi::journeys

#include "hand_plugin.moc"

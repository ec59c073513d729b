// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-bare-window: the least that a Qt Widgets program can show: one window, one label, one button.
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.setObjectName(QStringLiteral("bare"));
    window.resize(1080, 1920);
    QVBoxLayout layout(&window);
    QLabel label(QStringLiteral("办事 Banshi"));
    QPushButton button(QStringLiteral("开始 Begin"));
    layout.addWidget(&label);
    layout.addWidget(&button);
    window.show();
    return QApplication::exec();
}

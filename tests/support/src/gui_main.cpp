// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    return banshi::testing::runSuites(argc, argv);
}

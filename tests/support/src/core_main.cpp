// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    return banshi::testing::runSuites(argc, argv);
}

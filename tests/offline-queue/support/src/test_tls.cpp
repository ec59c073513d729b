// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/test_tls.h"

#include <QProcess>

namespace banshi::testing::queue
{

bool makeTestTls(const std::filesystem::path& folder)
{
    const QString script = qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/packaging/tls/make-test-tls.sh");
    return QProcess::execute(script, {QString::fromStdString(folder.string()), QStringLiteral("TEST-01")}) == 0;
}

} // namespace banshi::testing::queue

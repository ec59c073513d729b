// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/process_limits.h"

#include "banshi/testing/suite.h"
#include "in_a_child.h"

#include <QTest>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>

using namespace banshi::drivers;
using banshi::testing::inAChild;

class ProcessLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNoCoreFile()
    {
        QVERIFY(inAChild([] {
            rlimit core{};
            return host::limitProcess({}) && getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0;
        }));
    }

    void endsALeakOfFiles()
    {
        QVERIFY(inAChild([] {
            if (!host::limitProcess({}))
                return false;
            int opened = 0;
            while (::open("/dev/null", O_RDONLY) >= 0)
                ++opened;
            return opened > 100 && opened <= 256;
        }));
    }

    void endsALeakOfMemory()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's process has no limit");
#endif
        QVERIFY(inAChild([] {
            constexpr int kLimitMib = 4096;
            constexpr std::size_t kMore = std::size_t(kLimitMib) << 20;
            return host::limitProcess({kLimitMib}) && std::malloc(kMore) == nullptr;
        }));
    }

    void neverRaisesALimit()
    {
        QVERIFY(inAChild([] {
            const rlimit few{64, 64};
            rlimit now{};
            return setrlimit(RLIMIT_NOFILE, &few) == 0 && host::limitProcess({}) &&
                   getrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur == 64;
        }));
    }
};

BANSHI_TEST(ProcessLimitsTest)
#include "process_limits_test.moc"

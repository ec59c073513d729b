// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/sandbox.h"

#include "call_filter.h"
#include "file_rules.h"

#include <sys/prctl.h>

namespace banshi::drivers::host
{

Confinement confine(const SandboxRules& rules)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return Confinement::None;
    const FileConfinement files = confineFiles(rules);
    if (files == FileConfinement::Failed || !filterCalls(rules))
        return Confinement::None;
    return files == FileConfinement::Done ? Confinement::Full : Confinement::CallsOnly;
}

} // namespace banshi::drivers::host

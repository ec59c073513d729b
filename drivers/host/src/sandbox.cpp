// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/sandbox.h"

#include "call_filter.h"
#include "file_rules.h"
#include "port_rules.h"
#include "signal_rules.h"

#include <sys/prctl.h>

namespace banshi::drivers::host
{

Confinement confine(const SandboxRules& rules)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return Confinement::None;
    const FileConfinement files = confineFiles(rules);
    const PortConfinement ports = confinePorts(rules);
    if (files == FileConfinement::Failed || ports == PortConfinement::Failed || !confineSignals(rules) ||
        !filterCalls(rules))
        return Confinement::None;
    if (files == FileConfinement::NotOffered)
        return Confinement::CallsOnly;
    return ports == PortConfinement::Done ? Confinement::Full : Confinement::NoPorts;
}

} // namespace banshi::drivers::host

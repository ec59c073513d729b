// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/urgency.h"

#include <pthread.h>
#include <sched.h>

namespace banshi::base
{

bool setUrgency(Urgency urgency)
{
    sched_param wanted{};
    wanted.sched_priority = static_cast<int>(urgency);
    return pthread_setschedparam(pthread_self(), urgency == Urgency::Usual ? SCHED_OTHER : SCHED_FIFO, &wanted) == 0;
}

} // namespace banshi::base

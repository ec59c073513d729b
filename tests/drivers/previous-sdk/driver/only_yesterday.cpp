// SPDX-License-Identifier: Apache-2.0
// Compiles only where no header of interface 1.1 or later can be found.
#if __has_include(<banshi/drivers/sdk/interface_version.h>) || __has_include(<banshi/drivers/sdk/host_attention.h>)
#error "this driver has to be built with the SDK of interface 1.0 and nothing else"
#endif

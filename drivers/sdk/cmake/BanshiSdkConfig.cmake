# SPDX-License-Identifier: Apache-2.0
# find_package(BanshiSdk 1.0): the library that drivers link, the vendor's tools and banshi_driver(). Works wherever the
# prefix stands.
include(CMakeFindDependencyMacro)
find_dependency(Qt6 6.4 COMPONENTS Core SerialPort)

get_filename_component(BANSHI_SDK_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET banshi_drivers_sdk)
  add_library(banshi_drivers_sdk STATIC IMPORTED)
  set_target_properties(banshi_drivers_sdk PROPERTIES
    IMPORTED_LOCATION "${BANSHI_SDK_PREFIX}/lib/libbanshi_drivers_sdk.a"
    INTERFACE_INCLUDE_DIRECTORIES "${BANSHI_SDK_PREFIX}/include"
    INTERFACE_LINK_LIBRARIES "Qt6::Core;Qt6::SerialPort")
endif()

# For programs that speak to a host themselves: the messages. They need nlohmann-json3-dev and libexpected-dev.
if(NOT TARGET banshi_drivers_protocol)
  add_library(banshi_base STATIC IMPORTED)
  set_target_properties(banshi_base PROPERTIES
    IMPORTED_LOCATION "${BANSHI_SDK_PREFIX}/lib/libbanshi_base.a"
    INTERFACE_INCLUDE_DIRECTORIES "${BANSHI_SDK_PREFIX}/include"
    INTERFACE_LINK_LIBRARIES "Qt6::Core")
  add_library(banshi_drivers_protocol STATIC IMPORTED)
  set_target_properties(banshi_drivers_protocol PROPERTIES
    IMPORTED_LOCATION "${BANSHI_SDK_PREFIX}/lib/libbanshi_drivers_protocol.a"
    INTERFACE_LINK_LIBRARIES "banshi_base;banshi_drivers_sdk")
endif()

foreach(program IN ITEMS driverhost drivertest)
  if(NOT TARGET banshi_${program})
    add_executable(banshi_${program} IMPORTED)
    set_target_properties(banshi_${program} PROPERTIES
                          IMPORTED_LOCATION "${BANSHI_SDK_PREFIX}/bin/banshi-${program}")
  endif()
endforeach()

include("${CMAKE_CURRENT_LIST_DIR}/BanshiDriver.cmake")

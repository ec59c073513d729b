# SPDX-License-Identifier: Apache-2.0
# banshi_driver(<name> PLUGIN src/plugin.cpp SOURCES ... [LINK ...])
# Makes lib/drivers/banshi-driver-<name>.so. SOURCES become the static library banshi_drivers_plugins_<name> (with '-'
# as '_'), so that tests reach the driver's parts; PLUGIN holds the exported factory with its Q_PLUGIN_METADATA.
function(banshi_driver name)
  cmake_parse_arguments(arg "" "PLUGIN" "SOURCES;LINK" ${ARGN})
  string(REPLACE "-" "_" id "${name}")
  banshi_library(banshi_drivers_plugins_${id} SOURCES ${arg_SOURCES} PUBLIC banshi_drivers_sdk PRIVATE ${arg_LINK})
  add_library(banshi_driver_${id} MODULE ${arg_PLUGIN})
  set_target_properties(banshi_driver_${id} PROPERTIES AUTOMOC ON PREFIX "" OUTPUT_NAME "banshi-driver-${name}"
                        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib/drivers")
  target_include_directories(banshi_driver_${id} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  target_link_libraries(banshi_driver_${id} PRIVATE banshi_options banshi_drivers_plugins_${id})
endfunction()

# SPDX-License-Identifier: Apache-2.0
# banshi_driver(<name> PLUGIN src/plugin.cpp SOURCES ... [LINK ...])
# Makes lib/drivers/banshi-driver-<name>.so. SOURCES become the static library banshi_drivers_plugins_<name> (with '-'
# as '_'), so that tests reach the driver's parts; PLUGIN holds the exported factory with its Q_PLUGIN_METADATA.
# The same call makes the product's drivers and a vendor's (find_package(BanshiSdk)).
function(banshi_driver name)
  cmake_parse_arguments(arg "" "PLUGIN" "SOURCES;LINK" ${ARGN})
  string(REPLACE "-" "_" id "${name}")
  set(options)
  if(TARGET banshi_options)
    set(options banshi_options)
  endif()
  add_library(banshi_drivers_plugins_${id} STATIC ${arg_SOURCES})
  add_library(banshi_driver_${id} MODULE ${arg_PLUGIN})
  set_target_properties(banshi_drivers_plugins_${id} banshi_driver_${id} PROPERTIES
                        CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_include_directories(banshi_drivers_plugins_${id} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include"
                             PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  target_link_libraries(banshi_drivers_plugins_${id} PUBLIC banshi_drivers_sdk PRIVATE ${options} ${arg_LINK})
  set_target_properties(banshi_driver_${id} PROPERTIES AUTOMOC ON PREFIX "" OUTPUT_NAME "banshi-driver-${name}"
                        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib/drivers")
  target_include_directories(banshi_driver_${id} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  target_link_libraries(banshi_driver_${id} PRIVATE ${options} banshi_drivers_plugins_${id})
endfunction()

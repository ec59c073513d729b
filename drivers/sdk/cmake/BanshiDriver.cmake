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

# banshi_tool(<name> SOURCES ... LIBRARY file.so|target)
# Makes lib/drivers/banshi-tool-<name>: the program of its own in which a vendor's library runs (sdk/tool_server.h). It
# lies beside the plug-in, and so does a copy of the library: the host's sandbox lets a driver read that folder.
function(banshi_tool name)
  cmake_parse_arguments(arg "" "LIBRARY" "SOURCES" ${ARGN})
  string(REPLACE "-" "_" id "${name}")
  set(file "${arg_LIBRARY}")
  if(TARGET "${arg_LIBRARY}")
    set(file "$<TARGET_FILE:${arg_LIBRARY}>")
  endif()
  add_executable(banshi_tool_${id} ${arg_SOURCES})
  set_target_properties(banshi_tool_${id} PROPERTIES
                        CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF OUTPUT_NAME "banshi-tool-${name}"
                        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib/drivers"
                        BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH "$ORIGIN")
  target_include_directories(banshi_tool_${id} PRIVATE
                             "$<TARGET_PROPERTY:banshi_drivers_sdk,INTERFACE_INCLUDE_DIRECTORIES>")
  target_link_libraries(banshi_tool_${id} PRIVATE "${arg_LIBRARY}")
  add_custom_command(TARGET banshi_tool_${id} POST_BUILD VERBATIM
                     COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${file}" "$<TARGET_FILE_DIR:banshi_tool_${id}>")
endfunction()

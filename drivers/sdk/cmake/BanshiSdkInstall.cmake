# SPDX-License-Identifier: Apache-2.0
# What a vendor gets: cmake --install BUILD --component sdk --prefix PREFIX. Headers, libraries, the CMake package, the
# template, and the vendor's tools.
include(CMakePackageConfigHelpers)

# The package's version is that of the driver interface: a newer minor serves an older one.
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../include/banshi/drivers/sdk/interface_version.h" interface REGEX "kInterface{")
string(REGEX REPLACE ".*{([0-9]+), ([0-9]+)}.*" "\\1.\\2" interface "${interface}")
write_basic_package_version_file("${CMAKE_BINARY_DIR}/BanshiSdkConfigVersion.cmake" VERSION ${interface}
                                 COMPATIBILITY SameMajorVersion)
install(FILES "${CMAKE_BINARY_DIR}/BanshiSdkConfigVersion.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/BanshiSdkConfig.cmake" "${CMAKE_CURRENT_LIST_DIR}/BanshiDriver.cmake"
        DESTINATION lib/cmake/BanshiSdk COMPONENT sdk)
install(TARGETS banshi_drivers_sdk banshi_drivers_protocol banshi_base ARCHIVE DESTINATION lib COMPONENT sdk)
foreach(folder IN ITEMS base drivers/sdk drivers/protocol)
  install(DIRECTORY "${CMAKE_SOURCE_DIR}/${folder}/include/" DESTINATION include COMPONENT sdk)
endforeach()
install(FILES "${CMAKE_SOURCE_DIR}/drivers/protocol/schema/driver-metadata.schema.json"
        DESTINATION share/banshi/schema COMPONENT sdk)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/drivers/template" DESTINATION share/banshi COMPONENT sdk USE_SOURCE_PERMISSIONS)
install(TARGETS banshi_device banshi_driverhost banshi_drivertest RUNTIME DESTINATION bin COMPONENT sdk)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/drivers/conformance/rigs" DESTINATION share/banshi COMPONENT sdk)
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" "${CMAKE_SOURCE_DIR}/LICENSE.Apache-2.0"
        DESTINATION share/doc/banshi-sdk COMPONENT sdk)

# SPDX-License-Identifier: GPL-3.0-or-later
# The few build rules of the house: one folder = one target. See CONTRIBUTING.md, "Build".

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET default)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_INCLUDE_CURRENT_DIR OFF)
set(CMAKE_AUTOMOC_PATH_PREFIX OFF)

find_program(BANSHI_CCACHE ccache)
if(BANSHI_CCACHE)
  # Precompiled headers need these two allowances, see ccache(1), "Precompiled headers".
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      "${BANSHI_CCACHE}")
endif()

add_library(banshi_options INTERFACE)
target_compile_options(banshi_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                       -Wcast-align -Wimplicit-fallthrough -Wswitch-enum -fno-omit-frame-pointer
                       $<$<BOOL:${BANSHI_WERROR}>:-Werror> $<$<BOOL:${BANSHI_CCACHE}>:-fpch-preprocess>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Clang has no -fpch-preprocess; its precompiled headers need none.
  target_compile_options(banshi_options INTERFACE -Wno-unused-command-line-argument)
endif()
if(BANSHI_SANITIZE)
  add_compile_options(-fsanitize=${BANSHI_SANITIZE})
  add_link_options(-fsanitize=${BANSHI_SANITIZE})
endif()
target_compile_definitions(banshi_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
                           QT_MESSAGELOGCONTEXT)
if(BANSHI_DEVELOPMENT)
  target_compile_definitions(banshi_options INTERFACE BANSHI_DEVELOPMENT=1)
endif()

# Remembers target -> links, so that the arrow test can compare them with the table in the README.
function(banshi_record_arrows target)
  get_property(known GLOBAL PROPERTY BANSHI_ARROWS)
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  foreach(link IN LISTS ARGN)
    if(link MATCHES "^banshi_" AND NOT link STREQUAL "banshi_options")
      set_property(GLOBAL APPEND PROPERTY BANSHI_ARROWS "${target} ${link}")
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY BANSHI_FOLDERS "${target} ${folder}")
endfunction()

# Writes what banshi_record_arrows() gathered: arrows.txt (target link) and folders.txt (target folder).
function(banshi_write_arrows)
  foreach(pair IN ITEMS "ARROWS;arrows" "FOLDERS;folders")
    list(GET pair 0 property)
    list(GET pair 1 file)
    get_property(lines GLOBAL PROPERTY BANSHI_${property})
    list(JOIN lines "\n" text)
    file(WRITE "${CMAKE_BINARY_DIR}/${file}.txt" "${text}\n")
  endforeach()
endfunction()

# banshi_library(<target> SOURCES ... [PUBLIC links...] [PRIVATE links...] [PCH headers...] [QT])
# A static library of the current folder: public headers in include/, everything else in src/.
# QT turns moc and rcc on.
function(banshi_library target)
  cmake_parse_arguments(arg "QT" "" "SOURCES;PUBLIC;PRIVATE;PCH" ${ARGN})
  add_library(${target} STATIC ${arg_SOURCES})
  target_include_directories(${target} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include"
                             PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE banshi_options ${arg_PRIVATE})
  if(arg_PCH)
    target_precompile_headers(${target} PRIVATE ${arg_PCH})
  endif()
  if(arg_QT)
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
  endif()
  banshi_record_arrows(${target} ${arg_PUBLIC} ${arg_PRIVATE})
endfunction()

# banshi_program(<name> SOURCES ... LINK ... [QT] [PCH headers...])
# An executable; its file name is the target's name with '_' as '-'.
function(banshi_program target)
  cmake_parse_arguments(arg "QT" "" "SOURCES;LINK;PCH" ${ARGN})
  add_executable(${target} ${arg_SOURCES})
  string(REPLACE "_" "-" output "${target}")
  set_target_properties(${target} PROPERTIES OUTPUT_NAME "${output}")
  target_link_libraries(${target} PRIVATE banshi_options ${arg_LINK})
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/src")
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  endif()
  if(arg_PCH)
    target_precompile_headers(${target} PRIVATE ${arg_PCH})
  endif()
  if(arg_QT)
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
  endif()
  banshi_record_arrows(${target} ${arg_LINK})
endfunction()

# banshi_tests(<target> LABEL unit|device|gui|e2e|... SOURCES a_test.cpp ... LINK ... [GUI] [PCH headers...]
#              [LABELS more...] [TIMEOUT seconds] [SERIAL])
# One test program per folder; each *_test.cpp becomes one ctest "<label>.<folder>.<stem>" that runs its suite only.
function(banshi_tests target)
  cmake_parse_arguments(arg "GUI;SERIAL" "LABEL;TIMEOUT" "SOURCES;LINK;PCH;LABELS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  if(arg_GUI)
    target_link_libraries(${target} PRIVATE banshi_options banshi_testing_gui ${arg_LINK})
  else()
    target_link_libraries(${target} PRIVATE banshi_options banshi_testing_core ${arg_LINK})
  endif()
  if(arg_PCH)
    target_precompile_headers(${target} PRIVATE ${arg_PCH})
  endif()
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REPLACE "/" "." folder "${folder}")
  foreach(source IN LISTS arg_SOURCES)
    if(source MATCHES "([a-z0-9_]+)_test\\.cpp$")
      set(name "${arg_LABEL}.${folder}.${CMAKE_MATCH_1}")
      add_test(NAME ${name} COMMAND ${target} --suite ${CMAKE_MATCH_1})
      set_tests_properties(${name} PROPERTIES LABELS "${arg_LABEL};${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;BANSHI_BIN=${CMAKE_BINARY_DIR}/bin;BANSHI_SOURCE=${CMAKE_SOURCE_DIR};ASAN_OPTIONS=detect_leaks=0;TSAN_OPTIONS=ignore_noninstrumented_modules=1"
        SKIP_RETURN_CODE 77)
      if(arg_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
      endif()
    endif()
  endforeach()
endfunction()

# banshi_fuzz(<target> SOURCE file LINK ...): a libFuzzer program in the `fuzz` preset; in every other preset the
# same file is built against a small driver that replays a seeded corpus of mutations, so that it cannot rot.
function(banshi_fuzz target)
  cmake_parse_arguments(arg "" "SOURCE" "LINK" ${ARGN})
  add_executable(${target} ${arg_SOURCE})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${target} PRIVATE banshi_options ${arg_LINK})
  if(BANSHI_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    target_link_libraries(${target} PRIVATE banshi_testing_fuzz)
    add_test(NAME fuzz.${target} COMMAND ${target} --runs 2000 --seed 1)
    set_tests_properties(fuzz.${target} PROPERTIES LABELS fuzz TIMEOUT 120)
  endif()
endfunction()

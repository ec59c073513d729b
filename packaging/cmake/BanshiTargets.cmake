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
  # Precompiled headers need these two allowances, see ccache(1), "Precompiled headers". Paths count from the top of the
  # tree, so that a clone in another folder finds what was compiled here, see there "Compiling in different directories".
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}"
      CCACHE_NOHASHDIR=1 "${BANSHI_CCACHE}")
endif()

add_library(banshi_options INTERFACE)
target_compile_options(banshi_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                       -Wcast-align -Wimplicit-fallthrough -Wswitch-enum -fno-omit-frame-pointer
                       $<$<BOOL:${BANSHI_WERROR}>:-Werror> $<$<BOOL:${BANSHI_CCACHE}>:-fpch-preprocess>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Clang has no -fpch-preprocess; its precompiled headers need none.
  target_compile_options(banshi_options INTERFACE -Wno-unused-command-line-argument)
endif()
# What programs of a sanitizer build say about themselves goes to files, also when a supervisor starts them again; the
# test "sanitizer.reports" runs after all others and fails when there is one.
set(BANSHI_SANITIZER_ENVIRONMENT)
if(BANSHI_SANITIZE)
  add_compile_options(-fsanitize=${BANSHI_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BANSHI_SANITIZE})
  set(report "log_path=${CMAKE_BINARY_DIR}/sanitizer/report")
  # Leaks: Qt and fontconfig keep what they made until the end. Debian's Qt is not instrumented.
  set(BANSHI_SANITIZER_ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0:${report}" "UBSAN_OPTIONS=print_stacktrace=1:${report}"
      "TSAN_OPTIONS=ignore_noninstrumented_modules=1:die_after_fork=0:${report}")
endif()

# Adds the test that fails on what a sanitizer reported, and empties the reports before the first test. Call it last.
function(banshi_sanitizer_reports)
  if(NOT BANSHI_SANITIZE)
    return()
  endif()
  set(reports "${CMAKE_BINARY_DIR}/sanitizer")
  add_test(NAME sanitizer.empty COMMAND sh -c "rm -rf '${reports}' && mkdir '${reports}'")
  # A forked child of a test with threads starts threads whose numbers tsan knows from the parent: it says so, no race.
  add_test(NAME sanitizer.reports
           COMMAND sh -c "! grep -h . '${reports}'/report.* 2>/dev/null | grep -v 'ThreadSanitizer: dup thread with used id'")
  set_tests_properties(sanitizer.empty PROPERTIES FIXTURES_SETUP sanitizer)
  set_tests_properties(sanitizer.reports PROPERTIES FIXTURES_CLEANUP sanitizer)
endfunction()
target_compile_definitions(banshi_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
                           QT_MESSAGELOGCONTEXT)
if(BANSHI_DEVELOPMENT)
  target_compile_definitions(banshi_options INTERFACE BANSHI_DEVELOPMENT=1)
endif()

# Writes what the arrow test holds against the table in the README: arrows.txt (target, linked target of this tree) and
# folders.txt (target, folder). Reads the targets themselves, so no link can hide from it.
function(banshi_write_arrows)
  banshi_collect_arrows("${CMAKE_SOURCE_DIR}")
  foreach(pair IN ITEMS "ARROWS;arrows" "FOLDERS;folders")
    list(GET pair 0 property)
    list(GET pair 1 file)
    get_property(lines GLOBAL PROPERTY BANSHI_${property})
    list(REMOVE_DUPLICATES lines)
    list(JOIN lines "\n" text)
    file(WRITE "${CMAKE_BINARY_DIR}/${file}.txt" "${text}\n")
  endforeach()
endfunction()

# Remembers target -> links and target -> folder for one folder and everything below.
function(banshi_collect_arrows directory)
  get_property(targets DIRECTORY "${directory}" PROPERTY BUILDSYSTEM_TARGETS)
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${directory}")
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "UTILITY" OR NOT folder)
      continue()
    endif()
    set_property(GLOBAL APPEND PROPERTY BANSHI_FOLDERS "${target} ${folder}")
    set(links)
    if(NOT type STREQUAL "INTERFACE_LIBRARY")
      get_target_property(links ${target} LINK_LIBRARIES)
    endif()
    get_target_property(interface ${target} INTERFACE_LINK_LIBRARIES)
    foreach(link IN LISTS links interface)
      if(link MATCHES "(banshi_[a-z0-9_]+)" AND NOT CMAKE_MATCH_1 STREQUAL "banshi_options")
        set_property(GLOBAL APPEND PROPERTY BANSHI_ARROWS "${target} ${CMAKE_MATCH_1}")
      endif()
    endforeach()
  endforeach()
  get_property(below DIRECTORY "${directory}" PROPERTY SUBDIRECTORIES)
  foreach(sub IN LISTS below)
    banshi_collect_arrows("${sub}")
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
endfunction()

# banshi_tests(<target> LABEL unit|device|gui|e2e|... SOURCES a_test.cpp ... LINK ... [GUI] [PCH headers...]
#              [LABELS more...] [TIMEOUT seconds] [SERIAL] [APART a_test.cpp ...])
# One test program per folder; each *_test.cpp becomes one ctest "<label>.<folder>.<stem>" that runs its suite only.
# With BANSHI_JOIN_TESTS (preset `ci`) eight test files are compiled as one: a quarter of the time, as most of it goes to
# the same headers and templates. Precompiled headers would cost more than they give then.
# Product code is compiled as in a release. APART: files whose helpers have names of others.
function(banshi_tests target)
  cmake_parse_arguments(arg "GUI;SERIAL" "LABEL;TIMEOUT" "SOURCES;LINK;PCH;LABELS;APART" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests"
                        UNITY_BUILD "${BANSHI_JOIN_TESTS}" UNITY_BUILD_BATCH_SIZE 8)
  if(arg_APART)
    set_source_files_properties(${arg_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  if(BANSHI_JOIN_TESTS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage) # a class of one test file, seen as from a header
  endif()
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  if(arg_GUI)
    target_link_libraries(${target} PRIVATE banshi_options banshi_testing_gui ${arg_LINK})
  else()
    target_link_libraries(${target} PRIVATE banshi_options banshi_testing_core ${arg_LINK})
  endif()
  if(arg_PCH AND BANSHI_JOIN_TESTS)
    list(TRANSFORM arg_PCH REPLACE "(.+)" "#include \\1" OUTPUT_VARIABLE includes)
    list(JOIN includes "\n" includes)
    set_target_properties(${target} PROPERTIES UNITY_BUILD_CODE_BEFORE_INCLUDE "${includes}")
  elseif(arg_PCH)
    target_precompile_headers(${target} PRIVATE ${arg_PCH})
  endif()
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REPLACE "/" "." folder "${folder}")
  foreach(source IN LISTS arg_SOURCES)
    if(source MATCHES "([a-z0-9_]+)_test\\.cpp$")
      set(name "${arg_LABEL}.${folder}.${CMAKE_MATCH_1}")
      add_test(NAME ${name} COMMAND ${target} --suite ${CMAKE_MATCH_1})
      set_tests_properties(${name} PROPERTIES LABELS "${arg_LABEL};${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;BANSHI_BIN=${CMAKE_BINARY_DIR}/bin;BANSHI_SOURCE=${CMAKE_SOURCE_DIR};${BANSHI_SANITIZER_ENVIRONMENT}"
        SKIP_RETURN_CODE 77)
      if(BANSHI_SANITIZE)
        set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED sanitizer)
      endif()
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
    target_sources(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/known_leaks.cpp")
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    target_link_libraries(${target} PRIVATE banshi_testing_fuzz)
    add_test(NAME fuzz.${target} COMMAND ${target} --runs 2000 --seed 1)
    set_tests_properties(fuzz.${target} PROPERTIES LABELS fuzz TIMEOUT 120)
  endif()
endfunction()

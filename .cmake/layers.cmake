# rds_batches(<result> <target> <file>...)
#
# The sources that a target compiles for these files. With RDS_BATCHES they are files that include eight sources each, because
# the headers of the libraries take most of the time. CMAKE_UNITY_BUILD would include them by absolute names, and ccache would
# find nothing of what another checkout compiled. A file with the property SKIP_UNITY_BUILD_INCLUSION is compiled by itself.
function(rds_batches result target)
    set(sources "")
    set(batched "")
    foreach(file IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE path)
        get_source_file_property(alone ${path} SKIP_UNITY_BUILD_INCLUSION)
        if(alone OR NOT RDS_BATCHES)
            list(APPEND sources ${path})
        else()
            cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
            list(APPEND batched ${path})
        endif()
    endforeach()
    set(number 0)
    while(batched)
        list(SUBLIST batched 0 8 includes)
        list(REMOVE_ITEM batched ${includes})
        list(TRANSFORM includes REPLACE "(.+)" "#include \"\\1\"\n")
        list(JOIN includes "" text)
        file(CONFIGURE OUTPUT ${target}_batch_${number}.cpp CONTENT "${text}")
        list(APPEND sources ${CMAKE_CURRENT_BINARY_DIR}/${target}_batch_${number}.cpp)
        math(EXPR number "${number} + 1")
    endwhile()
    set(${result} ${sources} PARENT_SCOPE)
endfunction()

# One target per layer.
#
# A layer's headers are reached as "server/api/action.hpp", but never through the source root: each layer publishes links
# to its own headers in a folder of its own under the build tree. So a file sees the headers of the layers that its target
# links, and an include that crosses the layers does not compile.
#
#   rds_layer(<name> FILES <file>... [PUBLIC <target>...] [PRIVATE <target>...])
#
# Files are relative to the calling CMakeLists.txt. PUBLIC targets appear in the layer's headers, PRIVATE ones only in its
# sources. The target is rds_<name>.
function(rds_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 LAYER "" "" "FILES;PUBLIC;PRIVATE")
    set(links ${PROJECT_BINARY_DIR}/layers/${name})
    file(REMOVE_RECURSE ${links})
    set(sources "")
    foreach(file IN LISTS LAYER_FILES)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE path)
        if(file MATCHES "[.](hpp|inc)$")
            cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE relative)
            cmake_path(GET relative PARENT_PATH folder)
            file(MAKE_DIRECTORY ${links}/${folder})
            file(CREATE_LINK ${path} ${links}/${relative} SYMBOLIC)
        else()
            list(APPEND sources ${path})
        endif()
    endforeach()

    if(sources)
        rds_batches(sources rds_${name} ${sources})
        add_library(rds_${name} STATIC ${sources})
        target_include_directories(rds_${name} PUBLIC ${links})
        target_link_libraries(rds_${name} PUBLIC ${LAYER_PUBLIC} PRIVATE rds_build ${LAYER_PRIVATE})
    else()
        add_library(rds_${name} INTERFACE)
        target_include_directories(rds_${name} INTERFACE ${links})
        target_link_libraries(rds_${name} INTERFACE ${LAYER_PUBLIC})
    endif()
endfunction()

#   rds_test(<name> LABEL <label> [SHARDS <count>] FILES <file>... [LINKS <target>...])
#
# A GoogleTest program. So many processes share its tests, two unless more are asked for: a program whose tests wait for
# another one uses less than a core.
function(rds_test name)
    cmake_parse_arguments(PARSE_ARGV 1 TEST "" "LABEL;SHARDS" "FILES;LINKS")
    if(NOT TEST_SHARDS)
        set(TEST_SHARDS 2)
    endif()
    math(EXPR last_shard "${TEST_SHARDS} - 1")
    rds_batches(sources ${name} ${TEST_FILES})
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE rds_build ${TEST_LINKS} GTest::gmock_main)
    if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
        add_dependencies(${name} rds_test_headers)
        target_compile_options(${name} PRIVATE -include-pch $<TARGET_OBJECTS:rds_test_headers>)
    else()
        target_precompile_headers(${name} REUSE_FROM rds_test_headers)
    endif()
    foreach(shard RANGE ${last_shard})
        add_test(NAME ${name}.${shard} COMMAND ${name} --gtest_brief=1)
        set_tests_properties(${name}.${shard} PROPERTIES
            LABELS ${TEST_LABEL}
            ENVIRONMENT "GTEST_TOTAL_SHARDS=${TEST_SHARDS};GTEST_SHARD_INDEX=${shard}"
            TIMEOUT 900
        )
    endforeach()
endfunction()

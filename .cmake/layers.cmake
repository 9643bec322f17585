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
        if(file MATCHES "[.]hpp$")
            cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE relative)
            cmake_path(GET relative PARENT_PATH folder)
            file(MAKE_DIRECTORY ${links}/${folder})
            file(CREATE_LINK ${path} ${links}/${relative} SYMBOLIC)
        else()
            list(APPEND sources ${path})
        endif()
    endforeach()

    if(sources)
        add_library(rds_${name} STATIC ${sources})
        target_include_directories(rds_${name} PUBLIC ${links})
        target_link_libraries(rds_${name} PUBLIC ${LAYER_PUBLIC} PRIVATE rds_build ${LAYER_PRIVATE})
    else()
        add_library(rds_${name} INTERFACE)
        target_include_directories(rds_${name} INTERFACE ${links})
        target_link_libraries(rds_${name} INTERFACE ${LAYER_PUBLIC})
    endif()
endfunction()

#   rds_test(<name> LABEL <label> FILES <file>... [LINKS <target>...])
#
# A GoogleTest program. Two processes run it, each with every second test, so that two cores share it.
function(rds_test name)
    cmake_parse_arguments(PARSE_ARGV 1 TEST "" "LABEL" "FILES;LINKS")
    add_executable(${name} ${TEST_FILES})
    target_link_libraries(${name} PRIVATE rds_build ${TEST_LINKS} GTest::gmock_main)
    target_precompile_headers(${name} REUSE_FROM rds_test_headers)
    foreach(shard RANGE 1)
        add_test(NAME ${name}.${shard} COMMAND ${name} --gtest_brief=1)
        set_tests_properties(${name}.${shard} PROPERTIES
            LABELS ${TEST_LABEL}
            ENVIRONMENT "GTEST_TOTAL_SHARDS=2;GTEST_SHARD_INDEX=${shard}"
            TIMEOUT 900
        )
    endforeach()
endfunction()

# With RDS_STATIC the program needs nothing of the system it runs on: it starts in an empty root.
option(RDS_STATIC "Link all libraries statically, and strip the program" OFF)

if(RDS_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
    set(OPENSSL_USE_STATIC_LIBS ON)
    # Debian has it as a shared library alone.
    set(RDS_TINYXML2_SOURCE ${PROJECT_SOURCE_DIR}/build/tinyxml2 CACHE PATH "Folder of tinyxml2.cpp; .ci/tinyxml2 makes it")
    if(NOT EXISTS ${RDS_TINYXML2_SOURCE}/tinyxml2.cpp)
        message(FATAL_ERROR "No tinyxml2.cpp in ${RDS_TINYXML2_SOURCE}, which RDS_STATIC needs: run .ci/tinyxml2")
    endif()
    add_library(tinyxml2 STATIC ${RDS_TINYXML2_SOURCE}/tinyxml2.cpp)
    target_include_directories(tinyxml2 SYSTEM PUBLIC ${RDS_TINYXML2_SOURCE})
    add_library(tinyxml2::tinyxml2 ALIAS tinyxml2)
else()
    find_package(tinyxml2 REQUIRED)
endif()

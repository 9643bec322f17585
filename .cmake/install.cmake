# What `cmake --install` lays down, and what `cpack` puts into build/dist.
include(GNUInstallDirs)
install(TARGETS rds-emulator)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY fixtures DESTINATION ${CMAKE_INSTALL_DATADIR}/rds-emulator)

# As container images call them.
set(architecture ${CMAKE_SYSTEM_PROCESSOR})
string(REPLACE x86_64 amd64 architecture ${architecture})
string(REPLACE aarch64 arm64 architecture ${architecture})
set(CPACK_GENERATOR TGZ)
set(CPACK_PACKAGE_FILE_NAME rds-emulator-${PROJECT_VERSION}-linux-${architecture})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_SOURCE_DIR}/build/dist)
set(CPACK_PACKAGE_CHECKSUM SHA256)
include(CPack)

# Installs the library for find_package(samspill) and pkg-config.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(samspill_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/samspill")

install(TARGETS samspill
    EXPORT samspillTargets
    COMPONENT development
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT samspillTargets
    NAMESPACE samspill::
    DESTINATION "${samspill_cmake_dir}"
    COMPONENT development)

configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/cmake/samspillConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/samspillConfig.cmake"
    INSTALL_DESTINATION "${samspill_cmake_dir}"
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/samspillConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/samspillConfig.cmake"
    "${PROJECT_BINARY_DIR}/samspillConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/samspillDependencies.cmake"
    DESTINATION "${samspill_cmake_dir}"
    COMPONENT development)

# pkg-config: the prefix is stated relative to the file, so that the installed tree can be moved. Boost has no
# .pc file; its folder is named only where the compiler would not look by itself.
file(RELATIVE_PATH samspill_pc_prefix
    "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
set(samspill_pc_cflags "")
get_target_property(samspill_boost_include Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
foreach(directory IN LISTS samspill_boost_include)
    if(NOT directory IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
        string(APPEND samspill_pc_cflags " -I${directory}")
    endif()
endforeach()
set(samspill_pc_requires "")
if(samspill_has_highs)
    set(samspill_pc_requires ", highs >= ${samspill_highs_minimum}")
endif()
configure_file("${PROJECT_SOURCE_DIR}/cmake/samspill.pc.in" "${PROJECT_BINARY_DIR}/samspill.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/samspill.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
    COMPONENT development)

# The rules of forums that come along: a program reads them with read_forum_rules(), or its own instead.
install(FILES "${PROJECT_SOURCE_DIR}/python/samspill/data/forum_rules.csv"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/samspill"
    COMPONENT development)

install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICE"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}"
    COMPONENT development)

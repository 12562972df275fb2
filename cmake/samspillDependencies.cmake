# Finds Boost and Eigen, which Samspill uses as headers only. The project and its installed package
# configuration both include this file, so both search alike.

set(samspill_boost_minimum 1.81)
# Eigen 5 answers to a range of versions; the version file of Eigen 3.4 refuses every range that leaves major 3.
set(samspill_eigen_versions 3.4...<6 3.4)

# The headers may come from Python packages: scikit-build-core puts site-packages on CMAKE_PREFIX_PATH, and
# packages of the cmeel family keep their files in a folder below it.
function(samspill_cmeel_prefixes variable)
    set(prefixes "")
    foreach(prefix IN LISTS CMAKE_PREFIX_PATH)
        if(IS_DIRECTORY "${prefix}/cmeel.prefix")
            list(APPEND prefixes "${prefix}/cmeel.prefix")
        endif()
    endforeach()
    set(${variable} "${prefixes}" PARENT_SCOPE)
endfunction()

# Some distributions ship Boost's headers without its package configuration.
function(samspill_boost_by_path)
    find_path(SAMSPILL_BOOST_INCLUDE_DIR boost/graph/adjacency_list.hpp)
    mark_as_advanced(SAMSPILL_BOOST_INCLUDE_DIR)
    if(NOT SAMSPILL_BOOST_INCLUDE_DIR)
        return()
    endif()
    file(STRINGS "${SAMSPILL_BOOST_INCLUDE_DIR}/boost/version.hpp" line REGEX "define BOOST_LIB_VERSION ")
    if(NOT line MATCHES "\"([0-9]+)_([0-9]+)")
        return()
    endif()
    set(found "${CMAKE_MATCH_1}.${CMAKE_MATCH_2}")
    if(found VERSION_LESS samspill_boost_minimum)
        message(STATUS "Boost ${found} in ${SAMSPILL_BOOST_INCLUDE_DIR} is older than ${samspill_boost_minimum}")
        return()
    endif()
    add_library(Boost::headers INTERFACE IMPORTED GLOBAL)
    target_include_directories(Boost::headers INTERFACE "${SAMSPILL_BOOST_INCLUDE_DIR}")
    message(STATUS "Boost ${found}: ${SAMSPILL_BOOST_INCLUDE_DIR}")
endfunction()

# samspill_find_headers(<package> <target> <versions...>): the package configuration that CMake's own search finds
# first, else one in a cmeel prefix. A macro, because imported targets are visible only in the scope that called
# find_package.
macro(samspill_find_headers package target)
    samspill_cmeel_prefixes(samspill_prefixes)
    foreach(samspill_version ${ARGN})
        if(NOT TARGET ${target})
            find_package(${package} ${samspill_version} CONFIG QUIET)
        endif()
        if(NOT TARGET ${target} AND samspill_prefixes)
            find_package(${package} ${samspill_version} CONFIG QUIET PATHS ${samspill_prefixes} NO_DEFAULT_PATH)
        endif()
    endforeach()
endmacro()

# samspill_find_dependencies(<variable>): defines Boost::headers and Eigen3::Eigen; sets <variable> to a
# message that names the packages to install when one of them is missing, else to nothing. A macro for the same reason.
macro(samspill_find_dependencies variable)
    set(${variable} "")

    samspill_find_headers(Boost Boost::headers ${samspill_boost_minimum})
    if(TARGET Boost::headers)
        message(STATUS "Boost ${Boost_VERSION}: ${Boost_DIR}")
    else()
        samspill_boost_by_path()
    endif()
    if(NOT TARGET Boost::headers)
        string(APPEND ${variable}
            "Samspill needs the headers of Boost >= ${samspill_boost_minimum} (Boost.Graph), which were not found. "
            "Install one of: libboost1.81-dev, on newer systems libboost-dev (apt), libboost-headers (conda), "
            "boost-graph (vcpkg), pgm-build-deps (pip). "
            "If it is installed elsewhere, add its prefix to CMAKE_PREFIX_PATH.\n")
    endif()

    samspill_find_headers(Eigen3 Eigen3::Eigen ${samspill_eigen_versions})
    if(TARGET Eigen3::Eigen)
        message(STATUS "Eigen ${Eigen3_VERSION}: ${Eigen3_DIR}")
    else()
        string(APPEND ${variable}
            "Samspill needs Eigen >= 3.4 and < 6, which was not found. "
            "Install one of: libeigen3-dev (apt), eigen (conda), eigen3 (vcpkg), pgm-build-deps (pip). "
            "If it is installed elsewhere, add its prefix to CMAKE_PREFIX_PATH.\n")
    endif()
endmacro()

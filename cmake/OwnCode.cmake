# Flags for Samspill's own code. They are private to each target, so no consumer inherits them.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(SAMSPILL_CCACHE ccache)
    mark_as_advanced(SAMSPILL_CCACHE)
    if(SAMSPILL_CCACHE)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${SAMSPILL_CCACHE}")
    endif()
endif()

# samspill_own_code(<target>): C++20 without extensions, strict warnings, the same floating-point results
# everywhere.
function(samspill_own_code target)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    target_compile_features(${target} PRIVATE cxx_std_20)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /utf-8 /fp:precise $<$<BOOL:${SAMSPILL_WERROR}>:/WX>)
        return()
    endif()
    # Contracting a*b+c into one rounding gives other last bits on machines with a fused instruction.
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow
        $<$<BOOL:${SAMSPILL_WERROR}>:-Werror>
        -ffp-contract=off)
    # GCC 12 warns without cause about text + text inside its own std::string (GCC bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
endfunction()

# samspill_require_package(<package> <what for> <apt package> <how to do without>): find_package or a
# message that says what to install.
macro(samspill_require_package package purpose apt_package alternative)
    find_package(${package} QUIET)
    if(NOT ${package}_FOUND)
        message(FATAL_ERROR
            "Samspill's ${purpose} need ${package}, which was not found. "
            "On Debian and Ubuntu: apt-get install ${apt_package}. Or configure with ${alternative}.")
    endif()
endmacro()

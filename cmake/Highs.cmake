# HiGHS, which solves the mixed-integer programs of the exact choice of repairs. Optional: without it the library
# is complete but for that, and says so when it is asked. Sets samspill_has_highs.

set(samspill_highs_minimum 1.9)
set(samspill_has_highs OFF)

if(NOT SAMSPILL_WITH_HIGHS MATCHES "^(AUTO|ON|OFF)$")
    message(FATAL_ERROR "SAMSPILL_WITH_HIGHS is AUTO, ON or OFF, not \"${SAMSPILL_WITH_HIGHS}\"")
endif()
if(NOT SAMSPILL_WITH_HIGHS STREQUAL "OFF")
    find_package(HIGHS ${samspill_highs_minimum} CONFIG QUIET)
    if(TARGET highs::highs)
        set(samspill_has_highs ON)
        message(STATUS "HiGHS ${HIGHS_VERSION}: ${HIGHS_DIR}")
    elseif(SAMSPILL_WITH_HIGHS STREQUAL "ON")
        message(FATAL_ERROR
            "SAMSPILL_WITH_HIGHS is ON, but HiGHS >= ${samspill_highs_minimum} was not found. Install one of: highs "
            "(conda, vcpkg, Homebrew), or build it with tools/highs.sh and configure with "
            "-DHIGHS_ROOT=<here>/build/highs. If it is installed elsewhere, name its prefix with -DHIGHS_ROOT=<prefix>.")
    else()
        message(STATUS "HiGHS: not found; repairs are chosen greedily and with a bound, but not exactly")
    endif()
endif()

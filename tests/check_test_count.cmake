# cmake -DCTEST=... -DBUILD_DIR=... -DFEWEST=... -P check_test_count.cmake
execute_process(COMMAND "${CTEST}" --test-dir "${BUILD_DIR}" --show-only
    OUTPUT_VARIABLE listing RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT listing MATCHES "Total Tests: ([0-9]+)")
    message(FATAL_ERROR "ctest could not list its tests:\n${listing}")
endif()
if(CMAKE_MATCH_1 LESS FEWEST)
    message(FATAL_ERROR "${CMAKE_MATCH_1} tests are registered, at least ${FEWEST} are expected")
endif()
message("${CMAKE_MATCH_1} tests are registered (at least ${FEWEST} expected)")

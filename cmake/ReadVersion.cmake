# samspill_read_version(<header> <variable>): the version that the header states, e.g. 0.1.0.
function(samspill_read_version header variable)
    file(STRINGS "${header}" line REGEX "string_view version = ")
    if(NOT line MATCHES "\"([0-9]+\\.[0-9]+\\.[0-9]+)\"")
        message(FATAL_ERROR "${header} does not state a version of the form \"1.2.3\"")
    endif()
    set(${variable} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

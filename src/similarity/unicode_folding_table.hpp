// Private to similarity: the table by which characters are folded, as text.
#pragma once

#include <string_view>

namespace samspill::detail {

// Records end with a blank; numbers are hexadecimal code points; `a-b` means all from a to b.
extern const std::string_view folded_to_blank;   ///< `a-b`
extern const std::string_view folded_to_nothing; ///< `a-b`
extern const std::string_view
    folded_to_one; ///< `a-b=t`: a to t, a+1 to t+1, ...; `a-b/2=t` takes every second
extern const std::string_view folded_to_several; ///< `a=t,u,v`
extern const std::string_view kept_marks; ///< `a-b=c`: marks that spell letters, and their combining class

} // namespace samspill::detail

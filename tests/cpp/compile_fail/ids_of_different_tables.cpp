// expected error: (no match for|invalid operands)
// An activity's id is never compared with a need's: both are rows, but of different tables.
#include <samspill/core/index.hpp>

bool compare(samspill::ActivityId activity, samspill::NeedId need) {
#ifdef SAMSPILL_MUST_COMPILE
    return activity == samspill::ActivityId{need.value()};
#else
    return activity == need;
#endif
}

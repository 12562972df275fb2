// expected error: (could not convert|no viable conversion|conversion from)
// A bare number does not become an id by accident; the conversion is written out.
#include <samspill/core/index.hpp>

samspill::ActorId first_actor() {
#ifdef SAMSPILL_MUST_COMPILE
    return samspill::ActorId{0U};
#else
    return 0U;
#endif
}

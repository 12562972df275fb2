// expected error: (invalid initialization of reference|no matching function|no viable conversion)
// An analysis takes a network, which has no errors, never the builder that may still hold some.
#include <samspill/analysis/coverage.hpp>
#include <samspill/model/network_builder.hpp>

samspill::CoverageResult covered(samspill::NetworkBuilder& builder) {
#ifdef SAMSPILL_MUST_COMPILE
    return samspill::coverage(builder.build());
#else
    return samspill::coverage(builder);
#endif
}

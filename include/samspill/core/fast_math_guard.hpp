// Unknown numbers are told from known ones by NaN tests, which -ffast-math removes from header code:
// including Samspill under such flags is refused instead of giving wrong answers.
#pragma once

#if (defined(__FAST_MATH__) || defined(_M_FP_FAST) || \
     (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ > 0)) && \
    !defined(SAMSPILL_ALLOW_FAST_MATH)
#error "Samspill needs IEEE arithmetic: compile without -ffast-math, -Ofast and -ffinite-math-only"
#endif

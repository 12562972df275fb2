// expected error: .*IEEE arithmetic
// A consumer that compiles with -ffast-math would lose every test for "unknown".
#ifndef SAMSPILL_MUST_COMPILE
#define __FAST_MATH__ 1
#endif
#include <samspill/core/fast_math_guard.hpp>

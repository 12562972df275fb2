// expected error: (passing|no matching|not viable|discards)
// A network's columns can be read by everybody and changed by nobody.
#include <samspill/model/actor_network.hpp>

void hide(const samspill::ActorNetwork& network) {
#ifdef SAMSPILL_MUST_COMPILE
    auto sectors = network.actors().sector;
    sectors.clear();
#else
    network.actors().sector.clear();
#endif
}

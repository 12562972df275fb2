#include <samspill/result/explanation.hpp>

namespace samspill {

std::string_view to_string(OfferCondition condition) noexcept {
    switch (condition) {
    case OfferCondition::target_group:
        return "target_group";
    case OfferCondition::area:
        return "area";
    case OfferCondition::period:
        return "period";
    case OfferCondition::language:
        return "language";
    case OfferCondition::ages:
        return "ages";
    case OfferCondition::cost:
        return "cost";
    case OfferCondition::access:
        return "access";
    case OfferCondition::free_capacity:
        return "free_capacity";
    case OfferCondition::known:
        return "known";
    }
    return {};
}

} // namespace samspill

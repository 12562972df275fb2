#include <samspill/result/loss_cascade.hpp>

#include <algorithm>

namespace samspill {

std::string_view to_string(CascadeStage stage) noexcept {
    switch (stage) {
    case CascadeStage::exists:
        return "exists";
    case CascadeStage::in_area:
        return "in_area";
    case CascadeStage::in_period:
        return "in_period";
    case CascadeStage::eligible:
        return "eligible";
    case CascadeStage::free_capacity:
        return "free_capacity";
    case CascadeStage::known:
        return "known";
    }
    return {};
}

std::string_view tanahashi_name(CascadeStage stage) noexcept {
    switch (stage) {
    case CascadeStage::exists:
    case CascadeStage::free_capacity:
        return "availability";
    case CascadeStage::in_area:
    case CascadeStage::in_period:
        return "accessibility";
    case CascadeStage::eligible:
        return "acceptability";
    case CascadeStage::known:
        return "contact";
    }
    return {};
}

PerStage<ExactPeople> LossCascade::losses(NeedId need, Count people, const CascadeReading& reading) const {
    __extension__ using Wide = __int128;
    PerStage<ExactPeople> lost{};
    if (!people.is_known()) {
        return lost;
    }
    // All amounts in units of 1/q of a person, q being the denominator of the share.
    const ReachBeyond& reach = reading.classes[class_of_need[need.position()]];
    const std::int64_t q = reach.share.denominator();
    const Wide gap = Wide{people.value()} * (q - reach.share.numerator());
    Wide before = gap;
    for (std::size_t stage = 0; stage < cascade_stages; ++stage) {
        const Wide after = std::min(gap, Wide{reach.extra[stage]} * q);
        const Wide loss = before - after;
        lost[stage] = {static_cast<std::int64_t>(loss / q), Fraction{static_cast<std::int64_t>(loss % q), q}};
        before = after;
    }
    return lost;
}

} // namespace samspill

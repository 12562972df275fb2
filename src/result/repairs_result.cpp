#include <samspill/result/repairs_result.hpp>

namespace samspill {

std::string_view to_string(RepairKind kind) noexcept {
    switch (kind) {
    case RepairKind::tell:
        return "tell";
    case RepairKind::open:
        return "open";
    case RepairKind::add_seats:
        return "add_seats";
    case RepairKind::move_seats:
        return "move_seats";
    case RepairKind::invite:
        return "invite";
    }
    return {};
}

std::string_view to_string(OpenedTo opened) noexcept {
    switch (opened) {
    case OpenedTo::nothing:
        return {};
    case OpenedTo::target_group:
        return "target_group";
    case OpenedTo::area:
        return "area";
    case OpenedTo::period:
        return "period";
    case OpenedTo::language:
        return "language";
    case OpenedTo::ages:
        return "ages";
    case OpenedTo::cost:
        return "cost";
    case OpenedTo::access:
        return "access";
    }
    return {};
}

} // namespace samspill

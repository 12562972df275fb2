// What makes two studies of pilots equal, in 64 bits.
#include "study_parts.hpp"

#include "core/digest.hpp"

#include <bit>
#include <type_traits>

namespace samspill {
namespace {

class StudyDigest {
public:
    template <class... Values>
    void add(const Values&... values) {
        (add_one(values), ...);
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return digest_.value(); }

private:
    void add_one(const std::string& text) { digest_.add(std::string_view{text}); }
    void add_one(double number) {
        constexpr std::uint64_t unknown = 0x7ff8000000000000U; // one of the many forms of NaN
        digest_.add(std::isnan(number) ? unknown : std::bit_cast<std::uint64_t>(number + 0.0)); // -0 is 0
    }
    void add_one(Date day) { digest_.add(static_cast<std::uint64_t>(day.days_since_epoch())); }
    template <class Whole>
        requires std::is_integral_v<Whole> || std::is_enum_v<Whole>
    void add_one(Whole number) { digest_.add(static_cast<std::uint64_t>(number)); }
    template <class T>
    void add_one(const std::optional<T>& value) {
        add_one(value.has_value());
        if (value) {
            add_one(*value);
        }
    }
    template <class T>
    void add_one(const std::vector<T>& rows) {
        add_one(rows.size());
        for (const T& row : rows) {
            add_one(row);
        }
    }
    void add_one(const std::pair<std::string, std::string>& text) { add(text.first, text.second); }
    void add_one(const Wave& row) { add(row.id, row.name, row.days.from, row.days.to); }
    void add_one(const StudyUnit& row) {
        add(row.id, row.name, row.arm, row.first_wave, row.stratum, row.cluster, row.weight, row.change);
    }
    void add_one(const Indicator& row) {
        add(row.id, row.set, row.question, row.unit, row.denominator, row.direction, row.level, row.group,
            row.source, row.method, row.owner, row.node, row.baseline, row.target, row.target_wave, row.least,
            row.greatest, row.primary, row.combination, row.analysis, row.measure);
    }
    void add_one(const StudyCell& cell) {
        add(cell.status, cell.value, cell.low, cell.high, cell.n, cell.se);
    }
    void add_one(const StudyNeighbours& row) { add(row.a, row.b, row.weight); }
    void add_one(const LogicNode& row) { add(row.id, row.name, row.level, row.owner); }
    void add_one(const LogicLink& row) { add(row.from, row.to); }

    detail::Digest digest_;
};

} // namespace

std::uint64_t study_digest(const StudyParts& parts) {
    StudyDigest digest;
    digest.add(parts.waves, parts.units, parts.indicators, parts.cells, parts.precondition_names,
               parts.preconditions, parts.neighbours, parts.logic_nodes, parts.logic_links);
    return digest.value();
}

} // namespace samspill

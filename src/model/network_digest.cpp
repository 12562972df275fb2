#include "network_digest.hpp"

#include "columns_of.hpp"
#include "core/digest.hpp"

#include <bit>
#include <tuple>
#include <type_traits>

namespace samspill {
namespace {

/// Feeds the cells of columns to a digest, field by field.
class TableDigest {
public:
    explicit TableDigest(const StringPool& texts) : texts_{texts} {}

    template <class Columns>
    void add_table(const Columns& table) noexcept {
        std::apply([&](const auto&... columns) { add_all(columns...); }, columns_of(table));
    }
    template <class... Cells>
    void add_all(const Cells&... cells) noexcept {
        (add(cells), ...);
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return digest_.value(); }

private:
    void add(std::uint64_t word) noexcept { digest_.add(word); }
    void add(std::int64_t number) noexcept { add(static_cast<std::uint64_t>(number)); }
    void add(std::int16_t number) noexcept { add(std::int64_t{number}); }
    void add(std::int32_t number) noexcept { add(std::int64_t{number}); }
    void add(std::uint32_t number) noexcept { add(std::uint64_t{number}); }
    void add(bool flag) noexcept { add(std::uint64_t{flag}); }
    void add(double number) noexcept { add(std::bit_cast<std::uint64_t>(number)); }
    void add(TermId term) noexcept { add(texts_.digest(term)); }
    void add(Count count) noexcept { add(count.value()); }
    void add(Date date) noexcept { add(date.days_since_epoch()); }
    void add(DateTime time) noexcept {
        add(time.minutes_since_epoch());
        add(time.offset());
    }
    void add(const DateInterval& days) noexcept { add_all(days.from, days.to); }
    void add(MonthInterval months) noexcept { add_all(months.from, months.to); }
    void add(AgeRange ages) noexcept { add_all(ages.min, ages.max); }
    void add(const ExpectedSector& expected) noexcept { add_all(expected.sector, expected.weight); }
    void add(SectorVeto veto) noexcept { add_all(veto.sector, veto.veto); }
    template <class Tag>
    void add(Index<Tag> index) noexcept {
        add(index.value());
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void add(Enum value) noexcept { add(static_cast<std::uint64_t>(value)); }
    template <class T>
    void add(const std::optional<T>& value) noexcept {
        add(value.has_value());
        if (value) {
            add(*value);
        }
    }
    template <class T>
    void add(std::span<const T> values) noexcept {
        add(std::uint64_t{values.size()});
        for (const T& value : values) {
            add(value);
        }
    }
    template <class T>
    void add(const std::vector<T>& column) noexcept {
        add(std::span<const T>{column});
    }
    template <class T>
    void add(const ListColumn<T>& column) noexcept {
        add(std::uint64_t{column.size()});
        for (std::size_t row = 0; row < column.size(); ++row) {
            add(column[row]);
        }
    }

    const StringPool& texts_;
    detail::Digest digest_;
};

} // namespace

std::uint64_t network_digest(const NetworkParts& parts) noexcept {
    TableDigest digest{*parts.texts};
    digest.add_table(*parts.areas);
    digest.add_table(*parts.actors);
    digest.add_table(*parts.people);
    digest.add_table(*parts.needs);
    digest.add_table(*parts.activities);
    digest.add_table(*parts.ties);
    digest.add_table(*parts.forums);
    digest.add_table(*parts.seats);
    digest.add_table(*parts.travel_times);
    digest.add_table(*parts.meetings);
    digest.add_table(*parts.agenda_items);
    digest.add_table(*parts.attendance);
    digest.add_table(*parts.reviews);
    for (const bool present : parts.present) {
        digest.add_all(present);
    }
    return digest.value();
}

} // namespace samspill

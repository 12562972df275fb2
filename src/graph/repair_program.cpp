#include "repair_network.hpp"

#include <samspill/core/error.hpp>
#include <samspill/graph/repair_choice.hpp>
#include <samspill/graph/repair_exact.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace samspill {
namespace {

using detail::RepairGates;
using detail::RepairNetwork;

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// Columns and rows that both programs share: candidates, people on arcs, seats that move.
class ProgramMaker {
public:
    explicit ProgramMaker(const RepairNetwork& network)
        : network_{network}, into_(network.seats.size()), more_seats_(network.seats.size()) {
        for (const RepairGates& gates : network.gates) {
            program_.add_column(0.0, 0.0, gates.most > 0 ? 1.0 : 0.0);
        }
        program_.whole_columns = program_.columns();
        for (std::uint32_t need = 0; need < network.needs; ++need) {
            out_of_.emplace_back();
            if (network.part_of_need[need] != RepairNetwork::no_part) {
                base_people_ += network.people[need];
                for (const std::uint32_t right : network.graph.targets_of(need)) {
                    send(need, right);
                }
            }
        }
        base_people_ -= network.unsent_people();
        add_new_arcs();
        for (std::int32_t k = 0; k < program_.whole_columns; ++k) {
            add_seats(k);
        }
        limit_needs();
        limit_offers();
    }

    MixedIntegerProgram most_people(const RepairLimits& limits) && {
        program_.maximise = true;
        program_.offset = -static_cast<double>(base_people_);
        program_.proving_gap = 0.99; // people are whole
        for (const std::int32_t column : people_) {
            program_.cost[static_cast<std::size_t>(column)] = 1.0;
        }
        limit_effort(limits);
        return std::move(program_);
    }

    MixedIntegerProgram least_effort(std::int64_t people) && {
        program_.maximise = false;
        double sum = 0.0;
        for (std::int32_t k = 0; k < program_.whole_columns; ++k) {
            program_.cost[static_cast<std::size_t>(k)] = gates(k).effort;
            sum += gates(k).effort;
        }
        program_.proving_gap = 1e-7 * sum;
        for (const std::int32_t column : people_) {
            program_.add_entry(column, 1.0);
        }
        program_.end_row(static_cast<double>(base_people_ + people), unlimited);
        return std::move(program_);
    }

private:
    [[nodiscard]] const RepairGates& gates(std::int32_t candidate) const {
        return network_.gates[static_cast<std::size_t>(candidate)];
    }
    [[nodiscard]] static double number(std::int64_t amount) { return static_cast<double>(amount); }

    /// The column of people from a need to an offer.
    std::int32_t send(std::uint32_t need, std::uint32_t right) {
        const std::int32_t column = program_.add_column(0.0, 0.0, number(network_.people[need]));
        people_.push_back(column);
        out_of_[need].push_back(column);
        into_[right].push_back(column);
        return column;
    }

    /// people on the arc <= load * sum of the candidates that bring it
    void add_new_arcs() {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::int32_t>> bringers;
        for (std::int32_t k = 0; k < program_.whole_columns; ++k) {
            for (const RepairArc& arc : gates(k).arcs) {
                bringers[{arc.left, arc.right}].push_back(k);
            }
            for (const detail::OpenedOffer& opened : gates(k).opened) {
                for (const std::uint32_t left : opened.lefts) {
                    bringers[{left, opened.right}].push_back(k);
                }
            }
        }
        for (const auto& [arc, candidates] : bringers) {
            const auto& [need, right] = arc;
            const double load = number(std::min(network_.people[need], network_.most_seats[right]));
            program_.add_entry(send(need, right), 1.0);
            for (const std::int32_t candidate : candidates) {
                program_.add_entry(candidate, -load);
            }
            program_.end_row(-unlimited, 0.0);
        }
    }

    /// Terms that a candidate brings to the rows of offers: people - terms <= seats.
    void add_seats(std::int32_t candidate) {
        for (const AddedSeats& added : gates(candidate).added) {
            more_seats_[added.right].emplace_back(candidate, number(added.amount));
        }
        for (const detail::SeatExchange& exchange : gates(candidate).exchanged) {
            const double amount = number(exchange.amount);
            const std::int32_t moved = program_.add_column(0.0, 0.0, amount);
            more_seats_[exchange.to].emplace_back(moved, 1.0);
            more_seats_[exchange.from].emplace_back(moved, -1.0);
            program_.add_entry(moved, 1.0);
            program_.add_entry(candidate, -amount);
            program_.end_row(-unlimited, 0.0);
        }
        for (const detail::OpenedOffer& opened : gates(candidate).opened) {
            more_seats_[opened.right].emplace_back(candidate, number(network_.seats[opened.right]));
            closed_.push_back(opened.right);
        }
    }

    void limit_needs() {
        for (std::uint32_t need = 0; need < network_.needs; ++need) {
            if (out_of_[need].size() > 1) { // a single column has its limit in its bound
                for (const std::int32_t column : out_of_[need]) {
                    program_.add_entry(column, 1.0);
                }
                program_.end_row(-unlimited, number(network_.people[need]));
            }
        }
    }

    void limit_offers() {
        std::vector<std::int64_t> seats = network_.seats;
        for (const std::uint32_t right : closed_) {
            seats[right] = 0; // they come with the candidate
        }
        for (std::size_t right = 0; right < seats.size(); ++right) {
            if (into_[right].empty() && more_seats_[right].empty()) {
                continue;
            }
            for (const std::int32_t column : into_[right]) {
                program_.add_entry(column, 1.0);
            }
            for (const auto& [column, amount] : more_seats_[right]) {
                program_.add_entry(column, -amount);
            }
            program_.end_row(-unlimited, number(seats[right]));
        }
    }

    /// The budget as a part of 1, so that the solver's absolute tolerance is one on the part.
    void limit_effort(const RepairLimits& limits) {
        const detail::Spending nothing{limits};
        for (std::int32_t k = 0; k < program_.whole_columns; ++k) {
            if (!nothing.fits(gates(k).effort)) {
                program_.upper[static_cast<std::size_t>(k)] = 0.0;
            }
        }
        if (limits.budget > 0.0 && limits.budget < unlimited) {
            for (std::int32_t k = 0; k < program_.whole_columns; ++k) {
                program_.add_entry(k, gates(k).effort / limits.budget);
            }
            program_.end_row(-unlimited, 1.0);
        }
        if (limits.most < network_.gates.size()) {
            for (std::int32_t k = 0; k < program_.whole_columns; ++k) {
                program_.add_entry(k, 1.0);
            }
            program_.end_row(-unlimited, static_cast<double>(limits.most));
        }
    }

    const RepairNetwork& network_;
    MixedIntegerProgram program_;
    std::int64_t base_people_ = 0; // with a seat already, of the needs in the program
    std::vector<std::int32_t> people_;
    std::vector<std::vector<std::int32_t>> out_of_; // columns of each need
    std::vector<std::vector<std::int32_t>> into_;   // columns of each offer
    std::vector<std::vector<std::pair<std::int32_t, double>>> more_seats_;
    std::vector<std::uint32_t> closed_;
};

} // namespace

MixedIntegerProgram most_people_program(const PreparedRepairs& repairs, const RepairLimits& limits) {
    detail::check_limits(limits);
    return ProgramMaker{repairs.network()}.most_people(limits);
}

MixedIntegerProgram least_effort_program(const PreparedRepairs& repairs, std::int64_t people) {
    std::vector<std::uint32_t> everything(repairs.size());
    std::iota(everything.begin(), everything.end(), 0U);
    if (people < 0 || people > people_gained(repairs, everything)) {
        throw InvalidArgument{"repairs: all candidates together do not reach so many people"};
    }
    return ProgramMaker{repairs.network()}.least_effort(people);
}

} // namespace samspill

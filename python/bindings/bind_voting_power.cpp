// Voting power: games given as numbers, unions, blocs, and the forums of a network.
#include "bind.hpp"
#include "days_from_python.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/forum_power.hpp>
#include <samspill/analysis/union_power.hpp>
#include <samspill/io/forum_power_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using ForumPowerOf = ResultOf<ForumPowerResult>;
using Rule = std::pair<double, std::vector<double>>;
using VetoOf = std::pair<std::vector<std::size_t>, Veto>;

std::uint64_t not_negative(std::int64_t number) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0));
}

PowerOptions options_of(PowerMode mode, std::int64_t table_bytes, std::int64_t samples, std::int64_t seed) {
    PowerOptions options;
    options.mode = mode;
    options.table_bytes = static_cast<std::size_t>(not_negative(table_bytes));
    options.samples = not_negative(samples);
    options.seed = static_cast<std::uint64_t>(seed);
    return options;
}

VotingGame game_of(const std::vector<Rule>& rules, const std::vector<VetoOf>& vetoes) {
    VotingGame game = VotingGame::of_decimals(rules.front().first, rules.front().second);
    for (std::size_t k = 1; k < rules.size(); ++k) {
        const VotingGame other = VotingGame::of_decimals(rules[k].first, rules[k].second);
        game = game.with_rule(other.rules().front());
    }
    for (const auto& [bloc, veto] : vetoes) {
        game = game.with_veto(bloc, veto);
    }
    return game;
}

/// What a method of a result without a network gives as a table.
template <class Result>
auto plain_table(Table (*make)(const Result&)) {
    return [make](const Result& self) {
        const py::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(self));
    };
}

ForumPowerOf compute(const ActorNetwork& network, const std::optional<std::string>& as_of,
                     bool assume_majority, const PowerOptions& power, py::object progress) {
    ForumPowerOptions options;
    options.assume_majority = assume_majority;
    options.power = power;
    options.as_of = seat_day_of(as_of);
    return run_without_gil("forum_power", std::move(progress), [&](RunControl* control) {
        return ForumPowerOf{network, forum_power(network, options, control)};
    });
}

void bind_results(py::module_& module) {
    py::class_<VotingPower>(module, "VotingPower")
        .def_property_readonly("method", [](const VotingPower& self) { return to_string(self.method); })
        .def_readonly("power_to_act", &VotingPower::power_to_act)
        .def_readonly("winning_coalitions", &VotingPower::winning_coalitions)
        .def_readonly("shapley_residual", &VotingPower::shapley_residual)
        .def_readonly("quadrature_nodes", &VotingPower::quadrature_nodes)
        .def_readonly("samples", &VotingPower::samples)
        .def_readonly("seed", &VotingPower::seed)
        .def("members", plain_table(&power_members));
    py::class_<UnionPower>(module, "UnionPower")
        .def_readonly("unions", &UnionPower::unions)
        .def_readonly("owen_residual", &UnionPower::owen_residual)
        .def("members", plain_table(&union_members));
    py::class_<BlocPower>(module, "BlocPower")
        .def_readonly("before", &BlocPower::before)
        .def_readonly("after", &BlocPower::after)
        .def_readonly("banzhaf_before", &BlocPower::banzhaf_before)
        .def_readonly("banzhaf_after", &BlocPower::banzhaf_after)
        .def_readonly("shapley_before", &BlocPower::shapley_before)
        .def_readonly("shapley_after", &BlocPower::shapley_after);
    py::class_<ForumPowerOf>(module, "ForumPowerResult")
        .def_property_readonly("provenance", &provenance_of<ForumPowerResult>)
        .def("forums", table_method(&power_forums))
        .def("voters", table_method(&power_voters))
        .def("sectors", table_method(&power_sectors));
}

} // namespace

void bind_voting_power(py::module_& module) {
    py::native_enum<PowerMode>(module, "PowerMode", "enum.Enum")
        .value("automatic", PowerMode::automatic)
        .value("exact", PowerMode::exact)
        .value("floating", PowerMode::floating)
        .value("sampled", PowerMode::sampled)
        .finalize();
    py::native_enum<Veto>(module, "Veto", "enum.Enum")
        .value("all", Veto::all)
        .value("at_least_one", Veto::at_least_one)
        .value("majority", Veto::majority)
        .finalize();
    const PowerOptions defaults;
    module.attr("default_power_table_bytes") = defaults.table_bytes;
    module.attr("default_power_samples") = defaults.samples;
    py::class_<PowerOptions>(module, "PowerOptions")
        .def(py::init(&options_of), py::arg("mode"), py::arg("table_bytes"), py::arg("samples"),
             py::arg("seed"));
    bind_results(module);
    module.def(
        "voting_power",
        [](const std::vector<Rule>& rules, const std::vector<VetoOf>& vetoes, const PowerOptions& options,
           py::object progress) {
            return run_without_gil("voting_power", std::move(progress), [&](RunControl* control) {
                return voting_power(game_of(rules, vetoes), options, control);
            });
        },
        py::arg("rules"), py::arg("vetoes"), py::arg("options"), py::arg("progress"));
    module.def(
        "union_power",
        [](const std::vector<Rule>& rules, const std::vector<VetoOf>& vetoes,
           const std::vector<std::size_t>& unions, const PowerOptions& options, py::object progress) {
            return run_without_gil("union_power", std::move(progress), [&](RunControl* control) {
                return union_power(game_of(rules, vetoes), unions, options, control);
            });
        },
        py::arg("rules"), py::arg("vetoes"), py::arg("unions"), py::arg("options"), py::arg("progress"));
    module.def(
        "bloc_power",
        [](const std::vector<Rule>& rules, const std::vector<VetoOf>& vetoes,
           const std::vector<std::size_t>& bloc, const PowerOptions& options, py::object progress) {
            return run_without_gil("bloc_power", std::move(progress), [&](RunControl* control) {
                return bloc_power(game_of(rules, vetoes), bloc, options, control);
            });
        },
        py::arg("rules"), py::arg("vetoes"), py::arg("bloc"), py::arg("options"), py::arg("progress"));
    module.def("forum_power", &compute, py::arg("network"), py::arg("as_of"), py::arg("assume_majority"),
               py::arg("options"), py::arg("progress"));
}

} // namespace samspill::python

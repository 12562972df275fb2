#include <samspill/graph/mixed_integer_program.hpp>

#include <samspill/core/error.hpp>

#include <algorithm>
#include <limits>

#ifdef SAMSPILL_HIGHS
#include <interfaces/highs_c_api.h>

#include <exception>
#include <memory>
#include <type_traits>
#endif

namespace samspill {

std::int32_t MixedIntegerProgram::add_column(double cost_of_one, double at_least, double at_most) {
    cost.push_back(cost_of_one);
    lower.push_back(at_least);
    upper.push_back(at_most);
    return columns() - 1;
}

void MixedIntegerProgram::add_entry(std::int32_t of_column, double factor) {
    if (column.size() >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        throw Overflow{"a mixed-integer program exceeds 2^31 entries"};
    }
    column.push_back(of_column);
    value.push_back(factor);
}

void MixedIntegerProgram::end_row(double at_least, double at_most) {
    row_lower.push_back(at_least);
    row_upper.push_back(at_most);
    row_begin.push_back(static_cast<std::int32_t>(column.size()));
}

#ifdef SAMSPILL_HIGHS
namespace {

static_assert(std::is_same_v<HighsInt, int>, "Samspill needs HiGHS with 32-bit indices, its default");

struct Destroy {
    void operator()(void* highs) const { Highs_destroy(highs); }
};

/// HiGHS keeps one scheduler for each thread, which would refuse another number of threads than the first
/// user's. As HiGHS's own one-call functions do, this leaves none behind.
struct OwnScheduler {
    OwnScheduler() { Highs_resetGlobalScheduler(1); }
    OwnScheduler(const OwnScheduler&) = delete;
    OwnScheduler& operator=(const OwnScheduler&) = delete;
    OwnScheduler(OwnScheduler&&) = delete;
    OwnScheduler& operator=(OwnScheduler&&) = delete;
    ~OwnScheduler() { Highs_resetGlobalScheduler(1); }
};

/// Hands the control's wish to stop to HiGHS. No exception may pass through HiGHS.
struct Interrupt {
    RunControl* control = nullptr;
    bool stopped = false;
    std::exception_ptr error;

    void ask() noexcept {
        try {
            stopped = stopped || control->cancelled();
        } catch (...) {
            error = std::current_exception();
            stopped = true;
        }
    }
    static void callback(int /*type*/, const char* /*message*/, const HighsCallbackDataOut* /*state*/,
                         HighsCallbackDataIn* answer, void* self) {
        auto* interrupt = static_cast<Interrupt*>(self);
        interrupt->ask();
        if (answer != nullptr && interrupt->stopped) {
            answer->user_interrupt = 1;
        }
    }
    void rethrow() const {
        if (error) {
            std::rethrow_exception(error);
        }
        if (stopped) {
            throw Cancelled{};
        }
    }
};

class Solver {
public:
    Solver(const MixedIntegerProgram& program, const SolverOptions& options, RunControl* control)
        : program_{program},
          interrupt_{.control = control, .stopped = false, .error = nullptr}, highs_{Highs_create()} {
        check(Highs_setBoolOptionValue(highs_.get(), "output_flag", 0));
        check(Highs_setIntOptionValue(highs_.get(), "threads", 1));
        check(Highs_setIntOptionValue(highs_.get(), "random_seed", 0));
        check(Highs_setDoubleOptionValue(highs_.get(), "time_limit", options.most_seconds));
        check(Highs_setDoubleOptionValue(highs_.get(), "mip_rel_gap", 0.0));
        check(Highs_setDoubleOptionValue(highs_.get(), "mip_abs_gap", program.proving_gap));
        check(Highs_setDoubleOptionValue(highs_.get(), "mip_feasibility_tolerance", tolerance));
        check(Highs_setDoubleOptionValue(highs_.get(), "primal_feasibility_tolerance", tolerance));
        if (control != nullptr) {
            check(Highs_setCallback(highs_.get(), &Interrupt::callback, &interrupt_));
            check(Highs_startCallback(highs_.get(), kHighsCallbackMipInterrupt));
            check(Highs_startCallback(highs_.get(), kHighsCallbackSimplexInterrupt));
        }
    }

    ProgramSolution run() {
        pass();
        const OwnScheduler scheduler;
        const HighsInt outcome = Highs_run(highs_.get());
        interrupt_.rethrow();
        check(outcome);
        ProgramSolution solution;
        solution.status = status();
        HighsInt found = kHighsSolutionStatusNone;
        check(Highs_getIntInfoValue(highs_.get(), "primal_solution_status", &found));
        if (found == kHighsSolutionStatusFeasible) {
            solution.values.resize(program_.cost.size());
            check(Highs_getSolution(highs_.get(), solution.values.data(), nullptr, nullptr, nullptr));
        }
        check(Highs_getDoubleInfoValue(highs_.get(), "objective_function_value", &solution.objective));
        check(Highs_getDoubleInfoValue(highs_.get(), "mip_dual_bound", &solution.bound));
        return solution;
    }

private:
    static constexpr double tolerance = 1e-9; // as tight as efforts are compared

    static void check(HighsInt outcome) {
        if (outcome == kHighsStatusError) {
            throw Error{"HiGHS could not take the program of the repairs"};
        }
    }

    void pass() {
        std::vector<HighsInt> whole(program_.cost.size(), kHighsVarTypeContinuous);
        std::fill_n(whole.begin(), program_.whole_columns, kHighsVarTypeInteger);
        check(Highs_passMip(
            highs_.get(), program_.columns(), program_.rows(), program_.row_begin.back(),
            kHighsMatrixFormatRowwise, program_.maximise ? kHighsObjSenseMaximize : kHighsObjSenseMinimize,
            program_.offset, program_.cost.data(), program_.lower.data(), program_.upper.data(),
            program_.row_lower.data(), program_.row_upper.data(), program_.row_begin.data(),
            program_.column.data(), program_.value.data(), whole.data()));
    }

    [[nodiscard]] ProgramStatus status() const {
        const HighsInt status = Highs_getModelStatus(highs_.get());
        if (status == kHighsModelStatusOptimal) {
            return ProgramStatus::optimal;
        }
        if (status == kHighsModelStatusInfeasible) {
            return ProgramStatus::infeasible;
        }
        if (status == kHighsModelStatusTimeLimit) {
            return ProgramStatus::stopped;
        }
        throw Error{"HiGHS gave up on the program of the repairs"};
    }

    const MixedIntegerProgram& program_;
    Interrupt interrupt_;
    std::unique_ptr<void, Destroy> highs_;
};

} // namespace

bool has_program_solver() noexcept { return true; }

ProgramSolution solve_program(const MixedIntegerProgram& program, const SolverOptions& options,
                              RunControl* control) {
    if (!(options.most_seconds > 0.0)) {
        throw InvalidArgument{"most_seconds must be above 0"};
    }
    if (program.columns() == 0) { // HiGHS would call it empty rather than solved
        return {.status = ProgramStatus::optimal,
                .values = {},
                .objective = program.offset,
                .bound = program.offset};
    }
    return Solver{program, options, control}.run();
}

#else

bool has_program_solver() noexcept { return false; }

ProgramSolution solve_program(const MixedIntegerProgram& /*program*/, const SolverOptions& /*options*/,
                              RunControl* /*control*/) {
    throw Unavailable{
        "the exact choice of repairs needs HiGHS, and this library was built without it: install "
        "HiGHS >= 1.9 (highs in conda and vcpkg, or from its sources), configure Samspill with "
        "-DSAMSPILL_WITH_HIGHS=ON and with HiGHS's prefix on CMAKE_PREFIX_PATH. In Python: "
        "pip install \"samspill[exact]\""};
}

#endif

} // namespace samspill

// The push-relabel of igraph's C library.
#include "flow_contestant.hpp"

#include <igraph.h>

#include <cmath>
#include <stdexcept>

namespace samspill::benchmarks {
namespace {

/// igraph ends the program on errors by itself, unless told otherwise.
void check(igraph_error_t error) {
    if (error != IGRAPH_SUCCESS) {
        throw std::runtime_error{igraph_strerror(error)};
    }
}

/// A vector of igraph, of numbers or of integers.
template <class Vector, class Size, igraph_error_t (*init)(Vector*, Size), void (*destroy)(Vector*)>
class Owned {
public:
    explicit Owned(Size size = 0) { check(init(&vector_, size)); }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned(Owned&&) = delete;
    Owned& operator=(Owned&&) = delete;
    ~Owned() { destroy(&vector_); }
    Vector* get() { return &vector_; }

private:
    Vector vector_{};
};
using Numbers = Owned<igraph_vector_t, igraph_integer_t, igraph_vector_init, igraph_vector_destroy>;
using Integers =
    Owned<igraph_vector_int_t, igraph_integer_t, igraph_vector_int_init, igraph_vector_int_destroy>;

class IgraphPushRelabel final : public FlowContestant {
public:
    IgraphPushRelabel() { igraph_set_error_handler(igraph_error_handler_ignore); }
    IgraphPushRelabel(const IgraphPushRelabel&) = delete;
    IgraphPushRelabel& operator=(const IgraphPushRelabel&) = delete;
    IgraphPushRelabel(IgraphPushRelabel&&) = delete;
    IgraphPushRelabel& operator=(IgraphPushRelabel&&) = delete;
    ~IgraphPushRelabel() override {
        if (is_made_) {
            igraph_destroy(&graph_);
        }
    }

    void make(const FlowInstance& instance) override {
        inner_ = igraph_integer_t{instance.needs()} + instance.activities();
        const auto arcs = static_cast<igraph_integer_t>(instance.activity.size()) + inner_;
        Integers ends{2 * arcs};
        capacity_ = std::make_unique<Numbers>(arcs);
        igraph_integer_t k = 0;
        for_each_arc(instance, [&](std::uint32_t from, std::uint32_t to, std::int64_t amount) {
            VECTOR(*ends.get())[2 * k] = from;
            VECTOR(*ends.get())[2 * k + 1] = to;
            VECTOR(*capacity_->get())[k] = static_cast<double>(amount);
            ++k;
        });
        check(igraph_create(&graph_, ends.get(), inner_ + 2, IGRAPH_DIRECTED));
        is_made_ = true;
    }

    FlowAnswer solve() override {
        double people = 0.0;
        Numbers flow;
        Integers reached;
        check(igraph_maxflow(&graph_, &people, flow.get(), nullptr, reached.get(), nullptr, 0, inner_ + 1,
                             capacity_->get(), nullptr));
        FlowAnswer answer{std::llround(people),
                          std::vector<std::uint8_t>(static_cast<std::size_t>(inner_), 0)};
        for (igraph_integer_t k = 0; k < igraph_vector_int_size(reached.get()); ++k) {
            const igraph_integer_t vertex = VECTOR(*reached.get())[k];
            if (vertex != 0) {
                answer.source_side[static_cast<std::size_t>(vertex - 1)] = 1;
            }
        }
        return answer;
    }

private:
    igraph_t graph_{};
    bool is_made_ = false;
    std::unique_ptr<Numbers> capacity_;
    igraph_integer_t inner_ = 0; // needs and activities
};

} // namespace

std::unique_ptr<FlowContestant> igraph_push_relabel() { return std::make_unique<IgraphPushRelabel>(); }

} // namespace samspill::benchmarks

#include "fake_arrow.hpp"

#include <cerrno>
#include <deque>
#include <memory>
#include <utility>

namespace samspill::test {

namespace {

/// Memory behind one released-as-a-whole tree of structures; a deque never moves them.
template <class Structure>
struct Tree {
    FakeArray content;
    int* releases;
    std::deque<Structure> structures{};
    std::deque<std::vector<Structure*>> children{};
    std::deque<std::vector<const void*>> buffers{};

    Tree(FakeArray fake, int* counter) : content{std::move(fake)}, releases{counter} {}

    static void release(Structure* root) {
        const std::unique_ptr<Tree> tree{static_cast<Tree*>(root->private_data)};
        ++*tree->releases;
        root->release = nullptr;
    }
    void fill(const FakeArray& fake, Structure& out);
    void fill_with_children(const FakeArray& fake, Structure& out) {
        out = Structure{};
        fill(fake, out);
        std::vector<Structure*>& pointers = children.emplace_back();
        for (const FakeArray& child : fake.children) {
            pointers.push_back(&structures.emplace_back());
            fill_with_children(child, *pointers.back());
        }
        out.n_children = static_cast<std::int64_t>(pointers.size());
        out.children = pointers.data();
        if (fake.dictionary) {
            out.dictionary = &structures.emplace_back();
            fill_with_children(*fake.dictionary, *out.dictionary);
        }
        out.release = [](Structure* child) { child->release = nullptr; };
    }
};

template <>
void Tree<ArrowSchema>::fill(const FakeArray& fake, ArrowSchema& out) {
    out.format = fake.format.c_str();
    out.name = fake.name.c_str();
}

template <>
void Tree<ArrowArray>::fill(const FakeArray& fake, ArrowArray& out) {
    std::vector<const void*>& pointers = buffers.emplace_back();
    for (const std::optional<std::string>& buffer : fake.buffers) {
        pointers.push_back(buffer ? buffer->data() : nullptr);
    }
    out.length = fake.length;
    out.null_count = fake.null_count;
    out.offset = fake.offset;
    out.n_buffers = static_cast<std::int64_t>(pointers.size());
    out.buffers = pointers.data();
}

template <class Structure>
void publish(const FakeArray& fake, int* releases, Structure& out) {
    auto tree = std::make_unique<Tree<Structure>>(fake, releases);
    tree->fill_with_children(tree->content, out);
    out.release = Tree<Structure>::release;
    out.private_data = tree.release();
}

struct StreamState {
    FakeProducer producer;
    std::shared_ptr<Releases> releases;
};

StreamState& state_of(ArrowArrayStream* stream) { return *static_cast<StreamState*>(stream->private_data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    StreamState& state = state_of(stream);
    if (state.producer.fails_at_schema) {
        return EIO;
    }
    publish(state.producer.type, &state.releases->schemas, *out);
    return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    StreamState& state = state_of(stream);
    const auto next = static_cast<std::size_t>(state.releases->batches_given);
    if (next == state.producer.batches.size()) {
        *out = ArrowArray{};
        return state.producer.fails_after_batches ? EIO : 0;
    }
    ++state.releases->batches_given;
    publish(state.producer.batches[next], &state.releases->batches, *out);
    return 0;
}

void release(ArrowArrayStream* stream) {
    const std::unique_ptr<StreamState> state{&state_of(stream)};
    ++state->releases->streams;
    stream->release = nullptr;
}

} // namespace

ArrowArrayStream make_stream(FakeProducer producer, std::shared_ptr<Releases> releases) {
    ArrowArrayStream stream{};
    stream.get_schema = get_schema;
    stream.get_next = get_next;
    stream.get_last_error = [](ArrowArrayStream*) { return "CANARY"; };
    stream.release = release;
    stream.private_data =
        std::make_unique<StreamState>(StreamState{std::move(producer), std::move(releases)}).release();
    return stream;
}

FakeArray record_batch(std::vector<FakeArray> columns) {
    FakeArray batch{"+s"};
    batch.length = columns.empty() ? 0 : columns.front().length;
    batch.buffers = {std::nullopt};
    batch.children = std::move(columns);
    return batch;
}

} // namespace samspill::test

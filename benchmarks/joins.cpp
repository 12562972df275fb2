// Similarity joins of made-up names, for compare_joins.py.
//
//     samspill_joins make SIZE FILE    writes names, one a line (name_generator.hpp)
//     samspill_joins serve FILE
//
// `serve` reads lines MEASURE TOKENS THRESHOLD BLOCKS from its input, such as `jaccard grams 4/5 0`, with
// the measures jaccard and cosine, grams (of three code points) or words, and a number of block keys, 0 for
// none. It prints the pairs of names, all names behind equal ones counted, the sum of their similarities,
// seconds and CPU seconds from texts to pairs, by how many MiB that raised the peak memory (the first line
// only is to be trusted), and pairs compared.
#include <samspill/similarity/cosine_join.hpp>
#include <samspill/similarity/set_join.hpp>

#include "measure.hpp"
#include "name_generator.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {
namespace {

struct Question {
    std::string measure;
    std::string tokens;
    Fraction threshold;
    std::uint32_t blocks = 0;
};

Question read_question(const std::string& line) {
    Question question;
    std::istringstream words{line};
    std::string threshold;
    if (!(words >> question.measure >> question.tokens >> threshold >> question.blocks)) {
        throw std::invalid_argument{"MEASURE TOKENS THRESHOLD BLOCKS"};
    }
    const std::size_t bar = threshold.find('/');
    question.threshold = Fraction{std::stoll(threshold), std::stoll(threshold.substr(bar + 1))};
    return question;
}

/// Pairs of names, told by number and sum alone.
struct Found {
    std::int64_t pairs = 0;
    double similarities = 0.0;

    void operator()(const SimilarPair& pair) {
        ++pairs;
        similarities += pair.similarity;
    }
};

class Server {
public:
    explicit Server(const std::string& path) {
        std::ifstream file{path};
        for (std::string name; std::getline(file, name);) {
            names_.push_back(name);
        }
        texts_.assign(names_.begin(), names_.end());
    }

    void answer(const Question& question) const {
        const double before = peak_mebibytes();
        const Stopwatch watch;
        Found found;
        const JoinSummary summary =
            question.measure == "cosine" ? cosine(question, found) : jaccard(question, found);
        const Time passed = watch.passed();
        std::printf("%lld %.9f %.9f %.9f %.1f %lld\n", static_cast<long long>(found.pairs),
                    found.similarities, passed.seconds, passed.cpu_seconds, peak_mebibytes() - before,
                    static_cast<long long>(summary.compared));
        std::fflush(stdout);
    }

private:
    [[nodiscard]] SetCollection sets(const Question& question, bool count_occurrences) const {
        return question.tokens == "words" ? word_sets(texts_, {.count_occurrences = count_occurrences})
                                          : ngram_sets(texts_, {.count_occurrences = count_occurrences});
    }

    [[nodiscard]] RecordGroups groups(const Question& question, const SetCollection& sets) const {
        std::vector<std::uint32_t> keys;
        for (std::uint32_t k = 0; question.blocks > 0 && k < sets.size(); ++k) {
            keys.push_back((k * 2654435761U >> 16U) % question.blocks); // as compare_joins.py has them
        }
        return identical_records(sets, keys);
    }

    static PairSink expand_into(Found& found, const RecordGroups& groups) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
            expand_group(groups, group, std::ref(found));
        }
        return [&](std::span<const SimilarPair> pairs) {
            for (const SimilarPair& pair : pairs) {
                expand_pair(groups, pair, std::ref(found));
            }
        };
    }

    JoinSummary jaccard(const Question& question, Found& found) const {
        const SetCollection records = sets(question, false);
        const RecordGroups equal = groups(question, records);
        return set_join(records, equal, {.threshold = question.threshold}, expand_into(found, equal));
    }

    JoinSummary cosine(const Question& question, Found& found) const {
        const TfIdfVectors vectors{sets(question, true)};
        const RecordGroups equal = groups(question, vectors.records());
        return cosine_join(vectors, equal, {.threshold = question.threshold.to_double()},
                           expand_into(found, equal));
    }

    std::vector<std::string> names_;
    std::vector<std::string_view> texts_;
};

void run(const std::vector<std::string>& arguments) {
    const std::string command = arguments.empty() ? "" : arguments.front();
    if (command == "make" && arguments.size() == 3) {
        std::ofstream file{arguments[2]};
        for (const std::string& name : NameGenerator{1}.names(std::stoul(arguments[1]))) {
            file << name << '\n';
        }
    } else if (command == "serve" && arguments.size() == 2) {
        const Server server{arguments[1]};
        for (std::string line; std::getline(std::cin, line);) {
            server.answer(read_question(line));
        }
    } else {
        throw std::invalid_argument{"make SIZE FILE, or serve FILE"};
    }
}

} // namespace
} // namespace samspill::benchmarks

int main(int argc, char** argv) {
    try {
        samspill::benchmarks::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "samspill_joins: %s\n", error.what());
        return 1;
    }
    return 0;
}

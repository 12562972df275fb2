// Names of one kind of organisation or service in short, in full and in the neighbours' languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace samspill {

/// A table of phrases that mean the same, each with the one phrase that stands for them all. Phrases are kept
/// in their normal form (see normal_text).
class Abbreviations {
public:
    /// An empty table.
    Abbreviations() = default;

    /// The shipped table: common Nordic abbreviations of voluntary organisations and of services for
    /// newcomers, with the words of the neighbouring languages (docs/methods/similarity.md lists its rules).
    [[nodiscard]] static Abbreviations nordic();

    /// Adds lines of the form `phrase = other phrase | another`, where the phrase on the left stands for all
    /// of the line; a line that begins with # and an empty line say nothing. A later line holds where it
    /// contradicts an earlier one. O(bytes).
    /// @throws InvalidArgument naming the line when it has no equals sign or a phrase without letters
    void add_lines(std::string_view lines);

    /// Takes `phrase` to mean `canonical`. Each of the two, when it is one word of 2 to 5 letters, is known
    /// by its letters one by one as well, so that "RK" covers "R.K.". O(bytes).
    /// @throws InvalidArgument when the normal form of one of the two is empty
    void add(std::string_view canonical, std::string_view phrase);

    /// A normal form in which every known phrase is replaced by the one that stands for it: from left to
    /// right, the longest phrase first, whole words only, and what was put in is not looked at again. O(bytes
    /// * words of the longest phrase).
    [[nodiscard]] std::string expand(std::string_view normal) const;

    /// Number of phrases that are known.
    [[nodiscard]] std::size_t size() const noexcept { return canonical_.size(); }
    /// Tells tables apart that expand some text differently: the same for equal tables, in whatever order
    /// they were filled and on every platform. O(n log n).
    [[nodiscard]] std::uint64_t digest() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    void put(std::string phrase, const std::string& canonical);

    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> canonical_; // by phrase
    std::size_t most_words_ = 0;                                                    // of a phrase
};

} // namespace samspill

// The form of a text in which names are compared: what case, accents, spelling habits and typing leave open
// is gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// The normal form of a text: lower-case words with one blank between them, in UTF-8. Equal for every
/// spelling of one text that differs only in
/// - case (full Unicode case folding), and composed or decomposed characters (NFC, NFD, NFKC, NFKD);
/// - Nordic letters: å = aa, æ = ä = ae, ø = ö = œ = oe, ð = đ = d, þ = th; and ß = ss, ł = l, ŋ = n, ŧ = t,
///   ħ = h, ı = i;
/// - accents and vowel points, which are dropped (é = e, ü = u, й = и); marks that spell letters stay (nukta,
///   virama, voicing marks, vowel signs of Indic and South-East Asian scripts);
/// - forms of one character: full width, ligatures, super- and subscripts, Arabic presentation forms; digits
///   of all scripts become 0 to 9;
/// - apostrophes, soft hyphens, joiners, zero-width characters, marks of direction and other control
///   characters, which vanish; all other punctuation, symbols and spaces, which part words.
/// Letters of all scripts stay, in the order in which they are read. Bytes that are no UTF-8 part words. The
/// normal form of a normal form is itself; a text without letters or digits has the empty one.
///
/// Folding and decomposition by the Unicode Character Database 14. O(bytes), and O(n log n) for n kept marks
/// on one letter; the result has at most 11 times the bytes.
[[nodiscard]] std::string normal_text(std::string_view text);

/// The words of a normal form in their order, as views into it. O(bytes).
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view normal);

/// The words of a normal form in byte order with one blank between them, so that their order no longer
/// matters; repeated words stay repeated. O(n log n).
[[nodiscard]] std::string sorted_words(std::string_view normal);

/// A normal form without its blanks: "språk kafé" and "språkkafé" become the same. O(bytes).
[[nodiscard]] std::string without_blanks(std::string_view normal);

} // namespace samspill

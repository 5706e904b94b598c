// The codes and what they say: the README's table is compared with this one by a test.

#include <algorithm>
#include <array>

#include "lint/lint.h"

namespace lianxi {
namespace {

constexpr std::array kCodes = std::to_array<LintCode>({
    {"binary", "the file holds NUL bytes: it is no text"},
    {"diff", "the file compares two versions of a page; save the page itself"},
    {"duplicate-entry", "the deck has an entry of this word already"},
    {"duplicate-field", "a label says something else than it said before"},
    {"duplicate-sentence", "the deck has this sentence already"},
    {"empty", "there is nothing in the file"},
    {"flattened", "the source of a page on one line, its line ends lost"},
    {"level-without-list", "a level that does not name its list, as `4 (2.0), 3 (3.0)` does"},
    {"lists-lost", "a page saved without its lists"},
    {"long-line", "a line longer than 1 MiB"},
    {"missing-half", "a wrong sentence without a right one, or a right one without a wrong one"},
    {"mixed-width", "a half-width mark beside a character, or a full-width one beside a letter"},
    {"more-complaints", "more than 1,000 complaints about a file; the rest is not listed"},
    {"no-final-punctuation", "a sentence does not end with 。 ？ or ！"},
    {"no-headword", "the title names no word"},
    {"no-reading", "a word, or a block of lines, without its pinyin"},
    {"no-sentence", "an example without a Chinese sentence"},
    {"no-such-reading", "a syllable is no reading of its character: 什么 written shéme"},
    {"not-pinyin", "what stands for pinyin is none"},
    {"not-utf8", "the file is not UTF-8"},
    {"prompt-leak", "English that holds the answer, in characters or in pinyin"},
    {"sentence-without-word", "a sentence does not hold its word as a word of its own"},
    {"struck-sentence", "a struck-out sentence where a right one is expected"},
    {"syllable-count", "not as many syllables as characters"},
    {"table", "a table, which is not read"},
    {"text-before-title", "text before the first title, which is not read"},
    {"title-differs", "the title and the Pinyin line name different readings"},
    {"too-large", "a file of more than 64 MiB or a million lines, an entry of more than 2,000"},
    {"too-many-readings", "a word with more than 16 readings"},
    {"two-answers", "a blank that the entry both admits another word to and calls wrong with it"},
    {"unclosed-comment", "a comment that is never closed"},
    {"unknown-heading", "no section has this name"},
    {"unknown-label", "no label has this name"},
    {"unknown-line", "a line that nothing could be made of"},
    {"unknown-value", "a value that its label does not know"},
    {"utf16", "the file is UTF-16 or UTF-32; save it as UTF-8"},
    {"wrong-not-struck", "a wrong sentence that is not written between ~~ and ~~"},
});
static_assert(std::ranges::is_sorted(kCodes, {}, &LintCode::code));

}  // namespace

std::span<const LintCode> lint_codes() { return kCodes; }

}  // namespace lianxi

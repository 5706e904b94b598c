#pragma once

// The words that hold a Chinese sentence together, by what they do beside a blank. A closed list:
// whatever is not on it is content.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lianxi {

enum class WordClass : std::uint8_t {
  content,     ///< verbs, nouns, adjectives: they govern what stands beside them
  determiner,  ///< 什么, 这个, 一个, 很多, 大: between a noun and what governs it
  pronoun,     ///< 我, 你们, 大家
  adverb,  ///< 很, 不, 都, 已经, also 会, 想 and times: they say nothing of the word they precede
  preposition,  ///< 跟, 对, 从: they govern a noun
  conjunction,  ///< 但是, 或者: what they part is not one context
  localizer,    ///< 上, 里, 中: after a noun, which they need
  aspect,       ///< 了, 着, 过
  attribute,    ///< 的, 得: between a modifier and the word beside it
  final,        ///< 吗, 呢, 吧: at the end, without weight
};

/// What `word` does; numbers and measures are determiners.
WordClass class_of(std::string_view word);

/// Bytes of the longest word of the list (content excepted) that `text` begins with; 0 for none.
std::size_t grammar_word_size(std::string_view text);

}  // namespace lianxi

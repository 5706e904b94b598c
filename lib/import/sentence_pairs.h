#pragma once

// Sentences with their translations, one pair a line. Two layouts are read: English, Chinese and
// attribution in three columns parted by tabs (the files of manythings.org/anki), and number, text,
// number, text in four, in either order of languages (sentence pairs downloaded from tatoeba.org).

#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "entry/translated_sentence.h"

namespace lianxi {

inline constexpr std::string_view kTatoeba = "Tatoeba";
/// Under which sentences of Tatoeba are published. Source: https://tatoeba.org/en/terms_of_use.
inline constexpr std::string_view kTatoebaLicence = "CC BY 2.0 FR";

struct SentencePairSink {
  std::function<void(TranslatedSentence)> accept;
  std::function<void(Diagnostic)> reject;
};

/// True if the first line is a pair.
bool is_sentence_pairs(std::string_view text);

/// Reads the whole of a file, as read_text() gives it. A line that is no pair is rejected and the
/// others are taken; of several translations of one Chinese sentence the first counts. Returns what
/// the sentences are called: "Tatoeba", else the name of the file.
std::string read_sentence_pairs(std::string_view text, std::string_view source,
                                const SentencePairSink& sink);

}  // namespace lianxi

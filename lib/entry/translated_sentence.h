#pragma once

// A sentence of a collection of sentences: Chinese, English, and who wrote them.

#include <string>

namespace lianxi {

struct TranslatedSentence {
  std::string chinese, english;
  std::string attribution;  ///< "Tatoeba #1 (anna) & #2 (bo), CC BY 2.0 FR"; empty where not given
  friend bool operator==(const TranslatedSentence&, const TranslatedSentence&) = default;
};

}  // namespace lianxi

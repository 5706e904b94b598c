// Whatever a dictionary or a word list holds is read to its end, and what is said of its words can
// be printed.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "entry/dictionary_word.h"
#include "fuzz/require.h"
#include "import/cedict.h"
#include "import/word_list.h"
#include "text/utf8.h"

namespace {

using namespace lianxi;

/// Far more than a word says of others.
constexpr std::size_t kMost = 5000;

void look_at(const DictionaryWord& word) {
  require(!word.simplified.empty() && !word.traditional.empty() && !word.senses.empty(),
          "a word without a part");
  require(measure_words(word).size() < kMost && other_readings(word).size() < kMost,
          "more than a line can say");
  require(!is_only_variant(word) || !variant_targets(word).empty(), "a variant of nothing");
  require(plain_senses(word).size() <= word.senses.size(), "more senses than there are");
  marked_pinyin(word.pinyin);
  pinyin_keys(word.pinyin);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (first_invalid_utf8(text)) return 0;  // read_text() lets none of it through
  const auto reject = [](const Diagnostic& one) {
    require(!one.text.empty(), "a complaint without words");
  };
  read_cedict(text, "d.u8", {look_at, reject});
  if (!is_word_list(text)) return 0;
  read_word_list(text, "list_2021_L4.txt",
                 {[](const ListedWord& word) {
                    require(!word.word.empty() && word.level >= 1 && word.level <= 9,
                            "a word without a level");
                  },
                  reject});
  return 0;
}

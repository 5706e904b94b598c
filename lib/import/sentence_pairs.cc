#include "import/sentence_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "import/lines.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kSite = "tatoeba.org ";

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// Without what nobody sees: zero-width spaces and the like.
std::string visible(std::string_view text) {
  std::u32string kept = decode_utf8(nfc(trim(text)));
  std::erase_if(kept, [](char32_t c) { return is_invisible(c); });
  return encode_utf8(kept);
}

/// "CC-BY 2.0 (France) Attribution: tatoeba.org #1 (anna) & #2 (bo)" said shortly.
std::string short_attribution(std::string_view text) {
  const auto site = text.find(kSite);
  if (site == text.npos) return visible(text);
  return fmt::format("{} {}, {}", kTatoeba, visible(text.substr(site + kSite.size())),
                     kTatoebaLicence);
}

std::optional<TranslatedSentence> pair_of(std::string_view english, std::string_view chinese,
                                          std::string attribution) {
  if (has_hanzi(english) || !has_hanzi(chinese) || trim(english).empty()) return std::nullopt;
  return TranslatedSentence{visible(chinese), visible(english), std::move(attribution)};
}

std::optional<TranslatedSentence> pair_in(std::string_view line) {
  const auto columns = split(line, '\t');
  if (columns.size() == 3) return pair_of(columns[0], columns[1], short_attribution(columns[2]));
  if (columns.size() != 4 || !is_number(columns[0]) || !is_number(columns[2])) return std::nullopt;
  const bool chinese_first = has_hanzi(columns[1]);
  const auto english = chinese_first ? 2U : 0U;
  const auto chinese = chinese_first ? 0U : 2U;
  return pair_of(columns[english + 1], columns[chinese + 1],
                 fmt::format("{} #{} & #{}, {}", kTatoeba, columns[english], columns[chinese],
                             kTatoebaLicence));
}

std::string name_of_file(std::string_view source) {
  const std::string_view file = source.substr(source.rfind('/') + 1);
  const std::string_view stem = file.substr(0, file.find('.'));
  return stem.empty() || stem == "-" ? "sentences" : std::string(stem);
}

}  // namespace

bool is_sentence_pairs(std::string_view text) {
  Lines lines(text);
  return lines.next() && pair_in(lines.line());
}

std::string read_sentence_pairs(std::string_view text, std::string_view source,
                                const SentencePairSink& sink) {
  std::set<std::string> known;
  bool of_tatoeba = true;
  for (Lines lines(text); lines.next();) {
    if (trim(lines.line()).empty()) continue;
    auto pair = pair_in(lines.line());
    if (!pair) {
      sink.reject({std::string(source), lines.number(), "sentence-pairs",
                   "is no pair: expected English, Chinese and attribution, parted by tabs"});
      continue;
    }
    of_tatoeba = of_tatoeba && pair->attribution.starts_with(kTatoeba);
    if (known.insert(fold(pair->chinese)).second) sink.accept(*std::move(pair));
  }
  return of_tatoeba ? std::string(kTatoeba) : name_of_file(source);
}

}  // namespace lianxi

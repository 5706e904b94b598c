#include "session/confused_word.h"

#include <algorithm>

#include "grade/typed_pinyin.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {

ConfusedWord::ConfusedWord(Db& db, const store::CardRow& card) : db_(db), card_(card) {
  if (const auto entry = store::entry_row(db, card.entry)) headword_ = entry->headword;
  const std::string form = card.card.kind == CardKind::cloze ? fold(card.card.target) : "";
  const auto at = headword_.empty() ? form.npos : form.find(fold(headword_));
  if (at == form.npos) return;
  before_ = form.substr(0, at);
  after_ = form.substr(at + fold(headword_).size());
}

std::optional<NamedPair> ConfusedWord::named_by(const std::string& typed, Verdict verdict) {
  // A measure word is no entry, and what a learner judges is no word.
  const Answer answer = kind_info(card_.card.kind).answer;
  const bool asks_word = answer == Answer::word || answer == Answer::reading;
  if (headword_.empty() || !asks_word) return std::nullopt;
  const auto [found, is_new] = known_.try_emplace({typed, verdict});
  if (is_new) found->second = look_up(typed, verdict);
  return found->second;
}

std::optional<NamedPair> ConfusedWord::look_up(std::string_view typed, Verdict verdict) {
  const bool is_contrast = card_.card.kind == CardKind::contrast;
  // The other word of a contrast may be no entry.
  if (is_contrast && fold(typed) == fold(card_.card.target)) {
    return NamedPair{headword_, card_.card.target};
  }
  const auto word = meant(has_hanzi(typed) ? in_characters(typed) : in_pinyin(typed, verdict));
  if (!word) return std::nullopt;
  if (*word != headword_) return NamedPair{headword_, *word};
  // Of a contrast each word is asked in its turn, and what was typed was not it.
  if (is_contrast) return NamedPair{card_.card.target, headword_};
  return std::nullopt;
}

std::vector<store::FoundReading> ConfusedWord::in_characters(std::string_view typed) const {
  const std::string text = fold(typed);
  auto words = words_typed(db_, text);
  const bool in_form = words.empty() && text.size() > before_.size() + after_.size() &&
                       text.starts_with(before_) && text.ends_with(after_);
  if (!in_form) return words;
  return words_typed(db_, std::string_view(text).substr(
                              before_.size(), text.size() - before_.size() - after_.size()));
}

std::vector<store::FoundReading> ConfusedWord::in_pinyin(std::string_view typed,
                                                         Verdict verdict) const {
  auto words = words_typed(db_, typed);
  const auto numbered = TypedPinyin(typed).numbered();
  if (!words.empty() || !numbered) return words;
  words = words_typed(db_, *numbered);
  if (!words.empty() || verdict != Verdict::rival) return words;
  // A rival counts whatever its tones, and in its form: one syllable a character.
  auto syllables = parse_pinyin(*numbered).value_or(Syllables{});
  const std::size_t before = length_utf8(before_);
  const std::size_t after = length_utf8(after_);
  if (syllables.size() <= before + after) return words;
  syllables.erase(syllables.end() - static_cast<std::ptrdiff_t>(after), syllables.end());
  syllables.erase(syllables.begin(), syllables.begin() + static_cast<std::ptrdiff_t>(before));
  return store::find_readings(db_, to_letters(syllables));
}

/// The one word, or of several the one that is kin; nothing where the word asked is among those of
/// a sound, which says nothing of the others.
std::optional<std::string> ConfusedWord::meant(const std::vector<store::FoundReading>& words) {
  std::vector<std::string> names;
  for (const store::FoundReading& word : words) names.push_back(word.headword);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  // A contrast asks for one of two.
  if (card_.card.kind == CardKind::contrast) {
    std::erase_if(names, [&](const std::string& name) {
      return name != headword_ && name != card_.card.target;
    });
  }
  if (names.size() == 1) return names.front();
  if (std::ranges::find(names, headword_) != names.end()) return std::nullopt;
  std::erase_if(names, [&](const std::string& name) { return !is_kin(name); });
  return names.size() == 1 ? std::optional(names.front()) : std::nullopt;
}

bool ConfusedWord::is_kin(const std::string& word) {
  if (!kin_) {
    kin_ = store::words_mentioned(db_, card_.entry);
    for (std::string& name : store::headwords_mentioning(db_, headword_)) {
      kin_->push_back(std::move(name));
    }
  }
  return std::ranges::find(*kin_, word) != kin_->end();
}

}  // namespace lianxi

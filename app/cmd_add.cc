#include <fmt/format.h>

#include <algorithm>

#include "app/add.h"
#include "app/lookup.h"
#include "session/deletion.h"
#include "store/entries.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// Says of a word what only the learner can say.
bool is_by_hand(const AddOptions& options) {
  return !options.readings.empty() || !options.examples.empty() || !options.definition.empty() ||
         !options.traditional.empty() || !options.part_of_speech.empty() ||
         !options.level.empty() || !options.nutshell.empty();
}

/// Exactly one of words, list, file and text.
void refuse_mixture(const AddOptions& options) {
  const int ways = int{!options.words.empty()} + int{!options.hsk.empty()} +
                   int{!options.file.empty()} + int{!options.text.empty()};
  if (ways == 0) {
    throw Error(ErrorKind::usage, "add what?", "lianxi add --help shows examples");
  }
  if (ways > 1 || (is_by_hand(options) && options.words.empty())) {
    throw Error(ErrorKind::usage, "words, --hsk, --file and --text are added one after the other",
                "lianxi add --help shows examples");
  }
  if (options.top && options.text.empty()) {
    throw Error(ErrorKind::usage, "--top counts the words of a text",
                "name it: lianxi add --text article.txt --top 10");
  }
}

/// The entry of this headword, where it was deleted and no other has taken its name since.
std::optional<DeletedEntry> deleted_word(Db& db, const std::string& headword) {
  const auto standing = store::find_entries(db, headword);
  if (!standing.empty() && standing.front().headword == headword) return std::nullopt;
  return find_deleted(db, headword, store::dead_events(db));
}

/// Without the words that were deleted, which are brought back.
AddOptions without_deleted(const AddOptions& options, Shell& shell) {
  AddOptions rest = options;
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  std::erase_if(rest.words, [&](const std::string& word) {
    const std::string headword = nfkc(trim(wanted_from(word).word));
    if (!options.dry_run) return bring_back(db, headword, shell);
    const auto deleted = deleted_word(db, headword);
    if (!deleted || !deleted->entry) return false;
    shell.out << "would bring back " << shell.safe(headword) << '\n';
    return true;
  });
  return rest;
}

}  // namespace

bool bring_back(Db& db, const std::string& headword, Shell& shell) {
  const auto deleted = deleted_word(db, headword);
  if (!deleted) return false;
  take_back(db, shell.stamp(store::load_settings(db)), *deleted);
  if (!deleted->entry) return false;
  if (shell.options.quiet || shell.options.json) return true;
  const auto id = static_cast<EntryId>(store::find_key(db, deleted->key).value());
  const EntriesWithCards back = with_cards(db, {id});
  shell.out << fmt::format("{} was deleted on {}; it is back: {}, {}\n",
                           shell.safe(back.headwords.front()), to_string(deleted->day),
                           counted(back.cards, "card"), counted(back.reviews, "review"));
  return true;
}

WantedWord wanted_from(const std::string& text) {
  constexpr std::string_view kWide = "：";
  const auto narrow = text.find(':'), wide = text.find(kWide);
  const auto end = std::min({narrow, wide, text.size()});
  WantedWord wanted{text.substr(0, end), {}, false};
  const std::string pinyin(trim(std::string_view(text).substr(
      std::min(end + (end == wide ? kWide.size() : 1), text.size()))));
  if (!pinyin.empty()) wanted.readings.push_back(pinyin);
  return wanted;
}

int run_add(const AddOptions& options, Shell& shell) {
  refuse_mixture(options);
  if (is_by_hand(options)) return add_by_hand(options, shell);
  if (!options.text.empty()) return add_from_text(options, shell);
  const AddOptions rest = options.words.empty() ? options : without_deleted(options, shell);
  if (rest.words.empty() && !options.words.empty()) return kDone;
  return add_from_dictionary(rest, shell);
}

}  // namespace lianxi::app

#include "foreign/anki_writer.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "base/error.h"
#include "foreign/anki_fields.h"
#include "foreign/anki_head.h"
#include "foreign/archive_writer.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kUnsynced = -1;
/// What was planned for less than a day counts in seconds below zero: ten minutes.
constexpr std::int64_t kWithinDay = -600;
constexpr std::int64_t kLongestDays = 36'500;
constexpr std::int64_t kRed = 1;

[[noreturn]] void cannot_write_package(const std::string& path) {
  throw Error(ErrorKind::usage, path + ": cannot be written",
              "see whether the folder exists, has room, and you may write there");
}

/// A folder beside the package, for what it is made from.
class WorkFolder {
 public:
  explicit WorkFolder(const std::string& beside) {
    std::string name = beside + ".XXXXXX";
    if (!mkdtemp(name.data())) cannot_write_package(beside);
    path_ = name;
  }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// The number of a flag; a note in words has no colour of its own.
std::int64_t flag_number(const std::string& flag) {
  constexpr std::array<std::string_view, 8> names = {"",     "red",  "orange",    "green",
                                                     "blue", "pink", "turquoise", "purple"};
  const auto found = std::find(names.begin(), names.end(), flag);
  return found == names.end() ? kRed : found - names.begin();
}

/// Anki's tags have no spaces and are parted by them.
std::string tags_text(const std::vector<std::string>& tags) {
  std::string text;
  for (std::string tag : tags) {
    std::replace(tag.begin(), tag.end(), ' ', '_');
    text += " " + tag;
  }
  return text.empty() ? text : text + " ";
}

/// What Anki keeps of FSRS, and what it has no place for: other programs may put so much by with a
/// card (100 bytes, short names).
std::string card_data(const PastState& state, std::optional<double> retention) {
  Json own = {{"n", state.n}, {"i", state.interval}};
  if (state.last) own["l"] = day_number(*state.last);
  Json data = {{"cd", own.dump()}};
  if (state.stability && state.difficulty) {
    data["s"] = *state.stability;
    data["d"] = *state.difficulty;
    if (retention) data["dr"] = *retention;
  }
  return data.dump();
}

}  // namespace

class AnkiWriter::Work {
 public:
  Work(const std::string& path, std::int64_t at)
      : path_(path), folder_(path), db_(Db::memory()), transaction_(prepared(db_)) {
    head_.at = at;
  }

  void begin(NoteSource source) { head_.source = std::move(source); }

  void add_type(NoteType type) {
    if (type.cloze) {
      throw Error(ErrorKind::input, "notes with gaps cannot be written as a package of Anki");
    }
    const std::int64_t id = numbers_.of("type", type.name);
    types_[type.name] = id;
    head_.types[id] = std::move(type);
  }

  void add_note(const Note& note) {
    const std::int64_t type = types_.at(note.type);
    const std::int64_t id = numbers_.of("note", note.id);
    std::vector<std::string> values = note.values;
    values.resize(head_.types.at(type).fields.size());
    std::string fields;
    for (std::size_t i = 0; i < values.size(); ++i) {
      fields += (i == 0 ? "" : "\x1f") + anki_field(values[i]);
    }
    const std::string& first = values.empty() ? fields : values.front();
    execute(db_, R"sql(
      insert into notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ''))sql",
            id, note.id, type, head_.at, kUnsynced, tags_text(note.tags), fields, first,
            anki_checksum(first));
    for (const PastCard& card : note.cards) add_card(id, card);
  }

  /// Each in a file of its own until the archive is written: there may be more than memory holds.
  void add_media(const NoteMedia& media) {
    const std::string member = std::to_string(media_.size());
    std::ofstream file(folder_.file(member), std::ios::binary);
    file << media.bytes << std::flush;
    if (!file) cannot_write_package(path_);
    media_[member] = media.name;
  }

  void finish() {
    write_anki_head(db_, head_);
    transaction_->commit();
    const std::string collection = folder_.file("collection.anki2");
    execute(db_, "vacuum into ?", collection);
    const std::string package = folder_.file("package");
    ArchiveWriter archive(package);
    archive.add_file("collection.anki2", collection, true);
    for (const auto& [member, name] : media_.items()) {
      archive.add_file(member, folder_.file(member), false);
    }
    archive.add("media", media_.dump());
    archive.finish();
    std::error_code failed;
    fs::rename(package, path_, failed);
    if (failed) cannot_write_package(path_);
  }

 private:
  static std::unique_ptr<Transaction> prepared(Db& db) {
    make_anki_tables(db);
    return std::make_unique<Transaction>(db);
  }

  /// The deck's number. Decks above it exist too.
  std::int64_t deck_of(const std::string& name) {
    if (name.empty() || name == "Default") return 1;
    const auto known = decks_.find(name);
    if (known != decks_.end()) return known->second;
    const std::size_t above = name.rfind("::");
    if (above != name.npos) deck_of(name.substr(0, above));
    const std::int64_t id = numbers_.of("deck", name);
    decks_[name] = id;
    head_.decks[id] = name;
    return id;
  }

  void add_card(std::int64_t note, const PastCard& card) {
    const std::int64_t id = numbers_.of("card", card.id);
    const bool is_new = !card.state;
    const PastState state = card.state.value_or(PastState{});
    const std::int64_t queue = card.suspended ? -1 : card.buried ? -2 : is_new ? 0 : 2;
    const std::int64_t interval =
        is_new ? 0 : std::clamp<std::int64_t>(state.interval, 1, kLongestDays);
    const auto lapses =
        std::count_if(card.reviews.begin(), card.reviews.end(),
                      [](const PastReview& review) { return review.rating == Rating::again; });
    execute(db_, R"sql(
      insert into cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses,
                         left, odue, odid, flags, data)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?))sql",
            id, note, deck_of(card.deck), static_cast<std::int64_t>(card.made_by), head_.at,
            kUnsynced, std::int64_t{is_new ? 0 : 2}, queue, due_of(card), interval,
            std::int64_t{is_new ? 0 : state.ef100 * 10}, std::ssize(card.reviews), lapses,
            flag_number(card.flag),
            is_new ? std::string("{}") : card_data(state, head_.source.retention));
    add_reviews(id, card, state);
  }

  /// Of a new card its place, of another one the day, counted from the collection's first.
  std::int64_t due_of(const PastCard& card) {
    if (!card.state) return head_.next_place++;
    const PastState& state = *card.state;
    const StudyDay last = state.last.value_or(anki_first_day());
    return (state.due.value_or(last + Days{state.interval}) - anki_first_day()).count();
  }

  void add_reviews(std::int64_t card, const PastCard& past, const PastState& state) {
    enum : std::int64_t { kLearning = 0, kReview = 1, kRelearning = 2 };
    std::int64_t last_interval = 0;
    std::optional<StudyDay> last_day;
    for (const PastReview& review : past.reviews) {
      const bool is_repetition = last_day && review.day <= *last_day;
      const std::int64_t type = !last_day ? kLearning : is_repetition ? kRelearning : kReview;
      const std::int64_t planned = review.interval ? review.interval->count() : 0;
      const std::int64_t interval = planned > 0 ? planned : kWithinDay;
      execute(db_, R"sql(
        insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
              reviews_.free_from(review.at_ms), card, kUnsynced,
              static_cast<std::int64_t>(review.rating), interval, last_interval,
              std::int64_t{10} * state.ef100, std::int64_t{review.taken.count()}, type);
      last_interval = interval;
      last_day = review.day;
    }
  }

  std::string path_;
  WorkFolder folder_;
  Db db_;
  std::unique_ptr<Transaction> transaction_;
  AnkiHead head_;
  AnkiNumbers numbers_, reviews_;
  std::map<std::string, std::int64_t> types_, decks_;
  Json media_ = Json::object();
};

AnkiWriter::AnkiWriter(const std::string& path, std::int64_t at)
    : work_(std::make_unique<Work>(path, at)) {}

AnkiWriter::~AnkiWriter() = default;

NoteSink AnkiWriter::sink() {
  return {[this](NoteSource source) { work_->begin(std::move(source)); },
          [this](NoteType type) { work_->add_type(std::move(type)); },
          [this](const Note& note) { work_->add_note(note); },
          [this](const NoteMedia& media) { work_->add_media(media); }, [](const Diagnostic&) {}};
}

void AnkiWriter::finish() { work_->finish(); }

}  // namespace lianxi

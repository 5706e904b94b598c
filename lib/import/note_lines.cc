// Notes as lines of JSON, one object a line: {"source":...}, {"type":...}, {"note":...},
// {"media":...} with that many bytes after it, {"reject":...}, and {"end":true}. What reads them
// trusts nothing: the program that wrote them has read a file from elsewhere.

#include <algorithm>
#include <cmath>
#include <istream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "import/media_names.h"
#include "import/notes.h"
#include "text/json_depth.h"

namespace lianxi {
namespace {

using Json = nlohmann::json;

// Bounds beside those of base/limits.h, far beyond what programs keep. Days reach from the year 875
// to the year 3065, times likewise.
/// Arrays and objects within each other.
constexpr int kDeepest = 16;
constexpr std::size_t kMostTypes = 10'000;
constexpr std::size_t kMostTags = 10'000;
constexpr std::int64_t kLastDay = 400'000;
constexpr std::int64_t kLastMs = kLastDay * 86'400'000;
constexpr std::int64_t kHighestEase = 1'000'000;
constexpr std::int64_t kMostRepetitions = 1'000'000;
constexpr std::int64_t kHighestGap = 1'000'000;
/// What a line of a note has around it, and a little more.
constexpr std::size_t kNoteLineRest = 100;
constexpr std::int64_t kFarthestOffset = std::int64_t{24} * 60;

[[noreturn]] void refuse_line(const std::string& why) {
  throw Error(ErrorKind::input, "what lianxi-read wrote cannot be used: " + why,
              "it is damaged or not of this version; install lianxi again");
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Writing -----------------------------------------------------------------------------------------

Json to_json(const NoteType& type) {
  Json templates = Json::array();
  for (const NoteType::Template& one : type.templates) {
    templates.push_back({{"name", one.name}, {"asks", one.asks}, {"tells", one.tells}});
  }
  return {{"name", type.name},
          {"fields", type.fields},
          {"templates", templates},
          {"cloze", type.cloze}};
}

Json to_json(const PastState& state) {
  Json json = {{"n", state.n}, {"ef100", state.ef100}, {"interval", state.interval}};
  if (state.due) json["due"] = day_number(*state.due);
  if (state.last) json["last"] = day_number(*state.last);
  if (state.stability) json["stability"] = *state.stability;
  if (state.difficulty) json["difficulty"] = *state.difficulty;
  return json;
}

/// Time, rating, milliseconds taken, day, and the interval where there is one: there are hundreds
/// of thousands of them.
Json to_json(const PastReview& review) {
  Json json = {review.at_ms, static_cast<int>(review.rating), review.taken.count(),
               day_number(review.day)};
  if (review.interval) json.push_back(review.interval->count());
  return json;
}

Json to_json(const PastCard& card) {
  Json json = {{"by", card.made_by}, {"id", card.id},    {"deck", card.deck},
               {"q", card.question}, {"a", card.answer}, {"reviews", Json::array()}};
  if (card.state) json["state"] = to_json(*card.state);
  if (card.suspended) json["suspended"] = true;
  if (card.buried) json["buried"] = true;
  if (!card.flag.empty()) json["flag"] = card.flag;
  if (card.changed_ms != 0) json["changed"] = card.changed_ms;
  for (const PastReview& review : card.reviews) json["reviews"].push_back(to_json(review));
  return json;
}

Json to_json(const Note& note) {
  Json cards = Json::array();
  for (const PastCard& card : note.cards) cards.push_back(to_json(card));
  return {{"type", note.type},     {"id", note.id},     {"deck", note.deck},
          {"values", note.values}, {"tags", note.tags}, {"source", note.source},
          {"cards", cards},        {"line", note.line}};
}

Json to_json(const Diagnostic& one) {
  return {{"file", one.file},
          {"line", one.line},
          {"code", one.code},
          {"text", one.text},
          {"fatal", one.fatal}};
}

// Reading -----------------------------------------------------------------------------------------

const Json& at(const Json& json, const char* name) {
  if (!json.is_object()) refuse_line("an object is missing");
  const auto found = json.find(name);
  if (found == json.end()) refuse_line(std::string("there is no ") + name);
  return *found;
}

const Json& array_at(const Json& json, const char* name, std::size_t most) {
  const Json& array = at(json, name);
  if (!array.is_array()) refuse_line(std::string(name) + " is no list");
  if (array.size() > most) refuse_line(std::string(name) + " is too long");
  return array;
}

bool has_controls(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\n') || c == 0x7f) return true;
    // C1: U+0080 to U+009F.
    if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) {
      return true;
    }
  }
  return false;
}

/// The parser has refused what is no UTF-8.
std::string text_of(const Json& json, const char* name, std::size_t most) {
  if (!json.is_string()) refuse_line(std::string(name) + " is no text");
  const auto& text = json.get_ref<const std::string&>();
  if (text.size() > most) refuse_line(std::string(name) + " is too long");
  if (has_controls(text)) refuse_line(std::string(name) + " holds control characters");
  return text;
}

std::string text(const Json& json, const char* name, std::size_t most = kMaxNoteName) {
  return text_of(at(json, name), name, most);
}

std::vector<std::string> texts(const Json& json, const char* name, std::size_t most,
                               std::size_t longest) {
  std::vector<std::string> all;
  for (const Json& one : array_at(json, name, most)) all.push_back(text_of(one, name, longest));
  return all;
}

bool truth(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) return false;
  if (!found->is_boolean()) refuse_line(std::string(name) + " is neither true nor false");
  return found->get<bool>();
}

std::int64_t integer_of(const Json& json, const char* name, std::int64_t lowest,
                        std::int64_t highest) {
  const bool wraps =
      json.is_number_unsigned() &&
      json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  if (!json.is_number_integer() || wraps) refuse_line(std::string(name) + " is no whole number");
  const auto value = json.get<std::int64_t>();
  if (value < lowest || value > highest) refuse_line(std::string(name) + " is out of range");
  return value;
}

std::int64_t integer(const Json& json, const char* name, std::int64_t lowest,
                     std::int64_t highest) {
  return integer_of(at(json, name), name, lowest, highest);
}

std::optional<StudyDay> maybe_day(const Json& json, const char* name) {
  if (!json.contains(name)) return std::nullopt;
  return day_from_number(integer(json, name, -kLastDay, kLastDay));
}

std::optional<double> maybe_real(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) return std::nullopt;
  const double value = found->is_number() ? found->get<double>() : -1;
  if (!std::isfinite(value) || value < 0) refuse_line(std::string(name) + " is out of range");
  return value;
}

NoteSource source_from(const Json& json) {
  NoteSource source;
  source.format = text(json, "format");
  source.told = text(json, "told");
  source.origin = text(json, "origin");
  source.offset = std::chrono::minutes{integer(json, "offset", -kFarthestOffset, kFarthestOffset)};
  source.rollover = std::chrono::hours{integer(json, "rollover", 0, 23)};
  source.retention = maybe_real(json, "retention");
  return source;
}

std::vector<std::size_t> indices(const Json& json, const char* name, std::size_t fields) {
  std::vector<std::size_t> all;
  for (const Json& one : array_at(json, name, kMaxNoteFields)) {
    const auto last = static_cast<std::int64_t>(fields) - 1;
    all.push_back(static_cast<std::size_t>(integer_of(one, name, 0, last)));
  }
  return all;
}

NoteType type_from(const Json& json) {
  NoteType type;
  type.name = text(json, "name");
  type.fields = texts(json, "fields", kMaxNoteFields, kMaxNoteName);
  for (const Json& one : array_at(json, "templates", kMaxNoteFields)) {
    type.templates.push_back({text(one, "name"), indices(one, "asks", type.fields.size()),
                              indices(one, "tells", type.fields.size())});
  }
  type.cloze = truth(json, "cloze");
  return type;
}

PastState state_from(const Json& json) {
  PastState state;
  state.n = static_cast<int>(integer(json, "n", 0, kMostRepetitions));
  state.ef100 = static_cast<int>(integer(json, "ef100", 130, kHighestEase));
  state.interval = integer(json, "interval", 0, kLastDay);
  state.due = maybe_day(json, "due");
  state.last = maybe_day(json, "last");
  state.stability = maybe_real(json, "stability");
  state.difficulty = maybe_real(json, "difficulty");
  return state;
}

PastReview review_from(const Json& json) {
  if (!json.is_array() || json.size() < 4 || json.size() > 5)
    refuse_line("a review is not complete");
  PastReview review;
  review.at_ms = integer_of(json[0], "time", -kLastMs, kLastMs);
  review.rating = static_cast<Rating>(integer_of(json[1], "rating", 1, 4));
  review.taken = std::chrono::milliseconds{integer_of(json[2], "taken", 0, kLastMs)};
  review.day = day_from_number(integer_of(json[3], "day", -kLastDay, kLastDay));
  if (json.size() == 5) review.interval = Days{integer_of(json[4], "interval", 0, kLastDay)};
  return review;
}

PastCard card_from(const Json& json) {
  PastCard card;
  card.made_by = static_cast<std::size_t>(integer(json, "by", 0, kHighestGap));
  card.id = text(json, "id");
  card.deck = text(json, "deck");
  card.question = text(json, "q", kMaxNoteText);
  card.answer = text(json, "a", kMaxNoteText);
  if (json.contains("state")) card.state = state_from(json["state"]);
  card.suspended = truth(json, "suspended");
  card.buried = truth(json, "buried");
  if (json.contains("flag")) card.flag = text(json, "flag");
  if (json.contains("changed")) card.changed_ms = integer(json, "changed", 0, kLastMs);
  for (const Json& one : array_at(json, "reviews", kMaxCardReviews)) {
    card.reviews.push_back(review_from(one));
    const std::size_t count = card.reviews.size();
    if (count > 1 && card.reviews[count - 2].at_ms > card.reviews[count - 1].at_ms) {
      refuse_line("reviews are not in order");
    }
  }
  return card;
}

Diagnostic diagnostic_from(const Json& json) {
  Diagnostic one;
  one.file = text(json, "file");
  one.line = static_cast<int>(integer(json, "line", 0, std::numeric_limits<int>::max()));
  one.code = text(json, "code");
  one.text = text(json, "text");
  one.fatal = truth(json, "fatal");
  return one;
}

/// Reads lines one after the other and keeps what later ones refer to.
class Reader {
 public:
  Reader(std::istream& in, const NoteSink& sink, std::size_t most)
      : in_(in), sink_(sink), left_(most) {}

  void all() {
    std::string line;
    while (!ended_) {
      next_line(line);
      if (json_depth(line) > kDeepest) refuse_line("a line is too deep");
      const Json json = Json::parse(line, nullptr, false);
      if (!json.is_object() || json.size() != 1) refuse_line("a line is no object of one member");
      take(json.begin().key(), json.begin().value());
    }
    if (in_.peek() != std::istream::traits_type::eof()) refuse_line("something follows the end");
  }

 private:
  void next_line(std::string& line) {
    line.clear();
    auto& buffer = *in_.rdbuf();
    for (int c = buffer.sbumpc(); c != '\n'; c = buffer.sbumpc()) {
      if (c == std::istream::traits_type::eof()) refuse_line("they end too early");
      if (line.size() == kMaxNote) refuse_line("a line is too long");
      line += static_cast<char>(c);
    }
    if (line.size() > left_) {
      throw Error(ErrorKind::input, "it holds more notes than can be taken at once",
                  "export its decks one by one, and import one after the other");
    }
    left_ -= line.size();
  }

  void take(const std::string& kind, const Json& json) {
    if (kind == "source") return begin(json);
    if (kind == "reject") return sink_.reject(diagnostic_from(json));
    if (!begun_) refuse_line("they do not say where they come from");
    if (kind == "type") return type(json);
    if (kind == "note") return note(json);
    if (kind == "media") return media(json);
    if (kind != "end") refuse_line("a line of a kind that is not known");
    ended_ = true;
  }

  void begin(const Json& json) {
    if (begun_) refuse_line("they come from two places");
    begun_ = true;
    sink_.begin(source_from(json));
  }

  void type(const Json& json) {
    NoteType type = type_from(json);
    if (types_.size() == kMostTypes) refuse_line("there are too many types");
    const Known known{type.fields.size(), type.templates.size(), type.cloze};
    if (!types_.emplace(type.name, known).second) refuse_line("two types have one name");
    sink_.type(std::move(type));
  }

  void note(const Json& json) {
    Note note;
    note.type = text(json, "type");
    const auto known = types_.find(note.type);
    if (known == types_.end()) refuse_line("a note is of a type that was not told");
    note.id = text(json, "id");
    note.deck = text(json, "deck");
    note.values = texts(json, "values", kMaxNoteFields, kMaxNoteText);
    note.tags = texts(json, "tags", kMostTags, kMaxNoteName);
    note.source = text(json, "source", kMaxNoteText);
    note.line = static_cast<int>(integer(json, "line", 0, std::numeric_limits<int>::max()));
    for (const Json& card : array_at(json, "cards", kMaxNoteCards)) {
      note.cards.push_back(card_from(card));
    }
    fit(note, known->second);
    sink_.accept(std::move(note));
  }

  struct Known {
    std::size_t fields, templates;
    bool cloze;
  };

  static void fit(const Note& note, const Known& type) {
    if (note.values.size() > type.fields) refuse_line("a note has more values than fields");
    if (type.cloze || type.templates == 0) return;
    for (const PastCard& card : note.cards) {
      if (card.made_by >= type.templates) refuse_line("a card is made by no template");
    }
  }

  void media(const Json& json) {
    NoteMedia media;
    media.name = text(json, "name");
    if (!is_safe_file_name(media.name)) refuse_line("a picture or a sound has no safe name");
    const auto size = integer(json, "size", 0, static_cast<std::int64_t>(kMaxMedium));
    read_bytes(media.bytes, static_cast<std::size_t>(size));
    if (sink_.media) sink_.media(std::move(media));
  }

  /// Memory is taken as bytes come, not as they are announced.
  void read_bytes(std::string& bytes, std::size_t size) {
    while (bytes.size() < size) {
      const std::size_t old = bytes.size();
      bytes.resize(std::min(size, old + kStep));
      const auto wanted = static_cast<std::streamsize>(bytes.size() - old);
      if (in_.rdbuf()->sgetn(bytes.data() + old, wanted) != wanted) {
        refuse_line("they end too early");
      }
    }
  }

  static constexpr std::size_t kStep = 1 << 20;
  std::istream& in_;
  const NoteSink& sink_;
  std::size_t left_;  ///< bytes that may still come
  std::map<std::string, Known> types_;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace

NoteSink note_lines_to(std::ostream& out) {
  const auto line = [&out](const char* kind, const Json& json) {
    out << "{\"" << kind << "\":" << dump(json) << "}\n";
  };
  NoteSink sink;
  sink.begin = [line](const NoteSource& source) {
    Json json = {{"format", source.format},
                 {"told", source.told},
                 {"origin", source.origin},
                 {"offset", source.offset.count()},
                 {"rollover", source.rollover.count()}};
    if (source.retention) json["retention"] = *source.retention;
    line("source", json);
  };
  sink.type = [line](const NoteType& type) { line("type", to_json(type)); };
  sink.accept = [line, &out](const Note& note) {
    const std::string json = dump(to_json(note));
    if (json.size() < kMaxNote - kNoteLineRest) {
      out << "{\"note\":" << json << "}\n";
    } else {
      line("reject", to_json(Diagnostic{"", note.line, "too-large",
                                        "a note is too large and was left out", false}));
    }
  };
  sink.media = [line, &out](const NoteMedia& media) {
    line("media", {{"name", media.name}, {"size", media.bytes.size()}});
    out.write(media.bytes.data(), static_cast<std::streamsize>(media.bytes.size()));
  };
  sink.reject = [line](const Diagnostic& one) { line("reject", to_json(one)); };
  return sink;
}

void finish_note_lines(std::ostream& out) { out << "{\"end\":true}\n" << std::flush; }

void read_note_lines(std::istream& in, const NoteSink& sink, std::size_t most) {
  Reader(in, sink, most).all();
}

}  // namespace lianxi

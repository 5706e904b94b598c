// Whatever bytes a file of another program has: its notes are such as whoever reads their lines
// accepts, each of a type that was told before it. The first byte chooses the format that is asked
// for, or none.

#include <cstddef>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>
#include <string_view>

#include "foreign/text_notes.h"
#include "fuzz/require.h"
#include "text/utf8.h"

namespace {

using namespace lianxi;

constexpr std::string_view kFormats[] = {"",          "csv",       "tsv",           "anki-text",
                                         "pleco",     "pleco-xml", "mnemosyne-xml", "supermemo",
                                         "hashcards", "quizlet"};

/// Far from any day on which a flashcard was made.
constexpr std::int64_t kFirstDay = 3'000, kLastDay = 200'000;

void look_at(const std::string& text) {
  require(!first_invalid_utf8(text), "a text that is no UTF-8");
  require(nfc(text) == text, "a text that is not in normal form C");
  require(trim(text).size() == text.size(), "a text with space around it");
}

void look_at(const PastCard& card) {
  look_at(card.question);
  look_at(card.answer);
  for (const PastReview& review : card.reviews) {
    require(day_number(review.day) > kFirstDay, "a review before there were computers");
    require(!card.state || !card.state->last || review.day <= *card.state->last,
            "a review after the last one");
  }
  if (!card.state) return require(card.reviews.empty(), "reviews of a card that was never asked");
  for (const auto& day : {card.state->last, card.state->due}) {
    require(!day || (day_number(*day) > kFirstDay && day_number(*day) < kLastDay),
            "a day that never is");
  }
}

/// What was found, told twice: by the reader, and by the lines that say the same.
struct Found {
  std::map<std::string, NoteType> types;
  std::size_t notes = 0;
  bool has_begun = false, is_fatal = false;

  NoteSink sink() {
    NoteSink sink;
    sink.begin = [this](NoteSource source) {
      require(!has_begun && !source.told.empty(), "a source that says nothing");
      has_begun = true;
    };
    sink.type = [this](NoteType type) {
      require(has_begun, "a type before its source");
      require(types.emplace(type.name, type).second, "two types of one name");
    };
    sink.accept = [this](Note note) {
      ++notes;
      const auto type = types.find(note.type);
      require(type != types.end(), "a note without its type");
      require(note.values.size() == type->second.fields.size(), "a note of another width");
      bool is_empty = true;
      for (const std::string& value : note.values) {
        look_at(value);
        is_empty = is_empty && value.empty();
      }
      require(!is_empty, "a note in which nothing stands");
      for (const PastCard& card : note.cards) look_at(card);
    };
    sink.media = [](NoteMedia) { require(false, "a text file with media"); };
    sink.reject = [this](Diagnostic one) {
      require(!one.text.empty(), "a complaint without words");
      is_fatal = is_fatal || one.fatal;
    };
    return sink;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  TextNotesOptions options;
  options.format = kFormats[data[0] % std::size(kFormats)];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  Found found;
  const bool is_known = read_text_notes(bytes, "file.txt", options, found.sink());
  require(is_known || !found.has_begun, "notes of no format");
  require(!options.format.empty() || is_known == !text_notes_format(bytes).empty(),
          "a format that is and is not");
  require(!is_known || found.has_begun || found.is_fatal, "nothing said of a file");
  if (!found.has_begun) return 0;

  std::stringstream lines;
  read_text_notes(bytes, "file.txt", options, note_lines_to(lines));
  finish_note_lines(lines);
  Found again;
  read_note_lines(lines, again.sink());
  require(again.notes == found.notes, "{} notes became {}", found.notes, again.notes);
  return 0;
}

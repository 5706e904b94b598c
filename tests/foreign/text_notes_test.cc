#include "foreign/text_notes.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/limits.h"
#include "foreign/within_limits.h"
#include "reading_notes.h"
#include "support/real_data.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

TEST_CASE("decks of our own are no notes of other programs") {
  int files = 0;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(LIANXI_SOURCE_DIR "/decks")) {
    if (!file.is_regular_file()) continue;
    CAPTURE(file.path().string());
    CHECK(text_notes_format(bytes_of(file.path())).empty());
    ++files;
  }
  CHECK(files > 40);
}

TEST_CASE("pages, prose, code and dictionaries are none either") {
  const char* rows[] = {
      "====== 联系 ======\n\n  * **Pinyin:** liánxì\n",
      "liánxì: 联系 - To Contact\n\n  • Pinyin: liánxì\n  • HSK Level: HSK 4\n",
      "聯繫 联系 [lian2 xi4] /to get in touch; to reach/link/\n茶 茶 [cha2] /tea/plant, dried/\n",
      "<!DOCTYPE html>\n<html><body>喝\tto drink</body></html>\n",
      "<?xml version=\"1.0\"?>\n<feed/>\n",
      "Dear Anna,\nI drink tea, you drink water.\nYours\n",
      "- 喝: to drink\n- 吃: to eat\n",
      "{\"word\": \"喝\", \"meaning\": \"to drink\"}\n",
      "我每天早上都喝茶，\n他每天晚上都喝水。\n",
  };
  for (const char* text : rows) {
    CAPTURE(std::string(text));
    CHECK(text_notes_format(text).empty());
    const FoundNotes found = read_notes(text);
    CHECK_FALSE(found.is_known);
    CHECK(found.complaints.empty());
  }
}

TEST_CASE("how a text is written is told, and what could not be read in it") {
  const FoundNotes found =
      read_notes(std::string("\xFF\xFE"
                             "a\0\t\0b\0\r\0c\0\t\0d\0\x00\xd8",
                             18));
  CHECK(found.source.told == "TSV, 2 columns, UTF-16, lines ended by CR");
  CHECK(found.values() == std::vector<Values>{{"a", "b"}, {"c", "d\xEF\xBF\xBD"}});
  CHECK(found.codes() == Values{"not-decoded"});

  for (const TextNotesOptions& options : {TextNotesOptions(), as_format("csv")}) {
    CHECK(read_notes(std::string("a\0b", 3), options).codes() == Values{"binary"});
    CHECK(read_notes("", options).codes() == Values{"empty"});
  }
  CHECK(text_notes_format("").empty());
}

TEST_CASE("a note is never larger than its readers accept") {
  FoundNotes found;
  const NoteSink sink = sink_into(found);
  const Report complain("file", sink);
  const NoteSink limited = within_limits(sink, complain);
  limited.type({"table", {std::string(5000, 'x')}, {}, false});
  CHECK(found.types.at(0).fields[0].size() <= kMaxNoteName);
  Note note;
  note.type = "table";
  note.values = {std::string(kMaxNoteText, 'x')};
  note.id = note.deck = std::string(5000, 'x');
  note.tags = {std::string(5000, 'x')};
  limited.accept(note);
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].id.size() <= kMaxNoteName);
  CHECK(found.notes[0].tags[0].size() <= kMaxNoteName);
  note.values[0] += 'x';
  limited.accept(note);
  CHECK(found.notes.size() == 1);
  CHECK(found.codes() == Values{"large-note"});
}

// Real files --------------------------------------------------------------------------------------

struct RealFile {
  const char* name;
  const char* format;  ///< empty: none
  std::size_t notes, cards, complaints;
};

void check_real(const RealFile& file, const TextNotesOptions& options = {}) {
  const std::string path = real_path(file.name);
  if (path.empty()) return;
  CAPTURE(path);
  const std::string bytes = bytes_of(path);
  if (options.format.empty()) CHECK(text_notes_format(bytes) == file.format);
  const FoundNotes found = read_notes(bytes, options, file.name);
  CHECK(found.is_known == (*file.format != '\0'));
  CHECK(found.source.format == (found.is_refused() ? "" : file.format));
  CHECK(found.notes.size() == file.notes);
  std::size_t cards = 0;
  for (const Note& note : found.notes) {
    cards += note.cards.size();
    for (const std::string& value : note.values) CHECK_FALSE(first_invalid_utf8(value));
  }
  CHECK(cards == file.cards);
  CHECK(found.complaints.size() == file.complaints);
  if (found.complaints.size() != file.complaints) {
    for (const Diagnostic& one : found.complaints) MESSAGE(to_string(one));
  }
}

TEST_CASE("real tables and exports have the notes that awk counts in them") {
  const RealFile rows[] = {
      {"anki/anki_text-2fields.txt", "anki-text", 9, 0, 2},
      {"anki/anki_text-tags.txt", "tsv", 2, 0, 0},
      {"anki/anki_text-update.txt", "tsv", 1, 0, 0},
      {"anki/example_deck_fluid.txt", "anki-text", 4, 0, 0},
      {"anki/xiehanzi_2025_HSK1_first60.txt", "tsv", 60, 0, 0},
      {"mnemosyne/excel_import.txt", "tsv", 5, 0, 0},
      {"mnemosyne/tsv_1.txt", "tsv", 2, 0, 1},
      {"mnemosyne/tsv_2.txt", "tsv", 1, 0, 0},
      {"mnemosyne/tsv_3.txt", "", 0, 0, 0},
      {"mnemosyne/tsv_4.txt", "tsv", 1, 0, 0},
      {"mnemosyne/tsv_5.txt", "tsv", 1, 0, 0},
      {"mnemosyne/tsv_6.txt", "tsv", 1, 0, 0},
      {"mnemosyne/tsv_media.txt", "tsv", 2, 0, 0},
      {"pleco/hsk30_pleco_krmanik.txt", "pleco", 11091, 0, 0},
      {"pleco/text_hsk2013_bom_crlf_marks_glxxyz.txt", "pleco", 5001, 0, 0},
      {"sentences/tatoeba_cmn_eng_5000.tsv", "tsv", 5000, 0, 0},
  };
  for (const RealFile& row : rows) check_real(row);
  check_real({"mnemosyne/tsv_3.txt", "tsv", 1, 0, 0}, as_format("tsv"));
}

TEST_CASE("real files of Mnemosyne, SuperMemo and hashcards have their cards") {
  const RealFile rows[] = {
      {"mnemosyne/1sided.xml", "mnemosyne-xml", 4, 4, 0},
      {"mnemosyne/2sided.xml", "mnemosyne-xml", 1, 2, 0},
      {"mnemosyne/3sided.xml", "mnemosyne-xml", 1, 2, 0},
      {"mnemosyne/3sided_corrupt.xml", "mnemosyne-xml", 1, 2, 1},
      {"mnemosyne/3sided_missing.xml", "mnemosyne-xml", 1, 1, 1},
      {"mnemosyne/bad_version.xml", "mnemosyne-xml", 0, 0, 1},
      {"mnemosyne/bad_xml.xml", "mnemosyne-xml", 0, 0, 1},
      {"mnemosyne/dups.xml", "mnemosyne-xml", 28, 56, 0},
      {"mnemosyne/map.xml", "mnemosyne-xml", 1, 2, 0},
      {"mnemosyne/media.xml", "mnemosyne-xml", 1, 1, 0},
      {"mnemosyne/no_id.xml", "mnemosyne-xml", 1, 1, 0},
      {"mnemosyne/tag.xml", "mnemosyne-xml", 4, 4, 0},
      {"mnemosyne/wrong_format.xml", "", 0, 0, 0},
      {"mnemosyne/sm7.txt", "supermemo", 4, 4, 0},
      {"hashcards/Art.md", "hashcards", 2, 2, 0},
      {"hashcards/Audio.md", "hashcards", 1, 1, 0},
      {"hashcards/French.md", "hashcards", 1, 2, 0},
      {"hashcards/Geography.md", "hashcards", 2, 3, 0},
      {"hashcards/Geology.md", "hashcards", 1, 1, 0},
      {"hashcards/Math.md", "hashcards", 6, 9, 0},
      {"hashcards/Quotes.md", "hashcards", 1, 3, 0},
      {"hashcards/test_Deck.md", "hashcards", 2, 2, 0},
  };
  for (const RealFile& row : rows) check_real(row);
  check_real({"mnemosyne/wrong_format.xml", "mnemosyne-xml", 0, 0, 1}, as_format("mnemosyne-xml"));
}

TEST_CASE("real pages are no notes of other programs") {
  const std::string pages = real_path("pages");
  if (pages.empty()) return;
  for (const auto& file : std::filesystem::directory_iterator(pages)) {
    CAPTURE(file.path().string());
    CHECK(text_notes_format(bytes_of(file.path())).empty());
  }
}

}  // namespace
}  // namespace lianxi

// The part of `import` that takes files of other programs: what was found is shown, and then taken.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "app/commands.h"
#include "app/dictionary_file.h"
#include "app/foreign.h"
#include "app/import_report.h"
#include "app/incoming_media.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/progress_bar.h"
#include "app/text_file.h"
#include "base/limits.h"
#include "import/cedict.h"
#include "import/own_notes.h"
#include "import/sentence_pairs.h"
#include "import/word_list.h"
#include "session/dictionary_choice.h"
#include "session/import_notes.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// What a template's card becomes.
std::string card_text(const NoteMapping& mapping, std::size_t index) {
  const auto kind = mapping.kind_of(index);
  return fmt::format("{}: {}", mapping.type.templates[index].name,
                     to_string(kind.value_or(CardKind::plain)));
}

void print_mappings(const NoteFile& file, const std::vector<NoteMapping>& mappings, Shell& shell) {
  const std::string name = fs::path(file.path).filename().string();
  shell.out << shell.safe(
      fmt::format("{}: {}, {}", name, file.source.told, counted(file.notes.size(), "note")));
  if (file.cards() > 0) shell.out << ", " << counted(file.cards(), "card");
  if (file.reviews() > 0) shell.out << ", " << counted(file.reviews(), "review");
  shell.out << '\n';
  for (const NoteType& type : file.types) {
    if (is_own(type)) shell.out << shell.safe("  " + type.name + ": taken back as it was") << '\n';
  }
  for (const NoteMapping& mapping : mappings) {
    shell.out << shell.safe(fmt::format("  {}: {}", mapping.type.name, describe(mapping))) << '\n';
    if (!mapping.has_words() || mapping.type.templates.empty()) continue;
    std::string cards;
    for (std::size_t i = 0; i < mapping.type.templates.size(); ++i) {
      cards += (i == 0 ? "" : ", ") + card_text(mapping, i);
    }
    shell.out << shell.safe(fmt::format("    cards: {}", cards)) << '\n';
  }
}

Json mappings_json(const std::vector<NoteMapping>& mappings) {
  Json json = Json::array();
  for (const NoteMapping& mapping : mappings) {
    Json fields = Json::object();
    for (std::size_t i = 0; i < mapping.roles.size(); ++i) {
      const std::string& name = mapping.type.fields[i];
      fields[name.empty() ? fmt::format("{}", i + 1) : name] =
          std::string(to_string(mapping.roles[i]));
    }
    json.push_back(
        {{"type", mapping.type.name}, {"words", mapping.has_words()}, {"fields", fields}});
  }
  return json;
}

Json notes_json(const NoteSource& source, const std::vector<NoteMapping>& mappings,
                const NotesReport& report, std::size_t notes) {
  return {{"format", source.format},
          {"told", source.told},
          {"notes", notes},
          {"own", report.own},
          {"words", report.words},
          {"plain", report.plain},
          {"repeated", report.repeated},
          {"without_answer", report.bare},
          {"without_reading", report.unread},
          {"mappings", mappings_json(mappings)},
          {"history",
           {{"cards", report.history.cards},
            {"reviews_new", report.history.reviews_new},
            {"reviews_known", report.history.reviews_known}}}};
}

void print_notes(const NotesReport& report, Shell& shell) {
  if (report.own > 0) {
    shell.out << fmt::format("  {} that lianxi wrote\n", counted(report.own, "note"));
  }
  if (report.own == 0 || report.words > 0 || report.plain > 0) {
    shell.out << fmt::format("  {}, {}", counted(report.words, "word"),
                             counted(report.plain, "plain card"));
    if (report.repeated > 0) shell.out << fmt::format(", {} said twice", report.repeated);
    shell.out << '\n';
  }
  const HistoryReport& history = report.history;
  if (history.cards > 0) {
    shell.out << fmt::format("  history: {} of {}", counted(history.reviews_new, "review"),
                             counted(history.cards, "card"));
    if (history.reviews_known > 0)
      shell.out << fmt::format(", {} known already", history.reviews_known);
    shell.out << '\n';
  }
  if (report.unread > 0) {
    shell.err << fmt::format(
        "plain cards, for their pinyin is not sure: {}; a field with pinyin makes them words, and "
        "mostly lianxi dict install does\n",
        counted(report.unread, "word"));
  }
  if (report.bare > 0) {
    shell.err << fmt::format(
        "left out, for nothing answers them: {}; lianxi add --file makes entries of words alone\n",
        counted(report.bare, "note"));
  }
}

/// Files for the dictionary look like tables of words; taken as notes they would be questions
/// that nobody asks.
void refuse_dictionary_file(const std::string& path, Shell& shell) {
  if (fs::file_size(path) > kMaxFile) return;
  std::string text;
  try {
    text = text_of_file(path, shell);
  } catch (const Error&) {
    return;  // no text: an archive of another program, a database
  }
  const std::string_view kind = is_cedict(text)           ? "a dictionary"
                                : is_word_list(text)      ? "a list of words"
                                : is_sentence_pairs(text) ? "a collection of sentences"
                                                          : "";
  if (kind.empty()) return;
  throw Error(ErrorKind::input, fmt::format("{} is {}, which is looked up, not learnt", path, kind),
              "lianxi dict install takes it, lianxi add makes entries from it; --format tsv takes "
              "its lines as cards all the same");
}

/// What the installed dictionary says of a word, names aside; nothing without one.
SpellingOf spelling_in_dictionary(Shell& shell) {
  if (!fs::exists(dictionary_path(shell))) return {};
  auto dictionary = std::make_shared<Db>(open_dictionary(shell));
  return [dictionary](std::string_view word) -> std::optional<KnownSpelling> {
    const auto found = find_headword(*dictionary, word);
    if (!found) return std::nullopt;
    const bool one = found->own == 1 || found->readings.size() == 1;
    return KnownSpelling{found->headword, one ? pinyin_of(found->readings.front()) : ""};
  };
}

bool is_asked(const Shell& shell) {
  return shell.in_is_terminal && shell.out_is_terminal && !shell.options.no_input &&
         !shell.options.json && !shell.options.force;
}

}  // namespace

bool is_binary(const std::string& path) {
  std::array<char, 16> bytes{};
  std::ifstream(path, std::ios::binary).read(bytes.data(), bytes.size());
  const std::string_view beginning(bytes.data(), bytes.size());
  constexpr std::string_view kMagic[] = {"PK",       "\x1f\x8b", "SQLite format 3",
                                         "\xff\xfe", "\xfe\xff", "\x80\x02"};
  return std::any_of(std::begin(kMagic), std::end(kMagic),
                     [&](std::string_view magic) { return beginning.starts_with(magic); });
}

std::optional<int> import_note_file(const ImportOptions& options, const std::string& path,
                                    Shell& shell) {
  if (options.format.empty()) refuse_dictionary_file(path, shell);
  NoteFile file;
  file.path = path;
  IncomingMedia media(media_folder(shell.collection_path()));
  ProgressBar bar(shell);
  const OnProgress progress = bar.progress();
  Steps reading(progress, "reading notes", 0);
  NoteSink sink = file.sink([&](const NoteMedia& one) {
    if (!options.dry_run) media.add(one);
  });
  sink.accept = [&, keep = sink.accept](Note note) {
    keep(std::move(note));
    reading.step();
  };
  const bool known = read_notes(path, options.format, sink);
  bar.clear();
  if (!known && options.format.empty()) return std::nullopt;
  if (!known) {
    throw Error(ErrorKind::usage, fmt::format("--format {}: {} is not so", options.format, path),
                "leave it out, and the file tells what it is");
  }
  std::vector<NoteMapping> mappings = propose_mappings(file);
  for (const std::string& change : options.map) change_mapping(mappings, change);
  if (!shell.options.quiet && !shell.options.json) print_mappings(file, mappings, shell);
  if (!options.dry_run && !file.notes.empty() && is_asked(shell) &&
      !shell.confirm("take them so? (--map changes it)")) {
    shell.out << "nothing was imported\n";
    return kNo;
  }
  NotesReport report;
  const NoteSource source = file.source;
  const std::size_t notes = file.notes.size();
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  ImportTeller teller(options, db, shell, progress);
  try {
    import_notes(db, shell.stamp(store::load_settings(db)), std::move(file), mappings,
                 spelling_in_dictionary(shell), teller.job(report.decks), report);
  } catch (const Error&) {
    bar.clear();
    teller.tell_refused(report.decks);  // the answer to what could not be done
    throw;
  }
  const std::vector<std::string> refused = media.keep();
  bar.clear();
  if (!shell.options.quiet && !shell.options.json) print_notes(report, shell);
  teller.tell(report.decks, {{"notes", notes_json(source, mappings, report, notes)}});
  if (shell.options.json) return kDone;
  for (const std::string& name : refused) {
    shell.err << shell.safe(name)
              << ": another file of this name is kept already; this one is not\n";
  }
  return kDone;
}

}  // namespace lianxi::app

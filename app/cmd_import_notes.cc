// The part of `import` that takes files of other programs: what was found is shown, and then taken.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/commands.h"
#include "app/foreign.h"
#include "app/import_report.h"
#include "app/incoming_media.h"
#include "app/json.h"
#include "app/lookup.h"
#include "base/limits.h"
#include "import/own_notes.h"
#include "import/reader.h"
#include "session/import_notes.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// Files that are text in no form of ours are tried; the beginning tells all others.
bool is_binary_format(std::string_view beginning) {
  constexpr std::string_view kMagic[] = {"PK",       "\x1f\x8b", "SQLite format 3",
                                         "\xff\xfe", "\xfe\xff", "\x80\x02"};
  return std::any_of(std::begin(kMagic), std::end(kMagic),
                     [&](std::string_view magic) { return beginning.starts_with(magic); });
}

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
    if (is_own(type))
      shell.out << shell.safe(fmt::format("  {}: taken back as it was\n", type.name));
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
    shell.out << fmt::format("  {} words, {}", report.words, counted(report.plain, "plain card"));
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
        "{} have no pinyin and came in as plain cards; with a dictionary installed (lianxi dict "
        "install) they become words\n",
        counted(report.unread, "word"));
  }
}

bool is_asked(const Shell& shell) {
  return shell.in_is_terminal && shell.out_is_terminal && !shell.options.no_input &&
         !shell.options.json && !shell.options.force;
}

}  // namespace

bool is_note_file(const std::string& path) {
  if (path == "-" || !fs::is_regular_file(path)) return false;
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxFile, '\0');
  in.read(text.data(), std::ssize(text));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (is_binary_format(text)) return true;
  const bool is_text = !trim(text).empty() && text.find('\0') == std::string::npos;
  return is_text && text_kind(text) == TextKind::unknown;
}

int import_note_file(const ImportOptions& options, const std::string& path, Shell& shell) {
  NoteFile file;
  file.path = path;
  IncomingMedia media(media_folder(shell.collection_path()));
  read_notes(path, options.format, file.sink([&](const NoteMedia& one) {
    if (!options.dry_run) media.add(one);
  }));
  std::vector<NoteMapping> mappings = propose_mappings(file);
  for (const std::string& change : options.map) change_mapping(mappings, change);
  if (!shell.options.quiet && !shell.options.json) print_mappings(file, mappings, shell);
  if (!options.dry_run && is_asked(shell) && !shell.confirm("take them so? (--map changes it)")) {
    shell.out << "nothing was imported\n";
    return kNo;
  }
  NotesReport report;
  const NoteSource source = file.source;
  const std::size_t notes = file.notes.size();
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  ImportTeller teller(options, db, shell);
  import_notes(db, shell.stamp(store::load_settings(db)), std::move(file), mappings, {},
               teller.job(report.decks), report);
  const std::vector<std::string> refused = media.keep();
  teller.tell(report.decks, {{"notes", notes_json(source, mappings, report, notes)}});
  if (shell.options.json) return kDone;
  if (!shell.options.quiet) print_notes(report, shell);
  for (const std::string& name : refused) {
    shell.err << shell.safe(name)
              << ": another file of this name is kept already; this one is not\n";
  }
  return kDone;
}

}  // namespace lianxi::app

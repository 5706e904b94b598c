// The part of `export` that writes notes: a package of Anki, its text form, tables.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "app/commands.h"
#include "app/foreign.h"
#include "app/incoming_media.h"
#include "app/json.h"
#include "app/lookup.h"
#include "base/limits.h"
#include "export/anki_text.h"
#include "import/media_names.h"
#include "session/export_notes.h"
#include "session/note_tables.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

NoteExport note_export(Db& db, const ExportOptions& options, Shell& shell) {
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const SchedulerChoice choice = settings.choice();
  const auto* fsrs = std::get_if<FsrsOptions>(&choice.options);
  return {query_of(db, options.query), today, shell.clock->now().offset,
          shell.stamp(settings).rollover, fsrs ? std::optional(fsrs->retention) : std::nullopt};
}

/// Pictures and sounds that notes speak of, from the collection's folder.
class OutgoingMedia {
 public:
  explicit OutgoingMedia(std::string folder) : folder_(std::move(folder)) {}

  void note(const Note& note) {
    for (const std::string& value : note.values) {
      for (std::string& name : media_names(value)) names_.insert(std::move(name));
    }
  }
  /// Gives those that are there; returns the names of the others.
  std::vector<std::string> give(const NoteSink& sink) const {
    std::vector<std::string> missing;
    for (const std::string& name : names_) {
      const fs::path path = fs::path(folder_) / name;
      std::error_code none;
      const bool is_there = is_safe_file_name(name) && fs::is_regular_file(path, none) &&
                            fs::file_size(path, none) <= kMaxMedium;
      std::ifstream in;
      if (is_there) in.open(path, std::ios::binary);
      if (!in.is_open()) {
        missing.push_back(name);
        continue;
      }
      sink.media({name, std::string(std::istreambuf_iterator<char>(in), {})});
    }
    return missing;
  }
  std::size_t count() const { return names_.size(); }

 private:
  std::string folder_;
  std::set<std::string> names_;
};

void tell(const ExportedNotes& told, std::size_t media, const std::vector<std::string>& missing,
          const ExportOptions& options, Shell& shell) {
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"file", options.file},
                       {"notes", told.notes},
                       {"cards", told.cards},
                       {"reviews", told.reviews},
                       {"media", media},
                       {"missing_media", missing},
                       {"cards_left_out", told.without_face}});
    return;
  }
  for (const std::string& name : missing) {
    shell.err << shell.safe(name) << ": the picture or sound is not there; its note goes without\n";
  }
  if (shell.options.quiet) return;
  shell.out << shell.safe(fmt::format("{}: {}, {}, {}", options.file, counted(told.notes, "note"),
                                      counted(told.cards, "card"),
                                      counted(told.reviews, "review")));
  if (media > 0) shell.out << ", " << fmt::format("{} pictures and sounds", media);
  shell.out << '\n';
  if (told.without_face > 0) {
    shell.out << fmt::format("  {} left out: its entry no longer makes it\n",
                             counted(told.without_face, "card"));
  }
}

}  // namespace

void export_anki(Db& db, const ExportOptions& options, Shell& shell) {
  if (options.file.empty() || options.file == "-") {
    throw Error(ErrorKind::usage, "export anki writes a package, not text",
                "name its file: -o lianxi.apkg; `lianxi export text` writes text");
  }
  if (fs::exists(options.file) && !shell.options.force) {
    throw Error(ErrorKind::usage, options.file + " is there already",
                "name another file, or write over it with --force");
  }
  ExportedNotes told;
  OutgoingMedia media(media_folder(shell.collection_path()));
  std::vector<std::string> missing;
  const NoteExport how = note_export(db, options, shell);
  const auto at = std::chrono::floor<std::chrono::seconds>(shell.clock->now().utc);
  write_anki_package(options.file, at.time_since_epoch().count(), [&](const NoteSink& sink) {
    NoteSink watched = sink;
    watched.accept = [&](Note note) {
      media.note(note);
      sink.accept(std::move(note));
    };
    told = export_notes(db, how, watched);
    missing = media.give(sink);
  });
  tell(told, media.count() - missing.size(), missing, options, shell);
}

void export_note_text(Db& db, const ExportOptions& options, Shell& shell, std::ostream& out) {
  NoteFile notes;
  export_notes(db, note_export(db, options, shell), notes.sink({}));
  if (options.format == "csv") return write_csv(sheet_table(notes), out);
  if (options.format == "tsv") return write_tsv(sheet_table(notes), out);
  if (options.format == "json") return write_json({sheet_table(notes)}, out);
  write_anki_text(anki_table(notes), out);
}

}  // namespace lianxi::app

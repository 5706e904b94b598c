#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/commands.h"
#include "app/conflicts.h"
#include "app/entry_lint.h"
#include "app/lookup.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "store/entries.h"
#include "text/shell_word.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// Lines of a text for the editor that are no part of the entry.
constexpr std::string_view kRemark = "%%";

struct Subject {
  store::EntryRow row;
  Key key;
  std::vector<EntryConflict> conflicts;
};

std::optional<Subject> subject_of(Db& db, const std::string& word) {
  const auto rows = store::find_entries(db, nfkc(trim(word)));
  if (rows.empty()) return std::nullopt;
  const Key key = store::key_of(db, static_cast<KeyId>(rows.front().id));
  return Subject{rows.front(), key, conflicts_of(db, key, store::dead_events(db))};
}

std::vector<EntryConflict> all_conflicts(Db& db) {
  const DeadEvents dead = store::dead_events(db);
  std::set<Key> edited;
  for (const Event& event : store::events_of_type(db, EventType::edit)) {
    if (event.subject) edited.insert(*event.subject);
  }
  std::vector<EntryConflict> all;
  for (const Key& key : edited) {
    for (EntryConflict& conflict : conflicts_of(db, key, dead)) all.push_back(std::move(conflict));
  }
  return all;
}

int list_conflicts(Db& db, Shell& shell) {
  const auto conflicts = all_conflicts(db);
  if (shell.options.json) {
    print_json(shell, {{"schema", 1}, {"conflicts", conflicts_json(conflicts)}});
  } else {
    for (const EntryConflict& conflict : conflicts) {
      shell.out << shell.safe(conflict_text(conflict)) << '\n';
    }
    if (conflicts.empty()) {
      shell.out << "no conflicts; lianxi edit WORD changes an entry\n";
    } else {
      shell.out << "settle one with lianxi edit WORD, or with --mine or --theirs\n";
    }
  }
  return conflicts.empty() ? kDone : kNo;
}

int settle_conflicts(Db& db, const Subject& subject, bool mine, Shell& shell) {
  if (subject.conflicts.empty()) {
    shell.out << shell.safe(subject.row.headword) << " has no conflicts\n";
    return kNo;
  }
  Transaction transaction(db);
  using Settle = lianxi::ImportOptions::Settle;
  settle(db, shell.stamp(store::load_settings(db)), subject.conflicts,
         mine ? Settle::mine : Settle::theirs);
  transaction.commit();
  shell.out << fmt::format("{} settled\n", counted(std::ssize(subject.conflicts), "conflict"));
  return kDone;
}

// The text -------------------------------------------------------------------------------------

std::string text_for_editor(const Subject& subject) {
  std::string text;
  if (!subject.conflicts.empty()) {
    text += fmt::format(
        "{} The deck has changed what you had edited. What stands below is yours;\n"
        "{} saving settles it as it then reads.\n",
        kRemark, kRemark);
    for (const EntryConflict& conflict : subject.conflicts) {
      text += fmt::format("{} {}\n", kRemark, conflict_text(conflict));
    }
  }
  return text + subject.row.text;
}

std::string without_remarks(const std::string& text) {
  std::istringstream lines(text);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kRemark)) kept += line + "\n";
  }
  return kept;
}

/// A text as it is read from a deck.
std::string read_all(std::istream& in, const std::string& name) {
  const Sink sink{[](const Entry&) {},
                  [](const Diagnostic& complaint) {
                    throw Error(ErrorKind::input, to_string(complaint), "nothing was changed");
                  }};
  return read_text(in, name, sink).value();
}

/// A file of the learner's own while he edits; kept where something goes wrong.
class EditorFile {
 public:
  explicit EditorFile(const std::string& text) {
    std::string folder = (fs::temp_directory_path() / "lianxi-XXXXXX").string();
    if (!mkdtemp(folder.data())) {
      throw Error(ErrorKind::usage,
                  "no temporary folder could be made in " + fs::temp_directory_path().string(),
                  "set TMPDIR to a folder that you may write");
    }
    folder_ = folder;
    std::ofstream(path()) << text;
  }
  ~EditorFile() {
    std::error_code ignored;
    if (!keep_) fs::remove_all(folder_, ignored);
  }
  EditorFile(const EditorFile&) = delete;
  EditorFile& operator=(const EditorFile&) = delete;

  std::string path() const { return (folder_ / "entry.md").string(); }
  /// The text is worth something: it outlives the program.
  void keep() { keep_ = true; }

 private:
  fs::path folder_;
  bool keep_ = false;
};

std::string editor_of(const Shell& shell) {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    if (const auto editor = shell.env(name); editor && !editor->empty()) return *editor;
  }
  throw Error(ErrorKind::usage, "the environment names no editor",
              "set EDITOR, or give the new text with --file FILE");
}

std::string text_from_editor(const Subject& subject, EditorFile& file, Shell& shell) {
  const std::string command = fmt::format("{} {}", editor_of(shell), shell_word(file.path()));
  if (std::system(command.c_str()) != 0) {
    throw Error(ErrorKind::usage, fmt::format("{} ended with an error", editor_of(shell)),
                subject.row.headword + " stays as it was");
  }
  std::ifstream in(file.path());
  try {
    return read_all(in, file.path());
  } catch (const Error&) {
    file.keep();
    throw;
  }
}

std::string text_from_file(const std::string& name, Shell& shell) {
  if (name == "-") return read_all(shell.in, name);
  std::ifstream in(name);
  if (!in) throw Error(ErrorKind::input, name + ": cannot be opened", "see whether it is there");
  return read_all(in, name);
}

// Taking it ------------------------------------------------------------------------------------

/// The one entry of the text. Throws Error (input) where there is none or it has findings.
Entry checked_entry(Db& db, const Subject& subject, const std::string& text,
                    const std::string& name, Shell& shell) {
  const std::string hint =
      fmt::format("mend it and take it with: lianxi edit {} --file {}", subject.row.headword, name);
  const LintFile read = read_lint_file(text, name);
  refuse_findings(new_findings(db, subject.row.text, text, name), hint, shell);
  if (read.entries.size() != 1) {
    throw Error(ErrorKind::input,
                fmt::format("{} entries in the text, 1 is wanted", read.entries.size()), hint);
  }
  const Entry& entry = read.entries.front();
  if (entry.headword != subject.row.headword && !store::find_entries(db, entry.headword).empty()) {
    throw Error(ErrorKind::input, entry.headword + " is an entry already",
                "an entry may be given a new headword, but not another's");
  }
  return entry;
}

/// The edits, and for conflicts that were looked at and left as they are the same text again.
std::vector<FieldEdit> edits_of(const Subject& subject, const Entry& after) {
  std::vector<FieldEdit> edits = edits_between(parse_entry(subject.row.text), after);
  for (const EntryConflict& conflict : subject.conflicts) {
    const bool edited = std::any_of(edits.begin(), edits.end(), [&](const FieldEdit& edit) {
      return edit.path == conflict.conflict.path;
    });
    if (!edited) edits.push_back({conflict.conflict.path, conflict.conflict.mine});
  }
  return edits;
}

int take(Db& db, const Subject& subject, const Entry& after, Shell& shell) {
  const auto edits = edits_of(subject, after);
  if (edits.empty()) {
    shell.out << "nothing changed\n";
    return kDone;
  }
  const store::Stamp stamp = shell.stamp(store::load_settings(db));
  Transaction transaction(db);
  std::vector<std::pair<Key, Act>> acts;
  for (const FieldEdit& edit : edits) acts.emplace_back(subject.key, EditAct{edit.path, edit.text});
  record_together(db, stamp, acts);
  transaction.commit();
  if (!shell.options.quiet) {
    shell.out << fmt::format("{} changed in {}; your reviews stay\n",
                             counted(std::ssize(edits), "field"), shell.safe(after.headword));
  }
  return kDone;
}

int edit_text(Db& db, const Subject& subject, const EditOptions& options, Shell& shell) {
  if (!options.file.empty()) {
    const std::string text = without_remarks(text_from_file(options.file, shell));
    return take(db, subject, checked_entry(db, subject, text, options.file, shell), shell);
  }
  EditorFile file(text_for_editor(subject));
  const std::string text = without_remarks(text_from_editor(subject, file, shell));
  if (text == subject.row.text && subject.conflicts.empty()) {
    shell.out << "nothing changed\n";
    return kDone;
  }
  file.keep();
  std::ofstream(file.path()) << text;
  const Entry after = checked_entry(db, subject, text, file.path(), shell);
  std::error_code ignored;
  fs::remove_all(fs::path(file.path()).parent_path(), ignored);
  return take(db, subject, after, shell);
}

}  // namespace

int run_edit(const EditOptions& options, Shell& shell) {
  if (options.word.empty()) {
    Db db = shell.open_to_read();
    return list_conflicts(db, shell);
  }
  Db db = shell.open_to_write();
  const auto subject = subject_of(db, options.word);
  if (!subject) {
    shell.err << shell.safe(fmt::format("edit: no entry for {0}; lianxi find {0} looks for it",
                                        options.word))
              << '\n';
    return kNo;
  }
  if (options.mine || options.theirs) return settle_conflicts(db, *subject, options.mine, shell);
  return edit_text(db, *subject, options, shell);
}

}  // namespace lianxi::app

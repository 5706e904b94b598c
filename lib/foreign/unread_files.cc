#include "foreign/unread_files.h"

#include <string_view>

#include "foreign/archive.h"
#include "foreign/file_kind.h"

namespace lianxi {
namespace {

[[noreturn]] void leave_unread(const std::string& why, const std::string& hint) {
  throw Error(ErrorKind::input, why, hint);
}

bool has_table(Db& db, std::string_view name) {
  return query_one<int>(db, "select 1 from sqlite_schema where type = 'table' and name = ?", name)
      .has_value();
}

void refuse_database(Db& db) {
  if (has_table(db, "pleco_flash_properties")) {
    leave_unread("is a backup of Pleco's flashcards, which only Pleco can use",
                 "export them from Pleco as text or XML: Import / Export, Export Cards");
  }
  if (has_table(db, "revlog") && has_table(db, "notes")) {
    leave_unread("is a collection of Anki outside of its package",
                 "export it from Anki: File, Export, .apkg or .colpkg");
  }
  leave_unread("is a database of no program that lianxi knows",
               "export the cards from the program that made it, as text, CSV or XML");
}

void refuse_archive(const Archive& archive) {
  if (archive.find("[Content_Types].xml")) {
    leave_unread("is a document of an office program", "save it as CSV or as plain text");
  }
  leave_unread("is an archive in which there are no cards that lianxi knows",
               "unpack it, and import the files in it");
}

/// Whatever else Python has written down as a program that makes it again.
bool is_pickle(const std::string& path) {
  const std::string begin = first_bytes(path, 2);
  return begin.size() == 2 && begin[0] == '\x80' && begin[1] >= 2 && begin[1] <= 5;
}

/// Written by Python's pickle, which a reader would have to run.
bool is_mnemosyne_1(const std::string& path) {
  constexpr std::string_view kHeader = "--- Mnemosyne Data Base ---";
  return first_bytes(path, kHeader.size()) == kHeader;
}

}  // namespace

void refuse_unread_file(const std::string& path) {
  if (is_mnemosyne_1(path)) {
    leave_unread(
        "is a database of Mnemosyne 1, which is a program rather than data and is never run",
        "export it from Mnemosyne 1 as XML, or from Mnemosyne 2 as a .cards file");
  }
  if (is_pickle(path)) {
    leave_unread(
        "is a pickle of Python, which may do anything when it is loaded; lianxi loads none",
        "export the cards from the program that made it, as text, CSV or XML");
  }
  const FileKind kind = file_kind(path);
  if (kind == FileKind::zip) refuse_archive(Archive(path));
  if (kind != FileKind::sqlite) return;
  UnnamedFile copy;
  copy_file(path, copy);
  try {
    Db db = open_foreign(copy);
    refuse_database(db);
  } catch (const Error& error) {
    throw as_input_error(error);
  }
}

}  // namespace lianxi

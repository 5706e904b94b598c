#include "foreign/mnemosyne.h"

#include "base/error.h"
#include "foreign/archive.h"
#include "foreign/file_kind.h"
#include "foreign/mnemosyne_cards.h"
#include "foreign/mnemosyne_db.h"
#include "sqlite/foreign_file.h"

namespace lianxi {
namespace {

bool is_open_elsewhere(const std::string& path) {
  // SQLite's log of what is being written; Mnemosyne leaves the file there with zeros in front.
  return first_bytes(path + "-journal", 8) == "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
}

bool read_database(const std::string& path, const NoteSink& sink) {
  UnnamedFile copy;
  copy_file(path, copy);
  try {
    Db db = open_foreign(copy);
    if (!is_mnemosyne_db(db)) return false;
    if (is_open_elsewhere(path)) {
      throw Error(ErrorKind::input, "is being written by Mnemosyne",
                  "close Mnemosyne, or open it once and close it if it has crashed");
    }
    read_mnemosyne_db(db, path, sink);
  } catch (const Error& error) {
    throw as_input_error(error);
  }
  return true;
}

}  // namespace

bool read_mnemosyne(const std::string& path, const NoteSink& sink) {
  switch (file_kind(path)) {
    case FileKind::sqlite:
      return read_database(path, sink);
    case FileKind::zip: {
      const Archive archive(path);
      if (!is_mnemosyne_cards(archive)) return false;
      read_mnemosyne_cards(archive, path, sink);
      return true;
    }
    default:
      return false;
  }
}

}  // namespace lianxi

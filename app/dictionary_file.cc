#include "app/dictionary_file.h"

#include "sqlite/durable.h"

namespace lianxi::app {

std::string dictionary_path(const Shell& shell) {
  return folder_of(shell.collection_path()) + "/dictionary.db";
}

Db open_dictionary(const Shell& shell) { return store::open_dictionary(dictionary_path(shell)); }

}  // namespace lianxi::app

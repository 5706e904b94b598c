#pragma once

// Pictures and sounds that come with notes. They wait in a folder of their own until what they
// belong to stands in the collection, and then move into the folder beside it.

#include <cstddef>
#include <string>
#include <vector>

#include "import/notes.h"

namespace lianxi::app {

/// The folder of a collection's media: "collection.db" has "collection.media" beside it.
std::string media_folder(const std::string& collection);

class IncomingMedia {
 public:
  /// `folder`: media_folder(); made when the first one comes.
  explicit IncomingMedia(std::string folder) : folder_(std::move(folder)) {}
  /// Whatever was not kept goes.
  ~IncomingMedia();
  IncomingMedia(const IncomingMedia&) = delete;
  IncomingMedia& operator=(const IncomingMedia&) = delete;

  /// Throws Error (input) where it cannot be written.
  void add(const NoteMedia& media);
  std::size_t count() const { return names_.size(); }
  /// Moves them to where they stay. Those of a name that is taken by other bytes stay out; their
  /// names are returned.
  std::vector<std::string> keep();

 private:
  void begin();

  std::string folder_;
  std::string waiting_;  ///< within it, of this import alone
  std::vector<std::string> names_;
};

}  // namespace lianxi::app

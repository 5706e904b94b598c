#pragma once

// What a reader of notes finds, all in one place.

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "foreign/text_notes.h"

namespace lianxi {

using Values = std::vector<std::string>;

struct FoundNotes {
  bool is_known = false;
  NoteSource source;
  std::vector<NoteType> types;
  std::vector<Note> notes;
  Diagnostics complaints;

  std::vector<Values> values() const {
    std::vector<Values> all;
    for (const Note& note : notes) all.push_back(note.values);
    return all;
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const Diagnostic& one : complaints) all.push_back(one.code);
    return all;
  }
  bool is_refused() const { return !complaints.empty() && complaints.back().fatal; }
};

/// Puts what it is given there; throws where a note has no type before it, or another width.
inline NoteSink sink_into(FoundNotes& found) {
  const auto fail = [](const char* what) { throw std::logic_error(what); };
  NoteSink sink;
  sink.begin = [&found](NoteSource source) { found.source = std::move(source); };
  sink.type = [&found](NoteType type) { found.types.push_back(std::move(type)); };
  sink.media = [fail](NoteMedia) { fail("a text file has no media"); };
  sink.reject = [&found](Diagnostic one) { found.complaints.push_back(std::move(one)); };
  sink.accept = [&found, fail](Note note) {
    for (const NoteType& type : found.types) {
      if (type.name != note.type) continue;
      if (type.fields.size() != note.values.size()) fail("a note of another width");
      found.notes.push_back(std::move(note));
      return;
    }
    fail("a note without its type");
  };
  return sink;
}

inline FoundNotes read_notes(std::string_view bytes, const TextNotesOptions& options = {},
                             std::string_view source = "file") {
  FoundNotes found;
  found.is_known = read_text_notes(bytes, source, options, sink_into(found));
  return found;
}

inline TextNotesOptions as_format(std::string format) {
  TextNotesOptions options;
  options.format = std::move(format);
  return options;
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace lianxi

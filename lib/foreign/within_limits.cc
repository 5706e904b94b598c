#include "foreign/within_limits.h"

#include <utility>

#include "foreign/html.h"

namespace lianxi {
namespace {

/// Of a note: its lines of JSON may be some times as long as its text.
constexpr std::size_t kLargest = kMaxNote / 8;
constexpr std::size_t kMostTagsKept = 500;

void cut(std::string& name) {
  if (name.size() > kMaxNoteName || name.find('\n') != name.npos) name = plain_name(name);
}

/// Bytes of all that is said; more than any limit where one part of it is too large.
std::size_t size_of(const Note& note) {
  std::size_t size = 0;
  const auto add = [&size](const std::string& text) {
    size += text.size() > kMaxNoteText ? kMaxNote : text.size();
  };
  for (const std::string& value : note.values) add(value);
  for (const PastCard& card : note.cards) {
    add(card.question);
    add(card.answer);
  }
  return size;
}

void cut_names(Note& note) {
  cut(note.id);
  cut(note.deck);
  if (note.tags.size() > kMostTagsKept) note.tags.resize(kMostTagsKept);
  for (std::string& tag : note.tags) cut(tag);
  for (PastCard& card : note.cards) {
    cut(card.id);
    cut(card.deck);
  }
}

}  // namespace

NoteSink within_limits(const NoteSink& sink, const Report& complain) {
  NoteSink limited = sink;
  limited.type = [&sink](NoteType type) {
    for (std::string& field : type.fields) cut(field);
    sink.type(std::move(type));
  };
  limited.accept = [&sink, &complain](Note note) {
    if (size_of(note) > kLargest || note.cards.size() > kMaxNoteCards) {
      return complain(note.line, "large-note", "a note of more than 1 MiB; it is left out");
    }
    cut_names(note);
    sink.accept(std::move(note));
  };
  return limited;
}

}  // namespace lianxi

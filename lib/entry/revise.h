#pragma once

// An entry over time. What its sources say changes with every import; what the learner has edited
// stays. Both come as acts in the order of the log, and the entry is their fold: the sources as
// they stand now, with each edit put on top, field by field. Nothing of this needs more than the
// log, so undoing an import or an edit brings back what stood before.
//
// An edit remembers what the sources said when it was made. Where they still say so, it stands;
// where they have come to say the same, it is done with; where they say something else again, the
// edit stays and the two are a conflict, which a further edit of the field settles.
//
// What people have written comes before what a dictionary says, whichever came first: a dictionary
// only fills what they leave empty (fill.h).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"
#include "entry/fields.h"

namespace lianxi {

/// Under which names an entry and its cards were given their keys. Correcting a headword or a
/// reading in its place changes what is shown and never a key.
struct FirstNames {
  std::string headword;                         ///< empty: as it is now
  std::map<std::string, std::string> readings;  ///< as it is now (to_marks) -> as it was first

  /// A form of the entry (which holds its headword) as it was called first.
  std::string form(std::string_view now, std::string_view headword_now) const;
  /// A reading as it was called first; `now` in to_marks() form.
  std::string reading(const std::string& now) const;
  /// Takes note that `after` has come in the place of `before`.
  void follow(const Entry& before, const Entry& after);
  friend bool operator==(const FirstNames&, const FirstNames&) = default;
};

/// A field that the learner and a source have both changed. Editing it to either text settles it.
struct Conflict {
  std::string path;    ///< see fields.h
  std::string mine;    ///< what stands; empty: removed
  std::string theirs;  ///< what the sources say; empty: nothing, "+": an item is there
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

struct RevisedEntry {
  Entry entry;
  FirstNames names;
  std::vector<Conflict> conflicts;
};

/// What a source may do beside others.
enum class SourceRole {
  speaks,          ///< written by people: a page, a deck
  fills,           ///< a dictionary: adds only what they leave empty
  fills_and_reads  ///< likewise, and the learner has asked for just its readings
};

/// Folds the imports and edits of one entry, which come in the order of the log.
class EntryFold {
 public:
  /// What a source says from now on. Sources that speak are joined in the order in which they first
  /// came, and those that fill come behind them all.
  void import(std::int64_t source, Entry entry, SourceRole role = SourceRole::speaks);
  /// The learner sets a field; see set_field(). An edit before any import does nothing.
  void edit(const std::string& path, const std::string& text);
  bool empty() const { return sources_.empty(); }
  /// The entry as it stands; the headword and the readings of the sources where the edits leave
  /// none. Precondition: not empty().
  RevisedEntry result() const;

 private:
  struct Source {
    std::int64_t id;
    Entry entry;
    SourceRole role;
  };
  struct Edit {
    std::string path, text;
    std::string base;          // what the sources said when it was made
    std::vector<Field> owner;  // the item it belongs to, as it was then
  };

  Entry joined() const;
  Entry revised(std::vector<Conflict>* conflicts) const;

  std::vector<Source> sources_;
  std::vector<Edit> edits_;  // of a field only the latest, in the order of the log
  FirstNames names_;
};

/// The edits that make `after` of `before`: paths and texts for EntryFold::edit, in order.
struct FieldEdit {
  std::string path, text;
  friend bool operator==(const FieldEdit&, const FieldEdit&) = default;
};
std::vector<FieldEdit> edits_between(const Entry& before, const Entry& after);

}  // namespace lianxi

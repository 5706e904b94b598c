#include "foreign/mnemosyne_cards.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "foreign/field_text.h"
#include "foreign/html.h"
#include "foreign/mnemosyne_notes.h"
#include "foreign/xml.h"
#include "import/media_names.h"
#include "import/report.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kCards = "cards.xml", kMetadata = "METADATA";
constexpr std::size_t kLargestMetadata = 1 << 20;
constexpr const char* kExportFromMnemosyne = "export it again from Mnemosyne: File, Export, .cards";

/// The kinds of entries that an export has; others tell of what was done in the program.
constexpr std::string_view kCard = "6", kTag = "10", kFact = "16", kView = "19", kType = "22";

/// What whoever made the package says of it: lines of "key:value".
struct Metadata {
  std::string name;         ///< of the set of cards
  std::string attribution;  ///< who made it, and what they note, which is where licences stand
};

Metadata metadata_of(const Archive& package) {
  Metadata metadata;
  const auto member = package.find(kMetadata);
  if (!member) return metadata;
  const std::string text = package.bytes(*member, kLargestMetadata);
  std::string author, notes;
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view key = line.substr(0, line.find(':'));
    if (key.size() == line.size()) continue;
    std::string value = plain_name(field_text(line.substr(key.size() + 1)));
    if (key == "card_set_name")
      metadata.name = std::move(value);
    else if (key == "author_name")
      author = std::move(value);
    else if (key == "notes")
      notes = std::move(value);
  }
  metadata.attribution = author + (author.empty() || notes.empty() ? "" : ": ") + notes;
  return metadata;
}

/// A key that begins with a digit cannot be the name of an element.
std::string key_of(std::string_view element) {
  constexpr std::string_view kDigit = "___";
  return std::string(element.starts_with(kDigit) ? element.substr(kDigit.size()) : element);
}

class Package {
 public:
  Package(const XmlDocument& document, const Metadata& metadata, const Report& complain,
          const NoteSink& sink)
      : root_(document.root()), metadata_(metadata), notes_(complain, sink), complain_(complain) {}

  void read() {
    list();
    tell_types();
    for (const auto& [id, element] : facts_) add(id, element);
    for (const auto& [fact, cards] : cards_) {
      complain_(0, "no-fact",
                std::to_string(cards.size()) + " cards are of fact " + plain_name(fact) +
                    ", which is not in the file; they are left out");
    }
  }

 private:
  /// Finds out what there is: a card may stand before its fact.
  void list() {
    for (XmlElement entry = root_.first_child(); entry; entry = entry.next_sibling()) {
      const std::string_view kind = entry.attribute("type");
      const std::string id(entry.attribute("o_id"));
      if (kind == kTag) tags_[id] = entry.child("name").text();
      if (kind == kView) types_.add(view_row(entry));
      if (kind == kType) own_types_.push_back(entry);
      if (kind == kFact) add_fact(id, entry);
      if (kind == kCard) cards_[std::string(entry.attribute("fact"))].push_back(entry);
    }
  }

  void add_fact(const std::string& id, XmlElement entry) {
    if (known_facts_.insert(id).second) return facts_.emplace_back(id, entry), void();
    complain_(0, "same-fact",
              "fact " + plain_name(id) + " stands there twice; the first one counts");
  }

  static MnemosyneViewRow view_row(XmlElement entry) {
    const auto text = [&entry](const char* name) { return entry.child(name).text(); };
    return {std::string(entry.attribute("o_id")),
            text("name"),
            text("q_fact_keys"),
            text("a_fact_keys"),
            text("q_fact_key_decorators"),
            text("a_fact_key_decorators"),
            text("extra")};
  }

  static MnemosyneTypeRow type_row(XmlElement entry) {
    const auto text = [&entry](const char* name) { return entry.child(name).text(); };
    return {std::string(entry.attribute("o_id")), text("name"), text("fact_keys_and_names"),
            text("fact_views"), text("extra")};
  }

  void tell_types() {
    for (const XmlElement entry : own_types_) types_.add(type_row(entry));
    std::set<std::pair<std::string, std::string>> used;
    std::map<std::string, std::set<std::string>> keys;
    for (const auto& [id, fact] : facts_) {
      const auto found = cards_.find(id);
      if (found == cards_.end()) continue;
      for (const XmlElement card : found->second) {
        const std::string type(card.attribute("card_t"));
        used.emplace(type, card.attribute("fact_v"));
        if (!types_.find(type)) add_keys(keys[type], fact);
      }
    }
    std::set<std::string> told;
    for (const auto& [type, view] : used) {
      types_.require(type, view, {keys[type].begin(), keys[type].end()});
      told.insert(type);
    }
    for (const std::string& type : told) notes_.tell_type(*types_.find(type));
  }

  static void add_keys(std::set<std::string>& keys, XmlElement fact) {
    for (XmlElement part = fact.first_child(); part; part = part.next_sibling()) {
      keys.insert(key_of(part.name()));
    }
  }

  void add(const std::string& id, XmlElement element) {
    MnemosyneFact fact;
    fact.id = id;
    fact.source = metadata_.attribution;
    for (XmlElement part = element.first_child(); part; part = part.next_sibling()) {
      fact.data[key_of(part.name())] = part.text();
    }
    std::vector<MnemosyneCard> cards;
    if (const auto found = cards_.find(id); found != cards_.end()) {
      for (const XmlElement entry : found->second) {
        cards.push_back(card_of(entry));
        add_tags(fact, entry.attribute("tags"));
      }
      cards_.erase(found);
    }
    notes_.add(fact, std::move(cards));
  }

  MnemosyneCard card_of(XmlElement entry) const {
    MnemosyneCard card;
    card.type = entry.attribute("card_t");
    card.view = entry.attribute("fact_v");
    card.extra = entry.child("extra").text();
    card.card.id = plain_name(entry.attribute("o_id"));
    card.card.deck = metadata_.name;
    return card;
  }

  void add_tags(MnemosyneFact& fact, std::string_view ids) const {
    for (const std::string_view id : split(ids, ',')) {
      const auto found = tags_.find(trim(id));
      if (found != tags_.end()) fact.tags.push_back(found->second);
    }
  }

  XmlElement root_;
  const Metadata& metadata_;
  MnemosyneTypes types_;
  MnemosyneNotes notes_;
  const Report& complain_;
  std::map<std::string, std::string, std::less<>> tags_;  ///< names by id
  std::vector<XmlElement> own_types_;
  std::vector<std::pair<std::string, XmlElement>> facts_;  ///< in the order of the file
  std::set<std::string> known_facts_;
  std::map<std::string, std::vector<XmlElement>> cards_;  ///< by fact
};

/// Files beside the two of the package's own. Mnemosyne refers to one in a folder with its path,
/// which is no name that a picture could have here.
void read_media(const Archive& package, const Report& complain, const NoteSink& sink) {
  if (!sink.media) return;
  const auto& members = package.names();
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string& member = members[i];
    if (member == kCards || member == kMetadata || member.ends_with('/')) continue;
    const std::string name = nfc(member);
    if (!is_safe_file_name(name)) {
      complain(0, "no-media", plain_name(member) + " has a name that no picture or sound may have");
      continue;
    }
    try {
      sink.media({name, package.bytes(i, kMaxMedium)});
    } catch (const Error& error) {
      complain(0, "no-media", plain_name(member) + " " + error.what());
    }
  }
}

}  // namespace

bool is_mnemosyne_cards(const Archive& archive) {
  return archive.find(kCards) && archive.find(kMetadata);
}

void read_mnemosyne_cards(const Archive& package, std::string_view source, const NoteSink& sink) {
  const Report complain(source, sink);
  const std::string text = package.bytes(package.find(kCards).value(), kMaxFile);
  const XmlDocument document(text);
  if (document.failure()) {
    throw Error(ErrorKind::input,
                "is damaged: line " + std::to_string(document.failure()->line) +
                    " of the cards.xml in it cannot be read (" + document.failure()->text + ")",
                kExportFromMnemosyne);
  }
  if (document.root().name() != "openSM2sync") {
    throw Error(ErrorKind::input, "is no package of Mnemosyne: its cards.xml holds something else",
                kExportFromMnemosyne);
  }
  const Metadata metadata = metadata_of(package);
  sink.begin({"mnemosyne", "cards that Mnemosyne 2 exported, without answers", "", {}, {}});
  Package(document, metadata, complain, sink).read();
  read_media(package, complain, sink);
}

}  // namespace lianxi

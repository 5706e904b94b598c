#include "foreign/mnemosyne_xml.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "foreign/field_text.h"
#include "foreign/mnemosyne_days.h"
#include "foreign/numbers.h"
#include "foreign/xml.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kTwoSides = "front and back", kThreeSides = "vocabulary";
constexpr std::string_view kNoCategory = "<default>";

// Days --------------------------------------------------------------------------------------------

/// The learner's first day, from which the others are counted.
struct Start {
  std::optional<std::int64_t> day;  ///< since 1970
  std::chrono::minutes offset{0};
  std::chrono::hours rollover{0};
};

Start start_of(std::string_view attribute) {
  constexpr std::int64_t kHour = 3600, kDay = 24 * kHour, kBegins = 3 * kHour;
  constexpr std::int64_t kQuarter = kHour / 4;
  const auto seconds = whole_number(attribute);
  if (!seconds || !utc_day(*seconds)) return {};
  if (*seconds % kQuarter != 0) return {*seconds / kDay};
  // The midnight in UTC that is nearest to the learner's own: no zone is half a day off.
  const std::int64_t day = (*seconds - kBegins + kDay / 2) / kDay;
  const std::chrono::seconds offset{day * kDay + kBegins - *seconds};
  return {day, std::chrono::duration_cast<std::chrono::minutes>(offset), std::chrono::hours{3}};
}

// Items -------------------------------------------------------------------------------------------

enum class Side { front, inverse, third };

struct Item {
  XmlElement element;
  std::string id, base, category, question, answer;
  Side side = Side::front;
};

void split_id(Item& item) {
  item.base = item.id;
  if (item.id.ends_with(".inv")) {
    item.side = Side::inverse;
    item.base.resize(item.id.size() - 4);
  } else if (const auto at = item.id.rfind(".tr."); at != item.id.npos) {
    item.side = Side::third;
    item.base.resize(at);
  }
}

Item item_of(XmlElement element) {
  Item item;
  item.element = element;
  item.id = std::string(trim(field_text(element.attribute("id"))));
  item.category = field_text(element.child("cat").text());
  if (trim(element.child("cat").text()) == kNoCategory) item.category.clear();
  item.question = field_text(element.child("Q").text());
  item.answer = field_text(element.child("A").text());
  split_id(item);
  return item;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view behind_first_line(std::string_view text) {
  const auto end = text.find('\n');
  return end == text.npos ? std::string_view() : trim(text.substr(end + 1));
}

/// Items of one note, in file order.
using Siblings = std::vector<Item>;

const Item* find_side(const Siblings& siblings, Side side) {
  const auto found = std::ranges::find(siblings, side, &Item::side);
  return found == siblings.end() ? nullptr : &*found;
}

// The reader --------------------------------------------------------------------------------------

class MnemosyneReader {
 public:
  MnemosyneReader(const ForeignText& file, const XmlDocument& document)
      : file_(file),
        document_(document),
        start_(start_of(document.root().attribute("time_of_start"))) {}

  void read() {
    begin();
    find_inactive();
    group();
    for (const Siblings& siblings : notes_) add(siblings);
  }

 private:
  void begin() {
    NoteSource source;
    source.format = "mnemosyne-xml";
    source.told = "an XML file of Mnemosyne 1" + told_of(file_.text);
    source.origin = "mnemosyne";
    if (start_.day) {
      source.origin += " " + std::string(trim(document_.root().attribute("time_of_start")));
    }
    source.offset = start_.offset;
    source.rollover = start_.rollover;
    file_.sink.begin(std::move(source));
    file_.sink.type({std::string(kTwoSides),
                     {"front", "back"},
                     {{"front to back", {0}, {1}}, {"back to front", {1}, {0}}},
                     false});
    file_.sink.type({std::string(kThreeSides),
                     {"word", "pronunciation", "translation"},
                     {{"recognition", {0}, {1, 2}}, {"production", {2}, {0, 1}}},
                     false});
  }

  /// Categories that the learner had put aside.
  void find_inactive() {
    for (XmlElement part = document_.root().first_child(); part; part = part.next_sibling()) {
      if (part.name() != "category" || part.attribute("active") != "0") continue;
      inactive_.insert(field_text(part.child("name").text()));
    }
  }

  /// An item joins the latest note of its id and category that has no card of its side yet.
  void group() {
    std::map<std::pair<std::string, std::string>, std::size_t> latest;
    for (XmlElement part = document_.root().first_child(); part; part = part.next_sibling()) {
      if (part.name() != "item") continue;
      Item item = item_of(part);
      const auto key = std::pair(item.category, item.base);
      const auto found = item.id.empty() ? latest.end() : latest.find(key);
      if (found != latest.end() && !find_side(notes_[found->second], item.side)) {
        notes_[found->second].push_back(std::move(item));
        continue;
      }
      if (!item.id.empty()) latest[key] = notes_.size();
      notes_.push_back({std::move(item)});
    }
  }

  void add(const Siblings& siblings) {
    const Item& first = siblings.front();
    Note note;
    note.line = document_.line_of(first.element);
    note.id = unique_id(first);
    if (std::ranges::all_of(siblings, [](const Item& item) {
          return item.question.empty() && item.answer.empty();
        })) {
      file_.complain(note.line, "no-text", "an item in which nothing stands; it is left out");
      return;
    }
    find_side(siblings, Side::third) ? fill_three(siblings, note) : fill_two(siblings, note);
    note.deck = first.category;
    for (const Item& item : siblings) note.cards.push_back(card_of(item, note.id));
    file_.sink.accept(std::move(note));
  }

  /// Ids stand twice where files were joined; their categories part them then, or their order.
  std::string unique_id(const Item& item) {
    if (item.base.empty() || times_[item.base]++ == 0) return item.base;
    const std::string id = item.base + " " + item.category;
    const int times = ++times_[id];
    return times == 1 ? id : id + " " + std::to_string(times);
  }

  void fill_two(const Siblings& siblings, Note& note) const {
    note.type = kTwoSides;
    if (const Item* front = find_side(siblings, Side::front)) {
      note.values = {front->question, front->answer};
      return;
    }
    note.values = {siblings[0].answer, siblings[0].question};
    file_.complain(note.line, "no-sibling",
                   "the card that asks the other way round is missing; this one is kept");
  }

  /// The third side asks for the translation and answers with word and pronunciation; so it alone
  /// says all there is.
  void fill_three(const Siblings& siblings, Note& note) const {
    note.type = kThreeSides;
    const Item& third = *find_side(siblings, Side::third);
    note.values = {std::string(first_line(third.answer)),
                   std::string(behind_first_line(third.answer)), third.question};
    const Item* front = find_side(siblings, Side::front);
    if (!front) {
      file_.complain(note.line, "no-sibling",
                     "the card that asks for what the word means is missing; this one is kept");
      return;
    }
    const std::string wanted =
        note.values[1] + (note.values[1].empty() ? "" : "\n") + note.values[2];
    if (front->question == note.values[0] && front->answer == wanted) return;
    file_.complain(note.line, "other-sibling",
                   "the two cards of a vocabulary do not say the same; the second one is believed");
  }

  PastCard card_of(const Item& item, const std::string& note_id) const {
    PastCard card;
    card.made_by = item.side == Side::front ? 0 : 1;
    card.id = note_id.empty() ? "" : note_id + item.id.substr(item.base.size());
    card.deck = item.category;
    card.question = item.question;
    card.answer = item.answer;
    card.suspended = inactive_.contains(item.category);
    card.state = state_of(item);
    return card;
  }

  std::optional<PastState> state_of(const Item& item) const {
    const auto number = [&](const char* name) {
      return whole_number(item.element.attribute(name)).value_or(0);
    };
    if (number("ac_rp") + number("rt_rp") <= 0) return std::nullopt;
    PastState state;
    state.ef100 = ease_from(decimal_number(item.element.attribute("e")).value_or(2.5));
    const std::int64_t last = number("l_rp"), next = number("n_rp");
    if (start_.day) state.last = plausible_day(*start_.day + last);
    if (number("gr") < kLearnt) return state;
    state.n = static_cast<int>(std::clamp<std::int64_t>(number("rt_rp_l"), 0, 10'000)) + 1;
    if (start_.day) state.due = plausible_day(*start_.day + next);
    if (state.last && state.due) state.interval = std::max<std::int64_t>(next - last, 0);
    return state;
  }

  const ForeignText& file_;
  const XmlDocument& document_;
  Start start_;
  std::set<std::string> inactive_;
  std::vector<Siblings> notes_;
  std::map<std::string, int> times_;  ///< that an id was given
};

}  // namespace

void read_mnemosyne_xml(const ForeignText& file) {
  const XmlDocument document(file.view());
  const XmlElement root = document.root();
  if (document.failure()) {
    file.complain.fatal(document.failure()->line, "bad-xml", document.failure()->text);
  } else if (root.name() != "mnemosyne") {
    file.complain.fatal(
        0, "wrong-format",
        "the file is no export of Mnemosyne: it begins with <" + field_text(root.name()) + ">");
  } else if (trim(root.attribute("core_version")) != "1") {
    file.complain.fatal(0, "bad-version",
                        "the file is of another version of Mnemosyne (" +
                            field_text(root.attribute("core_version")) +
                            "); only version 1 wrote such files");
  } else {
    MnemosyneReader(file, document).read();
  }
}

}  // namespace lianxi

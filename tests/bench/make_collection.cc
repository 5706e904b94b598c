// Makes a collection of any size for timings, the same for the same arguments: words of two and
// three characters in one deck, imported as any deck is, and the answers of a learner who has known
// some of them for years, written as events and folded as any log is.
// Usage: make_collection FILE CARDS REVIEWS DUE [BACKLOG]. DUE cards are due on the day of the
// benchmarks (2026-03-02), or were within the last BACKLOG days.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "base/hash.h"
#include "schedule/sm2.h"
#include "session/refold.h"
#include "store/cards.h"
#include "store/device.h"
#include "store/entries.h"
#include "store/log_rows.h"
#include "support/collection.h"

namespace lianxi {
namespace {

constexpr std::string_view kNow = "2026-03-02T09:00+08:00";
constexpr std::chrono::hours kRollover{4};
/// A learner who answers this often for each card has known most of them for years.
constexpr std::int64_t kLeastReviewsOfCard = 10;
constexpr int kCardsOfFiveEntries = 16;  // three each, and the blank of one sentence

// Words
// --------------------------------------------------------------------------------------------

struct Sign {
  std::string_view character, pinyin;
};
constexpr std::array kSigns = std::to_array<Sign>({
    {"山", "shān"},  {"水", "shuǐ"},   {"风", "fēng"}, {"花", "huā"},    {"草", "cǎo"},
    {"木", "mù"},    {"林", "lín"},    {"石", "shí"},  {"田", "tián"},   {"土", "tǔ"},
    {"火", "huǒ"},   {"金", "jīn"},    {"银", "yín"},  {"铁", "tiě"},    {"铜", "tóng"},
    {"玉", "yù"},    {"东", "dōng"},   {"西", "xī"},   {"南", "nán"},    {"北", "běi"},
    {"春", "chūn"},  {"夏", "xià"},    {"秋", "qiū"},  {"冬", "dōng"},   {"红", "hóng"},
    {"白", "bái"},   {"黑", "hēi"},    {"青", "qīng"}, {"黄", "huáng"},  {"紫", "zǐ"},
    {"马", "mǎ"},    {"牛", "niú"},    {"羊", "yáng"}, {"鱼", "yú"},     {"鸟", "niǎo"},
    {"虎", "hǔ"},    {"龙", "lóng"},   {"蛇", "shé"},  {"猫", "māo"},    {"狗", "gǒu"},
    {"书", "shū"},   {"笔", "bǐ"},     {"纸", "zhǐ"},  {"墨", "mò"},     {"琴", "qín"},
    {"棋", "qí"},    {"画", "huà"},    {"诗", "shī"},  {"歌", "gē"},     {"舞", "wǔ"},
    {"门", "mén"},   {"窗", "chuāng"}, {"桥", "qiáo"}, {"路", "lù"},     {"城", "chéng"},
    {"村", "cūn"},   {"镇", "zhèn"},   {"街", "jiē"},  {"店", "diàn"},   {"楼", "lóu"},
    {"茶", "chá"},   {"酒", "jiǔ"},    {"饭", "fàn"},  {"菜", "cài"},    {"盐", "yán"},
    {"糖", "táng"},  {"油", "yóu"},    {"米", "mǐ"},   {"面", "miàn"},   {"汤", "tāng"},
    {"船", "chuán"}, {"车", "chē"},    {"灯", "dēng"}, {"钟", "zhōng"},  {"镜", "jìng"},
    {"刀", "dāo"},   {"剑", "jiàn"},   {"弓", "gōng"}, {"箭", "jiàn"},   {"鼓", "gǔ"},
    {"云", "yún"},   {"雨", "yǔ"},     {"雪", "xuě"},  {"霜", "shuāng"}, {"雷", "léi"},
    {"星", "xīng"},  {"月", "yuè"},    {"日", "rì"},   {"天", "tiān"},   {"海", "hǎi"},
    {"河", "hé"},    {"湖", "hú"},     {"泉", "quán"}, {"谷", "gǔ"},     {"峰", "fēng"},
    {"岛", "dǎo"},   {"松", "sōng"},   {"竹", "zhú"},  {"梅", "méi"},    {"兰", "lán"},
});
constexpr std::array<std::string_view, 24> kAdjectives = {
    "quiet",  "small",   "bright", "heavy",  "narrow",  "distant", "gentle",  "ancient",
    "modern", "wooden",  "golden", "silver", "hidden",  "public",  "private", "frozen",
    "broken", "painted", "local",  "rare",   "careful", "steady",  "sudden",  "double"};
constexpr std::array<std::string_view, 24> kThings = {
    "bridge", "harbour", "garden", "window",  "market", "valley", "river",   "letter",
    "lesson", "promise", "engine", "shadow",  "mirror", "bottle", "ladder",  "blanket",
    "basket", "signal",  "border", "culture", "method", "budget", "harvest", "custom"};
constexpr std::array<std::string_view, 24> kPlaces = {
    "north",  "south",    "east",   "west",  "coast",  "plain",   "desert",  "forest",
    "court",  "capital",  "school", "army",  "temple", "theatre", "kitchen", "workshop",
    "palace", "province", "island", "delta", "canal",  "railway", "embassy", "museum"};

/// Spreads numbers below 1,000,000 over themselves, each once.
constexpr std::uint32_t shuffled(std::uint32_t number) {
  return static_cast<std::uint32_t>(number * 611'953ULL % 1'000'000);
}

/// The word of a number: the first 10,000 have two characters, the others three.
std::vector<Sign> signs_of(std::uint32_t number) {
  std::vector<Sign> signs;
  const bool three = number >= 10'000;
  std::uint32_t rest = three ? shuffled(number) : number * 7'919 % 10'000;
  for (int i = 0; i < (three ? 3 : 2); ++i, rest /= 100) signs.push_back(kSigns[rest % 100]);
  return signs;
}

void write_entry(std::string& deck, std::uint32_t number) {
  std::string word, pinyin;
  for (const Sign& sign : signs_of(number)) {
    word += sign.character;
    pinyin += sign.pinyin;
  }
  const std::uint64_t chance = splitmix64(number);
  deck +=
      fmt::format("# {} {}\n- Part of speech: noun\n- Definition: {} {} of the {}\n", word, pinyin,
                  kAdjectives[chance % 24], kThings[chance / 24 % 24], kPlaces[chance / 576 % 24]);
  if (number % 5 == 0) {
    deck += fmt::format(
        "## Examples\n- 我昨天在那里看见了**{}**。\n  - Pinyin: Wǒ zuótiān zài "
        "nàli kànjiàn le {}.\n  - English: I saw it there yesterday.\n",
        word, pinyin);
  }
}

std::string deck_text(std::int64_t cards) {
  std::string deck;
  const auto entries = static_cast<std::uint32_t>(cards * 5 / kCardsOfFiveEntries);
  for (std::uint32_t number = 0; number < entries; ++number) write_entry(deck, number);
  return deck;
}

// Answers
// ------------------------------------------------------------------------------------------

struct Known {
  Key key;
  CardKind kind{};
  Sm2State state;
  std::optional<EventId> latest;
};

/// One answer to come, in the order of days and then of chance.
struct Answer {
  std::int32_t day;
  std::uint32_t card;
  std::uint8_t quality;
};

/// What is not asked for 200 days is forgotten, so that many answers fit into ten years. The last two
/// of a card go well.
int quality_after(const Sm2State& state, std::int64_t answers_left, std::uint64_t chance) {
  const auto percent = static_cast<int>(chance % 100);
  if (answers_left <= 2) return 4;
  if (state.interval > 200 || percent < (state.interval > 60 ? 30 : 10)) return 2;
  return percent < 60 ? 4 : percent < 85 ? 3 : 5;
}

/// A card's answers. The last of them makes it due on `due`, or as long after today as it can.
void add_answers(std::vector<Answer>& answers, std::uint32_t card, std::int64_t count,
                 std::int64_t today, std::int64_t due) {
  Sm2State state;
  const auto first = answers.size();
  std::int64_t day = 0;
  std::uint64_t chance = card;
  for (std::int64_t i = 0; i < count; ++i) {
    chance = splitmix64(chance + 1);
    const int quality = quality_after(state, count - i, chance);
    answers.push_back({static_cast<std::int32_t>(day), card, static_cast<std::uint8_t>(quality)});
    state = sm2_step(state, quality, {});
    day += state.interval;
  }
  const std::int64_t shift = std::min(due, today + state.interval - 1) - day;
  for (auto i = first; i < answers.size(); ++i) answers[i].day += static_cast<std::int32_t>(shift);
}

struct Wanted {
  std::int64_t reviews, due, backlog;
};

std::vector<Answer> all_answers(std::size_t cards, const Wanted& wanted, std::int64_t today) {
  const auto most = static_cast<std::int64_t>(cards);
  const std::int64_t known =
      std::clamp(wanted.reviews / kLeastReviewsOfCard, std::int64_t{1}, most);
  std::vector<Answer> answers;
  answers.reserve(static_cast<std::size_t>(wanted.reviews));
  for (std::int64_t card = 0; card < known; ++card) {
    const std::int64_t count = wanted.reviews / known + (card < wanted.reviews % known ? 1 : 0);
    const auto chance =
        static_cast<std::int64_t>(splitmix64(static_cast<std::uint64_t>(~card)) >> 1);
    // Those that are due are spread over all that are known.
    const bool is_due = (card + 1) * wanted.due / known != card * wanted.due / known;
    const std::int64_t due =
        is_due ? today - chance % (wanted.backlog + 1) : today + 1 + chance % 120;
    add_answers(answers, static_cast<std::uint32_t>(card), count, today, due);
  }
  std::sort(answers.begin(), answers.end(), [](const Answer& a, const Answer& b) {
    const auto order = [](const Answer& x) { return std::pair(x.day, x.card * 2'654'435'761U); };
    return order(a) < order(b);
  });
  return answers;
}

std::vector<Attempt> attempts_at(const Known& card, int quality) {
  if (card.kind == CardKind::meaning) return {};
  if (quality >= 3) return {{"shan1shui3", Verdict::right}};
  return {{"shan1shui4", Verdict::tone}, {"", Verdict::shown}};
}

void write_answers(Db& db, std::vector<Known>& cards, const std::vector<Answer>& answers) {
  store::EventInserter inserter(db);
  const DeviceId device = store::this_device(db);
  std::int64_t seq = store::latest_seq(db);
  std::int64_t of_day = 0;
  std::int32_t day = 0;
  for (const Answer& answer : answers) {
    of_day = answer.day == day ? of_day + 1 : 0;
    day = answer.day;
    Known& card = cards[answer.card];
    Event event;
    event.id = {device, ++seq};
    // From nine in the morning, at +08:00.
    event.clock = {(std::int64_t{day} * 24 + 1) * 3'600'000 + of_day * 100, 0};
    event.at = {
        std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{event.clock.ms}},
        std::chrono::minutes{480}};
    event.day = day_from_number(day);
    event.subject = card.key;
    card.state = sm2_step(card.state, answer.quality, {});
    ReviewAct review;
    review.rating = static_cast<Rating>(answer.quality - 1);
    review.taken = std::chrono::milliseconds{2'000 + seq * 7'919 % 9'001};
    review.scheduler = "sm2";
    review.previous = card.latest;
    review.interval = Days{card.state.interval};
    event.act = review;
    inserter.insert(event, attempts_at(card, answer.quality));
    card.latest = event.id;
  }
}

std::vector<Known> cards_in_order(Db& db) {
  std::vector<Known> cards;
  for (const store::EntryRow& entry : store::list_entries(db, std::nullopt)) {
    for (const store::CardRow& card : store::cards_of(db, entry.id)) {
      cards.push_back({card.card.key, card.card.kind, {}, {}});
    }
  }
  return cards;
}

void make(const std::string& path, std::int64_t count, const Wanted& wanted) {
  test::TestClock clock("2010-01-01T09:00+08:00");
  Db db = store::open_collection(path, clock.now(), 1);
  db.run("pragma cache_size = -1000000");  // one transaction writes most of it
  test::import_text(db, clock, "made", deck_text(count));
  std::vector<Known> cards = cards_in_order(db);
  clock.set(kNow);
  const StudyDay today = study_day(clock.now(), kRollover);
  const std::vector<Answer> answers = all_answers(cards.size(), wanted, day_number(today));
  Transaction transaction(db);
  write_answers(db, cards, answers);
  refold_all(db);
  transaction.commit();
  fmt::print("{}: {} cards, {} reviews\n", path, cards.size(), answers.size());
}

}  // namespace
}  // namespace lianxi

int main(int count, char** words) {
  if (count != 5 && count != 6) {
    std::fputs("usage: make_collection FILE CARDS REVIEWS DUE [BACKLOG]\n", stderr);
    return 2;
  }
  const auto number = [&](int i) { return i < count ? std::atoll(words[i]) : 0; };
  lianxi::make(words[1], number(2), {number(3), number(4), number(5)});
}

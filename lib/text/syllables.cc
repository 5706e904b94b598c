#include "text/syllables.h"

#include <algorithm>
#include <array>

namespace lianxi {
namespace {

using std::string_view;

// clang-format off
constexpr std::array<string_view, 402> kStandard = {
    "a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng", "bi",
    "bian", "biao", "bie", "bin", "bing", "bo", "bu", "ca", "cai", "can", "cang", "cao", "ce",
    "cen", "ceng", "cha", "chai", "chan", "chang", "chao", "che", "chen", "cheng", "chi",
    "chong", "chou", "chu", "chua", "chuai", "chuan", "chuang", "chui", "chun", "chuo", "ci",
    "cong", "cou", "cu", "cuan", "cui", "cun", "cuo", "da", "dai", "dan", "dang", "dao", "de",
    "den", "deng", "di", "dian", "diao", "die", "ding", "diu", "dong", "dou", "du", "duan",
    "dui", "dun", "duo", "e", "en", "er", "fa", "fan", "fang", "fei", "fen", "feng", "fou",
    "fu", "ga", "gai", "gan", "gang", "gao", "ge", "gei", "gen", "geng", "gong", "gou", "gu",
    "gua", "guai", "guan", "guang", "gui", "gun", "guo", "ha", "hai", "han", "hang", "hao",
    "he", "hei", "hen", "heng", "hong", "hou", "hu", "hua", "huai", "huan", "huang", "hui",
    "hun", "huo", "ji", "jia", "jian", "jiang", "jiao", "jie", "jin", "jing", "jiong", "jiu",
    "ju", "juan", "jue", "jun", "ka", "kai", "kan", "kang", "kao", "ke", "ken", "keng", "kong",
    "kou", "ku", "kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai", "lan",
    "lang", "lao", "le", "lei", "leng", "li", "lia", "lian", "liang", "liao", "lie", "lin",
    "ling", "liu", "long", "lou", "lu", "luan", "lun", "luo", "lv", "lve", "m", "ma", "mai",
    "man", "mang", "mao", "me", "mei", "men", "meng", "mi", "mian", "miao", "mie", "min",
    "ming", "miu", "mo", "mou", "mu", "n", "na", "nai", "nan", "nang", "nao", "ne", "nei",
    "nen", "neng", "ni", "nian", "niang", "niao", "nie", "nin", "ning", "niu", "nong", "nou",
    "nu", "nuan", "nuo", "nv", "nve", "o", "ou", "pa", "pai", "pan", "pang", "pao", "pei",
    "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping", "po", "pou", "pu", "qi", "qia",
    "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que", "qun",
    "ran", "rang", "rao", "re", "ren", "reng", "ri", "rong", "rou", "ru", "ruan", "rui", "run",
    "ruo", "sa", "sai", "san", "sang", "sao", "se", "sen", "seng", "sha", "shai", "shan",
    "shang", "shao", "she", "shen", "sheng", "shi", "shou", "shu", "shua", "shuai", "shuan",
    "shuang", "shui", "shun", "shuo", "si", "song", "sou", "su", "suan", "sui", "sun", "suo",
    "ta", "tai", "tan", "tang", "tao", "te", "teng", "ti", "tian", "tiao", "tie", "ting",
    "tong", "tou", "tu", "tuan", "tui", "tun", "tuo", "wa", "wai", "wan", "wang", "wei", "wen",
    "weng", "wo", "wu", "xi", "xia", "xian", "xiang", "xiao", "xie", "xin", "xing", "xiong",
    "xiu", "xu", "xuan", "xue", "xun", "ya", "yan", "yang", "yao", "ye", "yi", "yin", "ying",
    "yo", "yong", "you", "yu", "yuan", "yue", "yun", "za", "zai", "zan", "zang", "zao", "ze",
    "zei", "zen", "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zhe", "zhen", "zheng", "zhi",
    "zhong", "zhou", "zhu", "zhua", "zhuai", "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi",
    "zong", "zou", "zu", "zuan", "zui", "zun", "zuo",
};

constexpr std::array<string_view, 23> kRare = {
    "E", "bia", "biang", "biu", "cei", "dei", "dia", "ei", "eng", "fiao", "fo", "ging", "hm",
    "hng", "kei", "lo", "ng", "nun", "rua", "sei", "shei", "tei", "zhei",
};
// clang-format on

constexpr std::size_t kLongest = 6;
constexpr int kSlotBits = 11;

/// A slot holds a spelling above the two bits that say what it is; 0 is free.
using Slots = std::array<std::uint32_t, std::size_t{1} << kSlotBits>;

/// Where a spelling stands, or would stand.
constexpr std::size_t slot_of(const Slots& slots, PackedSpelling packed) {
  std::size_t at = (packed * 0x9E3779B1U) >> (32 - kSlotBits);
  while (slots[at] != 0 && slots[at] >> 2 != packed) at = (at + 1) % slots.size();
  return at;
}

constexpr void add(Slots& slots, PackedSpelling packed, Spelled what) {
  std::uint32_t& slot = slots[slot_of(slots, packed)];
  slot = packed << 2 | std::max(slot & 3U, static_cast<std::uint32_t>(what));
}

constexpr Slots make_slots() {
  Slots slots{};
  const auto add_all = [&](const auto& table, Spelled what) {
    for (const string_view spelled : table) {
      for (std::size_t size = 1; size < spelled.size(); ++size) {
        add(slots, pack_spelling(spelled.substr(0, size)), Spelled::beginning);
      }
      add(slots, pack_spelling(spelled), what);
    }
  };
  add_all(kStandard, Spelled::standard);
  add_all(kRare, Spelled::rare);
  return slots;
}
constexpr Slots kSlots = make_slots();

/// What letters of whatever kind and number are in the table.
Spelled look_up(string_view spelled) {
  const auto is_sign = [](char c) { return (c >= 'a' && c <= 'z') || c == 'E'; };
  if (spelled.empty() || spelled.size() > kLongest || !std::ranges::all_of(spelled, is_sign)) {
    return Spelled::nothing;
  }
  return lianxi::look_up(pack_spelling(spelled));
}

}  // namespace

std::string unpack_spelling(PackedSpelling packed) {
  std::string spelled;
  for (int shift = 25; shift >= 0; shift -= 5) {
    const PackedSpelling letter = packed >> shift & 31U;
    if (letter != 0) spelled += letter == 27 ? 'E' : static_cast<char>('a' + letter - 1);
  }
  return spelled;
}

Spelled look_up(PackedSpelling packed) {
  return static_cast<Spelled>(kSlots[slot_of(kSlots, packed)] & 3U);
}

bool is_standard_syllable(string_view spelled) { return look_up(spelled) == Spelled::standard; }

bool is_rare_syllable(string_view spelled) { return look_up(spelled) == Spelled::rare; }

bool is_interjection(PackedSpelling spelled) {
  constexpr PackedSpelling kVowels = 1U << ('a' & 31) | 1U << ('e' & 31) | 1U << ('i' & 31) |
                                     1U << ('o' & 31) | 1U << ('u' & 31) | 1U << ('v' & 31) |
                                     1U << 27;
  for (; spelled != 0; spelled >>= 5) {
    if ((kVowels >> (spelled & 31U) & 1U) != 0) return false;
  }
  return true;
}

}  // namespace lianxi

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

static_assert(std::ranges::is_sorted(kStandard));
static_assert(std::ranges::is_sorted(kRare));

constexpr std::size_t index_of(char sign) {
  return sign == 'E' ? 26 : static_cast<std::size_t>(sign - 'a');
}

/// Beginnings of syllables and where each letter leads from them; 0, the empty one, is nowhere.
struct Walks {
  std::array<std::array<std::uint16_t, 27>, 509> next{};
  std::array<string_view, 509> spelled{};  ///< of those that are a whole syllable
  std::size_t size = 1;
};

constexpr Walks make_walks() {
  Walks walks;
  const auto reach = [&](string_view letters) {
    std::size_t at = 0;
    for (const char sign : letters) {
      std::uint16_t& next = walks.next[at][index_of(sign)];
      if (next == 0) next = static_cast<std::uint16_t>(walks.size++);
      at = next;
    }
    return at;
  };
  for (const string_view spelled : kStandard) walks.spelled[reach(spelled)] = spelled;
  for (const string_view spelled : kRare) walks.spelled[reach(spelled)] = spelled;
  const auto same = [&](string_view from, char sign, string_view to) {
    walks.next[reach(from)][index_of(sign)] = static_cast<std::uint16_t>(reach(to));
  };
  same("j", 'v', "ju");
  same("q", 'v', "qu");
  same("x", 'v', "xu");
  same("y", 'v', "yu");
  same("nu", 'e', "nve");
  same("lu", 'e', "lve");
  return walks;
}
constexpr Walks kWalks = make_walks();
static_assert(kWalks.size == kWalks.next.size());

}  // namespace

bool Spelling::add(char sign) {
  at_ = kWalks.next[at_][index_of(sign)];
  return at_ != 0;
}

string_view Spelling::syllable() const { return kWalks.spelled[at_]; }

bool is_standard_syllable(string_view spelled) {
  return std::ranges::binary_search(kStandard, spelled);
}

bool is_rare_syllable(string_view spelled) { return std::ranges::binary_search(kRare, spelled); }

bool is_interjection(string_view spelled) {
  return !spelled.empty() && spelled.find_first_of("aeiouvE") == string_view::npos;
}

}  // namespace lianxi

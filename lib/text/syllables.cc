#include "text/syllables.h"

#include <algorithm>
#include <array>
#include <utility>

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

/// The syllables whose spelling here is not how they are written.
constexpr std::pair<string_view, string_view> kWritten[] = {
    {"E", "ê"}, {"lv", "lü"}, {"lve", "lüe"}, {"nv", "nü"}, {"nve", "nüe"}};

constexpr string_view written(string_view spelled) {
  for (const auto& [signs, letters] : kWritten) {
    if (signs == spelled) return letters;
  }
  return spelled;
}

constexpr std::size_t index_of(char sign) {
  return sign == 'E' ? 26 : static_cast<std::size_t>(sign - 'a');
}

constexpr bool has_no_vowel(string_view spelled) {
  return spelled.find_first_of("aeiouvE") == string_view::npos;
}

constexpr SyllableWalks make_walks() {
  SyllableWalks walks;
  std::size_t size = 1;
  const auto reach = [&](string_view letters) {
    std::size_t at = 0;
    for (const char sign : letters) {
      std::uint16_t& next = walks.next[at][index_of(sign)];
      if (next == 0) next = static_cast<std::uint16_t>(size++);
      at = next;
    }
    return at;
  };
  const auto add = [&](string_view spelled) {
    const std::size_t at = reach(spelled);
    walks.spelled[at] = SyllableText(spelled);
    walks.written[at] = SyllableText(written(spelled));
    walks.is_interjection[at] = has_no_vowel(spelled);
  };
  for (const string_view spelled : kStandard) add(spelled);
  for (const string_view spelled : kRare) add(spelled);
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

}  // namespace

constexpr SyllableWalks kSyllableWalks = make_walks();
static_assert(kSyllableWalks.spelled.back().size > 0);  // all are used

bool is_standard_syllable(string_view spelled) {
  return std::ranges::binary_search(kStandard, spelled);
}

bool is_rare_syllable(string_view spelled) { return std::ranges::binary_search(kRare, spelled); }

bool is_interjection(string_view spelled) { return !spelled.empty() && has_no_vowel(spelled); }

}  // namespace lianxi

#include "cards/grammar_words.h"

#include <map>
#include <string>

#include "text/utf8.h"

namespace lianxi {
namespace {

struct ClassWords {
  WordClass word_class;
  std::string_view words;  ///< parted by blanks
};

constexpr ClassWords kClasses[] = {
    {WordClass::determiner,
     "什么 这 那 哪 这个 那个 哪个 这些 那些 哪些 这种 那种 哪种 这样的 那样的 某 某个 某些 某种 "
     "任何 每 每个 各 各种 一切 所有 全部 其他 另 另外 别的 有的 有些 一个 两个 几个 一些 一种 "
     "一点 "
     "一点儿 一下 一次 一定的 很多 许多 好多 好几 不少 多少 大量 几 个 种 些 位 件 条 本 张 次 回 "
     "趟 番 份 家 名 句 点 点儿 大 小 新 老 旧 一 二 两 三 四 五 六 七 八 九 十 百 千 万 半"},
    {WordClass::pronoun,
     "我 你 您 他 她 它 我们 你们 他们 她们 它们 咱 咱们 自己 谁 大家 别人 人家 彼此 双方 这儿 "
     "那儿 "
     "哪儿 这里 那里 哪里"},
    {WordClass::adverb,
     "很 太 真 好 非常 十分 最 更 更加 比较 挺 特别 相当 极 极其 格外 有点 有点儿 稍微 多么 这么 "
     "那么 "
     "怎么 怎样 为什么 越 越来越 不 没 别 不要 不用 也 都 就 才 还 又 再 只 却 倒 已 已经 曾经 常 "
     "常常 "
     "经常 往往 一直 总 总是 从来 马上 立刻 刚 刚刚 刚才 正 正在 突然 忽然 终于 可能 也许 大概 "
     "恐怕 "
     "当然 一定 必须 必 应该 该 得 会 能 可以 能够 要 想 愿意 敢 肯 一起 一同 互相 相互 一共 到底 "
     "究竟 "
     "其实 真的 确实 实在 随时 先 后来 然后 以后 之后 以前 之前 现在 今天 明天 昨天 今年 去年 明年 "
     "最近 "
     "平时 有时 有时候 每天 天天 仍 仍然 还是 居然 竟然 果然 重新 慢慢 好好 快 早 晚 多 少 几乎 "
     "差点儿 "
     "差不多 只好 只能 不能 不会 不想 不敢 不得不 不再 从不 亲自 亲手 直接 尽快 尽量 完全 全 特地 "
     "主要 "
     "地"},
    {WordClass::preposition,
     "跟 和 与 同 对 对于 关于 给 为 为了 替 从 在 于 由 由于 向 往 朝 把 将 被 让 叫 用 以 比 离 "
     "按 "
     "按照 根据 随着 除了 当"},
    {WordClass::conjunction,
     "但 但是 可 可是 不过 所以 因为 因此 如果 要是 虽然 而 而且 并 并且 或 或者 不但 不仅 既 于是 "
     "即使 "
     "只要 只有"},
    {WordClass::localizer, "上 里 中 下 间 内 外 前 后 里面 上面 中间 方面"},
    {WordClass::aspect, "了 着 过"},
    {WordClass::attribute, "的"},
    {WordClass::final, "吗 呢 吧 啊 呀 嘛 啦 哦 哇 呗"},
};

using ClassTable = std::map<std::string, WordClass, std::less<>>;

const ClassTable& table() {
  static const ClassTable kTable = [] {
    ClassTable words;
    for (const ClassWords& row : kClasses) {
      for (const std::string_view word : split(row.words, ' ')) words.emplace(word, row.word_class);
    }
    return words;
  }();
  return kTable;
}

/// Measures that are other words by themselves, or none of the list.
constexpr std::u32string_view kOtherMeasures = U"把只起年天岁场阵段笔";

/// 三次, 两起, 这次, 每年: a number or a pointing word with a measure.
bool is_counted(std::string_view word) {
  std::size_t first = 0;
  const char32_t begin = decode_utf8(word, first);
  constexpr std::u32string_view kCounting = U"一两二三四五六七八九十百千万几半每这那哪某各";
  if (length_utf8(word) > 3 || first == word.size()) return false;
  const std::u32string measure = decode_utf8(word.substr(first));
  return kCounting.find(begin) != std::u32string_view::npos &&
         ((measure.size() == 1 && kOtherMeasures.find(measure[0]) != std::u32string_view::npos) ||
          class_of(word.substr(first)) == WordClass::determiner);
}

}  // namespace

WordClass class_of(std::string_view word) {
  const auto found = table().find(word);
  if (found != table().end()) return found->second;
  return !word.empty() && is_counted(word) ? WordClass::determiner : WordClass::content;
}

std::size_t grammar_word_size(std::string_view text) {
  constexpr std::size_t kLongest = 3;  // characters
  std::size_t longest = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < kLongest && end < text.size(); ++i) {
    decode_utf8(text, end);
    if (table().contains(text.substr(0, end))) longest = end;
  }
  return longest;
}

}  // namespace lianxi

#include "cards/grammar_words.h"

#include <doctest/doctest.h>

#include <string>

#include "text/utf8.h"

namespace lianxi {

TEST_CASE("words that hold a sentence together are told by what they do") {
  const struct {
    WordClass word_class;
    const char* words;
  } rows[] = {
      {WordClass::determiner, "什么 这个 哪些 某种 很多 一切 大 那"},
      {WordClass::pronoun, "我 您 他们 自己 谁 大家 这里"},
      {WordClass::adverb, "很 非常 不 没 都 已经 会 想 应该 今天 每天 一起 互相 怎么 地"},
      {WordClass::preposition, "跟 和 对 给 在 从 被 除了"},
      {WordClass::conjunction, "但是 所以 如果 或者"},
      {WordClass::localizer, "上 里 中 后 里面 方面"},
      {WordClass::aspect, "了 着 过"},
      {WordClass::attribute, "的"},
      {WordClass::final, "吗 呢 吧 啊"},
      // Everything else.
      {WordClass::content, "关系 联系 有 没有 之间 天气 漂亮 上海 对面 从前"},
  };
  for (const auto& row : rows) {
    for (const std::string_view word : split(row.words, ' ')) {
      CAPTURE(std::string(word));
      CHECK(class_of(word) == row.word_class);
    }
  }
  CHECK(class_of("") == WordClass::content);
}

TEST_CASE("a number or a pointing word makes a determiner of what it counts") {
  for (const std::string word :
       {"三次", "两位", "五十", "三十个", "这次", "那种", "哪家", "每个"}) {
    CAPTURE(word);
    CHECK(class_of(word) == WordClass::determiner);
  }
  for (const std::string word : {"整个", "三月", "两国", "千里马", "那边", "一百三十个"}) {
    CAPTURE(word);
    CHECK(class_of(word) == WordClass::content);
  }
}

TEST_CASE("of several words of grammar a text begins with the longest") {
  const struct {
    std::string text, word;
  } rows[] = {
      {"什么关系", "什么"},
      {"为什么走", "为什么"},
      {"不得不走", "不得不"},
      {"这两件", "这"},
      {"因为我忙", "因为"},
      {"的关系", "的"},
      {"关系", ""},
      {"", ""},
      {"越来越好", "越来越"},
      {"跟", "跟"},
      {"a跟", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(row.text.substr(0, grammar_word_size(row.text)) == row.word);
  }
}

}  // namespace lianxi

#include "entry/longest_match.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/entries.h"

namespace lianxi {

TEST_CASE("the longest word known is taken, and what is no character passed over") {
  const WordSet known = words({"图书", "图书馆", "学生", "看书", "一心一意", "今天"});
  const struct {
    const char* text;
    const char* divided;
  } rows[] = {
      {"今天学生在图书馆看书。", "今天 学生 在 图书馆 看书"},
      {"图书，Tom 的！", "图书 的"},
      {"他一心一意看书", "他 一心一意 看书"},
      {"图，书", "图 书"},
      {"no characters", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(fmt::format("{}", fmt::join(longest_words(row.text, known), " ")) == row.divided);
  }
}

}  // namespace lianxi

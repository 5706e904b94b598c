#include "import/review_log.h"

#include <doctest/doctest.h>

#include <string>

namespace lianxi {
namespace {

const std::string kHeader = "card_id,review_time,review_rating,review_state,review_duration\n";

}  // namespace

TEST_CASE("answers come in the order of their times, columns in any order") {
  const ReviewLog log = read_review_log(
      "review_rating;review_time;extra;card_id\n"
      "3;2000;x;b\n"
      "1;1000;;a\n",
      "log.csv");
  REQUIRE(log.reviews.size() == 2);
  CHECK(log.reviews[0].card == "a");
  CHECK(log.reviews[0].rating == Rating::again);
  CHECK(log.reviews[0].at_ms == 1000);
  CHECK(log.reviews[1].taken == std::chrono::milliseconds{0});
  CHECK(log.diagnostics.empty());
}

TEST_CASE("a time with an offset is told in UTC and keeps it") {
  const ReviewLog log =
      read_review_log(kHeader + "a,2026-03-02T09:00:00+08:00,3,0,4200\n", "log.csv");
  REQUIRE(log.reviews.size() == 1);
  CHECK(log.reviews[0].at_ms == 1'772'413'200'000);
  CHECK(log.reviews[0].offset == std::chrono::minutes{480});
  CHECK(log.reviews[0].taken == std::chrono::milliseconds{4200});
}

TEST_CASE("a row that comes twice counts once; two answers of one time cannot be") {
  const ReviewLog log = read_review_log(
      kHeader + "a,1000,3,0,1\na,1000,3,0,1\na,1000,2,0,1\nb,1000,2,0,1\n", "log.csv");
  CHECK(log.reviews.size() == 2);
  CHECK(log.repeated == 1);
  REQUIRE(log.diagnostics.size() == 1);
  CHECK(to_string(log.diagnostics[0]) ==
        "log.csv:4: the card has another answer of this time in line 2");
}

TEST_CASE("rows that are no answers are told with their line") {
  struct {
    const char* row;
    const char* why;
  } const rows[] = {
      {",1000,3,0,1", "no card_id: which card was answered?"},
      {"a,yesterday,3,0,1",
       "review_time \"yesterday\" is neither milliseconds since 1970 nor a time with its offset"},
      {"a,2026-03-02T09:00,3,0,1",
       "review_time \"2026-03-02T09:00\" is neither milliseconds since 1970 nor a time with its "
       "offset"},
      {"a,-5,3,0,1",
       "review_time \"-5\" is neither milliseconds since 1970 nor a time with its offset"},
      {"a,1000,0,0,1", "review_rating \"0\" is none of 1, 2, 3 and 4"},
      {"a,1000,good,0,1", "review_rating \"good\" is none of 1, 2, 3 and 4"},
      {"a,1000,3,0,-1", "review_duration \"-1\" is no number of milliseconds"},
      {"a,1000", "review_rating \"\" is none of 1, 2, 3 and 4"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.row);
    const ReviewLog log = read_review_log(kHeader + "z,1,3,0,\n" + row.row + "\n", "log.csv");
    CHECK(log.reviews.size() == 1);
    REQUIRE(log.diagnostics.size() == 1);
    CHECK(log.diagnostics[0].line == 3);
    CHECK(log.diagnostics[0].text == row.why);
  }
}

TEST_CASE("a table of answers is known by its header") {
  CHECK(is_review_log("card_id,review_time,review_rating\n"));
  CHECK(
      is_review_log("\xef\xbb\xbf"
                    "review_time\tcard_id\treview_rating\r\n"));
  CHECK(is_review_log("\"card_id\",\"review_time\",\"review_rating\""));
  CHECK_FALSE(is_review_log("card_id,review_time\n"));
  CHECK_FALSE(is_review_log("# 茶 chá\n"));
  CHECK_FALSE(is_review_log(""));
}

}  // namespace lianxi

#include "import/review_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "base/limits.h"
#include "base/time.h"
#include "import/table_rows.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Where the columns stand; -1 for one that is missing.
struct Columns {
  int card = -1, time = -1, rating = -1, duration = -1;
  bool complete() const { return card >= 0 && time >= 0 && rating >= 0; }
};

/// What other programs part columns by; spreadsheets of many countries write semicolons.
constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};
constexpr std::int64_t kLongestTaken = std::int64_t{1} << 40;
/// Milliseconds of the year 9999 and before 1970 are no times of answers.
constexpr std::int64_t kLatest = 253'402'300'799'999;

Columns columns_of(std::string_view header, char separator) {
  Columns columns;
  TableRows rows(header, separator);
  if (!rows.next()) return columns;
  for (std::size_t i = 0; i < rows.fields().size(); ++i) {
    const std::string_view name = rows.field(i);
    const int at = static_cast<int>(i);
    if (name == "card_id") columns.card = at;
    if (name == "review_time") columns.time = at;
    if (name == "review_rating") columns.rating = at;
    if (name == "review_duration") columns.duration = at;
  }
  return columns;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::optional<char> separator_of(std::string_view text) {
  for (const char separator : kSeparators) {
    if (columns_of(first_line(text), separator).complete()) return separator;
  }
  return std::nullopt;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

/// Reads the rows of a table whose header is known.
class LogReader {
 public:
  LogReader(Columns columns, const std::string& file) : columns_(columns), file_(file) {}

  void add(const TableRows& row) {
    LoggedReview review;
    review.line = row.line();
    review.card = row.field(static_cast<std::size_t>(columns_.card));
    const std::string problem = fill(row, review);
    if (!problem.empty()) return reject(row.line(), problem);
    const auto [known, is_new] =
        seen_.try_emplace(std::pair(review.card, review.at_ms), review.rating, row.line());
    if (is_new) {
      log_.reviews.push_back(std::move(review));
    } else if (known->second.first == review.rating) {
      ++log_.repeated;
    } else {
      reject(row.line(), fmt::format("the card has another answer of this time in line {}",
                                     known->second.second));
    }
  }

  ReviewLog take() {
    std::stable_sort(
        log_.reviews.begin(), log_.reviews.end(),
        [](const LoggedReview& a, const LoggedReview& b) { return a.at_ms < b.at_ms; });
    return std::move(log_);
  }

 private:
  /// What is wrong with the row; empty where it is an answer.
  std::string fill(const TableRows& row, LoggedReview& review) const {
    if (review.card.empty()) return "no card_id: which card was answered?";
    const std::string_view time = row.field(static_cast<std::size_t>(columns_.time));
    if (!fill_time(time, review)) {
      return fmt::format(
          "review_time \"{}\" is neither milliseconds since 1970 nor a time with its offset", time);
    }
    const std::string_view rating = row.field(static_cast<std::size_t>(columns_.rating));
    const auto known = rating_from_number(whole_number(rating).value_or(0));
    if (!known) return fmt::format("review_rating \"{}\" is none of 1, 2, 3 and 4", rating);
    review.rating = *known;
    if (columns_.duration < 0) return "";
    const std::string_view taken = row.field(static_cast<std::size_t>(columns_.duration));
    const auto ms = taken.empty() ? std::optional<std::int64_t>(0) : whole_number(taken);
    if (!ms || *ms < 0 || *ms > kLongestTaken) {
      return fmt::format("review_duration \"{}\" is no number of milliseconds", taken);
    }
    review.taken = std::chrono::milliseconds{*ms};
    return "";
  }

  static bool fill_time(std::string_view text, LoggedReview& review) {
    if (const auto ms = whole_number(text)) {
      review.at_ms = *ms;
    } else {
      const auto time = iso_time_from_string(text);
      if (!time || !time->offset) return false;
      review.at_ms = (time->local.time_since_epoch() - *time->offset).count();
      review.offset = time->offset;
    }
    return review.at_ms >= 0 && review.at_ms <= kLatest;
  }

  void reject(int line, std::string text) {
    if (std::ssize(log_.diagnostics) < kMaxComplaints) {
      log_.diagnostics.push_back({file_, line, "not-an-answer", std::move(text), false});
    }
  }

  Columns columns_;
  const std::string& file_;
  ReviewLog log_;
  /// Card and time -> rating and line.
  std::map<std::pair<std::string, std::int64_t>, std::pair<Rating, int>> seen_;
};

}  // namespace

bool is_review_log(std::string_view beginning) {
  if (beginning.starts_with("\xef\xbb\xbf")) beginning.remove_prefix(3);
  const std::string_view line = first_line(beginning);
  return separator_of(trim(line)).has_value();
}

ReviewLog read_review_log(std::string_view text, const std::string& file) {
  const char separator = separator_of(text).value_or(kSeparators.front());
  LogReader reader(columns_of(first_line(text), separator), file);
  TableRows rows(text, separator);
  for (rows.next(); rows.next();) reader.add(rows);
  return reader.take();
}

}  // namespace lianxi

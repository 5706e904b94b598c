#include "app/stats_tones.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/columns.h"
#include "app/lookup.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// From fewer answers than this no share is told, and a word of warning is.
constexpr std::int64_t kEnoughForShare = 20;
constexpr std::int64_t kEnoughForReport = 50;
/// So many lines of what was missed most, and of these so many of one pair.
constexpr std::size_t kMissedLines = 10;
constexpr int kLinesOfPair = 3;

/// "92 % of 130"; "2 of 3" where they are few.
std::string share(const ToneMatrix& matrix, int tone) {
  const std::int64_t asked = matrix.asked(tone);
  const std::int64_t right = matrix.right(tone);
  if (asked == 0) return "-";
  if (asked < kEnoughForShare) return fmt::format("{} of {}", right, asked);
  const double percent = 100.0 * static_cast<double>(right) / static_cast<double>(asked);
  return fmt::format("{:.0f} % of {}", percent, asked);
}

void print_matrix(const ToneMatrix& all, Shell& shell) {
  std::int64_t most = 0;
  for (int tone = 1; tone <= kNeutralTone; ++tone) most = std::max(most, all.asked(tone));
  const auto width = std::max<std::size_t>(5, std::to_string(most).size() + 2);
  const auto number = [&](const auto& value) { return fmt::format("{:>{}}", value, width); };
  shell.out << "typed  ";
  for (int typed = 1; typed <= kNeutralTone; ++typed) shell.out << number(typed);
  shell.out << number("none") << "   right\n";
  for (int asked = 1; asked <= kNeutralTone; ++asked) {
    shell.out << "asked " << asked;
    for (int typed = 1; typed <= kNeutralTone; ++typed) shell.out << number(all.at({asked, typed}));
    shell.out << number(all.at({asked, kNoToneTyped})) << "   " << share(all, asked) << '\n';
  }
  shell.out << "5 is the neutral tone, for which none need be typed\n";
}

void print_places(const ToneFigures& figures, Shell& shell) {
  constexpr int kWidth = 16;
  shell.out << "\nright    " << padded("first", kWidth) << "  " << padded("second", kWidth)
            << "  third and later\n";
  for (int tone = 1; tone <= kNeutralTone; ++tone) {
    const auto& [first, second, later] = figures.by_place;
    shell.out << fmt::format("asked {}  {}  {}  {}\n", tone, padded(share(first, tone), kWidth),
                             padded(share(second, tone), kWidth), share(later, tone));
  }
}

std::string typed_name(int tone) { return tone == kNoToneTyped ? "none" : std::to_string(tone); }

/// "3 as 2   27 of 300  晚上 9, 你好 5"
struct MissedLine {
  std::string tones, count;
  std::vector<WordCount> words;
};

/// As many as there is room for, and one at least.
std::string words_text(const std::vector<WordCount>& words, int width, Shell& shell) {
  std::string text;
  for (const auto& [word, answers] : words) {
    const std::string one =
        fmt::format("{}{} {}", text.empty() ? "" : ", ", shell.safe(word), answers);
    if (!text.empty() && display_width(text) + display_width(one) > width) break;
    text += one;
  }
  return text;
}

std::vector<MissedLine> missed_tones(const ToneFigures& figures) {
  std::vector<TonesOf> missed;
  for (const auto& [tones, words] : figures.words) {
    if (!tones.right()) missed.push_back(tones);
  }
  std::ranges::stable_sort(missed, std::greater<>{},
                           [&](const TonesOf& tones) { return figures.all.at(tones); });
  if (missed.size() > kMissedLines) missed.resize(kMissedLines);
  std::vector<MissedLine> lines;
  for (const TonesOf& tones : missed) {
    const std::string typed = tones.typed == kNoToneTyped ? "none" : std::to_string(tones.typed);
    lines.push_back({fmt::format("{} as {}", tones.asked, typed),
                     fmt::format("{} of {}", figures.all.at(tones), figures.all.asked(tones.asked)),
                     figures.words.at(tones)});
  }
  return lines;
}

std::vector<MissedLine> missed_pairs(const ToneFigures& figures) {
  std::vector<MissedLine> lines;
  std::map<std::string, int> lines_of;
  for (const PairCount& pair : figures.pairs) {
    if (pair.tones.right() || ++lines_of[pair.tones.asked()] > kLinesOfPair) continue;
    if (lines.size() == kMissedLines) break;
    lines.push_back(
        {fmt::format("{} as {}-{}", pair.tones.asked(), typed_name(pair.tones.first.typed),
                     typed_name(pair.tones.second.typed)),
         fmt::format("{} of {}", pair.answers, pair.asked), pair.words});
  }
  return lines;
}

void print_missed(const std::string& title, const std::vector<MissedLine>& lines, Shell& shell) {
  if (lines.empty()) return;
  shell.out << '\n' << title << '\n';
  std::size_t tones_width = 0, count_width = 0;
  for (const MissedLine& line : lines) {
    tones_width = std::max(tones_width, line.tones.size());
    count_width = std::max(count_width, line.count.size());
  }
  for (const MissedLine& line : lines) {
    const std::string head =
        fmt::format("{:<{}}  {:>{}}  ", line.tones, tones_width, line.count, count_width);
    const int left = shell.width - static_cast<int>(head.size());
    shell.out << head << words_text(line.words, left, shell) << '\n';
  }
}

}  // namespace

void print_tones(const ToneReport& report, Shell& shell) {
  const ToneFigures& figures = report.figures;
  if (figures.answers == 0) {
    shell.out << "tones   no answer in pinyin with tones yet\n";
  } else {
    shell.out << fmt::format("tones   {} in pinyin with tones, first tries alone\n\n",
                             counted(figures.answers, "answer"));
    print_matrix(figures.all, shell);
    print_places(figures, shell);
    print_missed("pairs missed most", missed_pairs(figures), shell);
    print_missed("tones missed most", missed_tones(figures), shell);
    if (figures.answers < kEnoughForReport) {
      shell.out << "\nThese are few answers: what stands out may be chance.\n";
    }
  }
  if (figures.lenient + report.unknown > 0) shell.out << '\n';
  if (figures.lenient > 0) {
    shell.out << fmt::format("not counted: {}, right although written otherwise\n",
                             counted(figures.lenient, "answer"));
  }
  if (report.unknown > 0) {
    shell.out << fmt::format("not counted: {} to what its entry no longer tells\n",
                             counted(report.unknown, "answer"));
  }
}

Json tones_json(const ToneReport& report) {
  Json json = {{"schema", 1},
               {"answers", report.figures.answers},
               {"lenient", report.figures.lenient},
               {"unknown", report.unknown}};
  for (const Table& table : tone_tables(report)) json[table.name] = rows_json(table);
  return json;
}

}  // namespace lianxi::app

#include "app/merge_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/conflicts.h"
#include "app/lookup.h"

namespace lianxi::app {
namespace {

/// Of many cards as many as a screen holds.
constexpr std::size_t kShownCards = 20;

std::string day_text(const std::optional<StudyDay>& day) { return day ? to_string(*day) : "new"; }

/// "review 12, import 1".
std::string types_text(const MergeReport& report) {
  std::string text;
  for (const auto& [type, count] : report.by_type) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", to_string(type), count);
  }
  return text;
}

void print_words(const char* what, const std::vector<std::string>& words, Shell& shell) {
  if (words.empty()) return;
  constexpr std::size_t kShown = 12;
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kShown));
  std::string text = fmt::format("  {}: {}", what, fmt::join(words.begin(), end, ", "));
  if (words.size() > kShown) text += fmt::format(" and {} more", words.size() - kShown);
  shell.out << shell.safe(text) << '\n';
}

void print_due(const MergeReport& report, Shell& shell) {
  if (report.due.empty()) return;
  shell.out << fmt::format("  {} due on another day\n", counted(std::ssize(report.due), "card"));
  for (std::size_t i = 0; i < report.due.size() && i < kShownCards; ++i) {
    const DueChange& change = report.due[i];
    const std::string target = change.target == change.headword ? "" : " " + change.target;
    shell.out << shell.safe(fmt::format("    {} ({}{}): {} -> {}: {}", change.headword,
                                        to_string(change.kind), target, day_text(change.before),
                                        day_text(change.after), change.why))
              << '\n';
  }
  if (report.due.size() > kShownCards) {
    shell.out << fmt::format("    and {} more; --json lists all\n",
                             report.due.size() - kShownCards);
  }
}

void print_complaints(const MergeReport& report, Shell& shell) {
  for (const EntryConflict& conflict : report.conflicts) {
    shell.err << shell.safe("conflict: " + conflict_text(conflict)) << '\n';
  }
  if (report.held_back > 0) {
    shell.err << fmt::format(
        "{} held back: a clock there is more than two days ahead; a merge takes them when their "
        "time has come\n",
        counted(report.held_back, "event"));
  }
  if (!report.two_contents.empty()) {
    shell.err << fmt::format(
        "{} with two contents: a collection was copied by hand and both copies were used; one of "
        "the two counts everywhere, the other is kept beside\n",
        counted(std::ssize(report.two_contents), "event"));
  }
}

}  // namespace

Json merge_json(const MergeReport& report) {
  Json types = Json::object(), devices = Json::object(), due = Json::array();
  for (const auto& [type, count] : report.by_type) types[std::string(to_string(type))] = count;
  for (const auto& [device, count] : report.by_device) devices[to_hex(device)] = count;
  for (const DueChange& change : report.due) {
    due.push_back({{"word", change.headword},
                   {"kind", std::string(to_string(change.kind))},
                   {"target", change.target},
                   {"before", day_or_null(change.before)},
                   {"after", day_or_null(change.after)},
                   {"why", change.why}});
  }
  Json two_contents = Json::array();
  for (const EventId& id : report.two_contents) two_contents.push_back(to_string(id));
  return {{"events",
           {{"new", report.events_new},
            {"known", report.events_known},
            {"held_back", report.held_back},
            {"released", report.released},
            {"by_type", types},
            {"by_device", devices},
            {"two_contents", two_contents}}},
          {"entries",
           {{"new", report.entries_new},
            {"changed", report.entries_changed},
            {"gone", report.entries_gone}}},
          {"conflicts", conflicts_json(report.conflicts)},
          {"settings", report.settings},
          {"due", due}};
}

void print_merge(const MergeReport& report, bool dry_run, Shell& shell) {
  if (shell.options.json) {
    Json json = {{"schema", 1}, {"dry_run", dry_run}};
    json.update(merge_json(report));
    return print_json(shell, json);
  }
  print_complaints(report, shell);
  if (shell.options.quiet) return;
  shell.out << fmt::format("{}: {} new, {} known\n", dry_run ? "would merge" : "merged",
                           counted(report.events_new, "event"), report.events_known);
  if (report.events_new > 0) {
    shell.out << fmt::format("  {}, from {}\n", types_text(report),
                             counted(std::ssize(report.by_device), "device"));
  }
  print_words("new words", report.entries_new, shell);
  print_words("changed words", report.entries_changed, shell);
  print_words("words gone", report.entries_gone, shell);
  print_words("settings", report.settings, shell);
  print_due(report, shell);
}

}  // namespace lianxi::app

#include "app/stats_leeches.h"

#include <fmt/format.h>

#include "app/columns.h"
#include "app/lookup.h"

namespace lianxi::app {
namespace {

/// "tone only (5 of 6 wrong tries)".
std::string why_text(const LeechPattern& pattern) {
  const std::string share = share_text(pattern);
  return reason_text(pattern) + (share.empty() ? "" : " (" + share + ")");
}

std::string remedy_text(const LeechRemedy& remedy) { return remedy.what + ": " + remedy.command; }

std::string_view reason_name(LeechReason reason) {
  switch (reason) {
    case LeechReason::other_word:
      return "other_word";
    case LeechReason::two_senses:
      return "two_senses";
    case LeechReason::tone:
      return "tone";
    case LeechReason::first_sight:
      return "first_sight";
    case LeechReason::none:
      break;
  }
  return "none";
}

}  // namespace

void print_leeches(const LeechReport& report, Shell& shell) {
  if (report.leeches.empty()) {
    shell.out << fmt::format("no leeches: no card has lapsed {} times\n", report.limit);
    return;
  }
  shell.out << fmt::format("{} of {} lapses or more\n", counted(std::ssize(report.leeches), "card"),
                           report.limit);
  for (const Leech& leech : report.leeches) {
    const CardState& state = leech.card.state;
    shell.out << shell.safe(fmt::format(
                     "  {} {:<{}} {}  {} in {}: {}{}", to_hex(leech.card.card.key).substr(0, 8),
                     to_string(leech.card.card.kind), kKindWidth, padded(leech.word, 8),
                     counted(state.lapses, "lapse"), counted(state.reviews, "review"),
                     why_text(leech.pattern), state.suspended ? "; suspended" : ""))
              << '\n';
    shell.out << shell.safe("    " + remedy_text(leech.remedy)) << '\n';
  }
}

Json leeches_json(const LeechReport& report) {
  Json leeches = Json::array();
  for (const Leech& leech : report.leeches) {
    const CardState& state = leech.card.state;
    leeches.push_back({{"card", to_hex(leech.card.card.key)},
                       {"word", text_or_null(leech.word)},
                       {"kind", std::string(to_string(leech.card.card.kind))},
                       {"lapses", state.lapses},
                       {"reviews", state.reviews},
                       {"suspended", state.suspended},
                       {"reason", std::string(reason_name(leech.pattern.reason))},
                       {"answered_as", text_or_null(leech.pattern.word)},
                       {"times", leech.pattern.times},
                       {"of", leech.pattern.of},
                       {"remedy", leech.remedy.what},
                       {"command", leech.remedy.command}});
  }
  return {{"lapses", report.limit}, {"leeches", leeches}};
}

std::string leech_line(const Leech& leech) {
  return fmt::format("leech, {}: {}; {}", counted(leech.card.state.lapses, "lapse"),
                     why_text(leech.pattern), remedy_text(leech.remedy));
}

}  // namespace lianxi::app

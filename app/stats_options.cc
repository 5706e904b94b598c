#include "app/stats_options.h"

#include "app/lookup.h"

namespace lianxi::app {
namespace {

StudyDay day_of(const std::string& text, const char* option) {
  if (const auto day = day_from_string(text)) return *day;
  throw Error(ErrorKind::usage, std::string(option) + ": " + text + " is no day",
              "write it like 2026-03-02");
}

}  // namespace

StatsOptions stats_options(Db& db, const StatsBounds& bounds) {
  StatsOptions asked;
  if (!bounds.since.empty()) asked.since = day_of(bounds.since, "--since");
  if (!bounds.until.empty()) asked.until = day_of(bounds.until, "--until");
  if (asked.since && asked.until && *asked.until < *asked.since) {
    throw Error(ErrorKind::usage, "--until lies before --since", "the first day comes first");
  }
  asked.deck = deck_named(db, bounds.deck);
  return asked;
}

}  // namespace lianxi::app

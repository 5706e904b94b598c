#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "import/reader.h"
#include "session/import_reviews.h"

namespace lianxi::app {
namespace {

/// Enough for a header, whatever else another program puts into it.
constexpr std::size_t kBeginning = 4096;

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string why;
  const auto text =
      read_text(in, path, {{}, [&](const Diagnostic& refusal) { why = to_string(refusal); }});
  if (!text) throw Error(ErrorKind::input, why, "nothing was imported");
  return *text;
}

Json reviews_json(const ReviewsReport& report, bool dry_run) {
  return {{"schema", 1},
          {"dry_run", dry_run},
          {"reviews",
           {{"new", report.history.reviews_new},
            {"known", report.history.reviews_known},
            {"repeated", report.repeated},
            {"of_other_cards", report.others}}},
          {"cards", {{"with_reviews", report.history.cards}, {"others", report.other_cards}}},
          {"diagnostics", diagnostics_json(report.diagnostics)}};
}

void print_reviews(const ReviewsReport& report, bool dry_run, Shell& shell) {
  shell.out << fmt::format("{}: {} new, {} known", dry_run ? "would import" : "imported",
                           counted(report.history.reviews_new, "review"),
                           report.history.reviews_known);
  if (report.repeated > 0) {
    shell.out << fmt::format(", {} twice in the file", report.repeated);
  }
  shell.out << '\n';
  if (report.others == 0) return;
  shell.out << shell.safe(fmt::format(
                   "  {} of {} left out: the collection does not have the card {}{}",
                   counted(report.others, "review"), counted(report.other_cards, "card"),
                   report.other_card, report.other_cards > 1 ? " and others" : ""))
            << '\n';
}

}  // namespace

bool holds_reviews(const std::string& path) {
  std::error_code missing;
  if (!std::filesystem::is_regular_file(path, missing)) return false;
  std::string beginning(kBeginning, '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(in.gcount()));
  return is_review_log(beginning);
}

void import_reviews_file(const ImportOptions& options, const std::string& path, Shell& shell) {
  ReviewLog log = read_review_log(text_of(path), path);
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  const std::string file = std::filesystem::path(path).filename().string();
  const ReviewsReport report =
      import_reviews(db, shell.stamp(settings), std::move(log), file, options.dry_run);
  if (shell.options.json) {
    print_json(shell, reviews_json(report, options.dry_run));
    return;
  }
  for (const Diagnostic& diagnostic : report.diagnostics) {
    shell.err << shell.safe(to_string(diagnostic)) << '\n';
  }
  if (!shell.options.quiet) print_reviews(report, options.dry_run, shell);
}

}  // namespace lianxi::app

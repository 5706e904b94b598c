#pragma once

// What an import tells the learner: before, what it would cost; after, what it made, what it left
// out and why.

#include <optional>
#include <vector>

#include "app/commands.h"
#include "app/explain.h"
#include "app/json.h"
#include "session/forecast.h"
#include "session/import_job.h"

namespace lianxi::app {

/// Watches one import and tells of it.
class ImportTeller {
 public:
  ImportTeller(const ImportOptions& options, Db& db, Shell& shell, const OnProgress& progress);

  /// The import's options; while it can still be taken back, what is to be told is looked up in
  /// `report`, which must outlive it.
  lianxi::ImportOptions job(const ImportReport& report);
  /// What was made, in the form that was asked for; `more` joins the JSON.
  void tell(const ImportReport& report, const Json& more = Json::object()) const;
  /// What was wrong with files that could not be used.
  void tell_refused(const ImportReport& report) const;

 private:
  void look(Db& as_imported, const ImportReport& report);

  const ImportOptions& options_;
  Shell& shell_;
  const OnProgress& progress_;
  store::Settings settings_;
  StudyDay today_;
  bool tells_load_;
  ForecastInput before_;
  std::vector<ExplainedBlank> blanks_;
  std::optional<ImportLoad> load_;
};

}  // namespace lianxi::app

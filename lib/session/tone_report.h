#pragma once

// The tones that the learner has typed, out of the log. Of each surviving review the first answer
// in pinyin that carries tones counts: whoever is asked again knows the verdict. It is judged anew,
// by what the card wants now.

#include <cstdint>
#include <vector>

#include "export/table.h"
#include "sqlite/db.h"
#include "stats/tones.h"
#include "store/attempt_rows.h"

namespace lianxi {

struct ToneReport {
  ToneFigures figures;
  std::int64_t unknown = 0;  ///< answers of which it is no longer known what was wanted
};
ToneReport tone_report(Db& db, const store::TypedFilter& filter = {});

/// "tones" (position, asked, typed, answers), "tone_pairs" (asked, typed, answers) and "tone_words"
/// (asked, typed, word, answers), of all that was typed at least once. Tones are 1-4, 5 neutral and
/// typed also 0, none; position is 1, 2, or 3 for the third syllable and later ones.
std::vector<Table> tone_tables(const ToneReport& report);

}  // namespace lianxi

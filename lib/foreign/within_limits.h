#pragma once

// No file makes a note larger than whoever reads it accepts (base/limits.h). Readers of texts need
// not think of it: what they find passes here.

#include "import/notes.h"
#include "import/report.h"

namespace lianxi {

/// A sink before `sink`, which must outlive it: names are cut, notes that are too large are named
/// and left out.
NoteSink within_limits(const NoteSink& sink, const Report& complain);

}  // namespace lianxi

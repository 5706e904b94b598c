#pragma once

// The line of a review (event_record.h), written without a tree of JSON: a log has millions of
// them, and a check writes every one for its digest.

#include <string>
#include <vector>

#include "grade/grade.h"
#include "schedule/event.h"

namespace lianxi::store {

/// Appends the line of `event`, a review: sorted keys, no spaces, what is not UTF-8 replaced.
void append_review_line(std::string& line, const Event& event,
                        const std::vector<Attempt>& attempts);

}  // namespace lianxi::store

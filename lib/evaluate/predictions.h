#pragma once

// What each model would have foretold of every answer in a log, had it been asked just before.
// All foretell the same answers in the same order (those of an elapsed day or more, after a card's
// first), so that any two can be paired.

#include <span>
#include <vector>

#include "evaluate/graded_review.h"
#include "evaluate/metrics.h"
#include "schedule/fsrs6.h"
#include "schedule/sm2.h"
#include "schedule/sm2_anki.h"

namespace lianxi {

/// FSRS-6, whose memory sees the answers of the same day too.
std::vector<Prediction> predict_fsrs6(std::span<const GradedReview> in_time_order,
                                      const Fsrs6Model& model);

/// SM-2 by one of our readings. Answers of the same day are drills, which change nothing.
std::vector<Prediction> predict_sm2(std::span<const GradedReview> in_time_order,
                                    const Sm2Options& options);

/// SM-2 as Anki has changed it, whose intervals grow with how late an answer comes; its days are
/// read as those of SM-2 are.
std::vector<Prediction> predict_sm2_anki(std::span<const GradedReview> in_time_order,
                                         const Sm2AnkiOptions& options);

/// SM-2 as the benchmark steps it (sm2_predictor.h), without the answers of the same day.
std::vector<Prediction> predict_sm2_benchmark(std::span<const GradedReview> in_time_order);

}  // namespace lianxi

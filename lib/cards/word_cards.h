#pragma once

// The cards that ask for a word or a reading by itself, without a sentence: what they show.

#include "cards/face.h"
#include "entry/entry.h"

namespace lianxi {

/// The face of a card without a pool.
Face make_word_face(const Entry& entry, const CardPlan& plan);

}  // namespace lianxi

#pragma once

// The cards that ask for a word or a reading by itself, without a sentence: which of them an entry
// yields, and what they show. The two stand together, for a face can only ask what is there.

#include <cstddef>

#include "cards/face.h"
#include "entry/entry.h"

namespace lianxi {

/// Whether the entry has something for a card of this kind to ask; `reading`: of which of its
/// readings. False for kinds that ask in a sentence.
bool yields(CardKind kind, const Entry& entry, std::size_t reading);

/// The face of such a card.
Face make_word_face(const Entry& entry, const CardPlan& plan);

}  // namespace lianxi

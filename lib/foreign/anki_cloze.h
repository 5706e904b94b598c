#pragma once

// Gaps in a text of Anki: "我{{c1::喝::verb}}{{c2::茶}}。"; a gap may stand in another.

#include <string>
#include <string_view>

namespace lianxi {

enum class Side { question, answer };

/// The text with gap `number` (from 1) left open on the question, as "＿＿" or its hint in
/// brackets, and everything else as it reads. Empty where there is no such gap: Anki shows nothing
/// then.
std::string cloze_text(std::string_view text, int number, Side side);

}  // namespace lianxi

#pragma once

// Frames: what stands around a word in a sentence, as evidence of where another word may stand.
// "之间的＿" says: after 之间的, whatever follows. "取得＿。" says: after 取得, at the end of the
// clause. "请＿客服" says: between the two. "[＿不上]" says: in a form, before 不上.
//
// A frame reaches from the blank to the word that governs it: 什么, 这个, 一个, 很多 and the like
// decide nothing, so that 有什么关系 is evidence for 有什么＿ and not for 是什么＿. Pronouns,
// adverbs and degree words alone make no frame; a pronoun counts as any other (跟他 for 跟你), and
// 了, 着, 过 are left out. Behind the blank the next word counts too where one goes on: 保护环境 is
// no evidence for ＿环境卫生. Words are those of the pinyin line; where there is none, what is no
// word of grammar in front of the blank is cut into pieces of one to three characters, so that one
// of them will fit.

#include <string>
#include <string_view>
#include <vector>

#include "cards/generate.h"
#include "entry/entry.h"
#include "entry/lexicon.h"

namespace lianxi {

/// One place where a word stands in a sentence.
struct FrameUse {
  std::string frame;     ///< with ＿ for the word
  std::string word;      ///< headword or contrast word; or another form of the headword
  std::string sentence;  ///< Chinese, the evidence
  bool wrong = false;    ///< the sentence is one that the entry calls wrong
  friend bool operator==(const FrameUse&, const FrameUse&) = default;
};

/// The frames of one blank, strongest first, at most six; none where the word is in parts.
std::vector<std::string> frames_of(const PoolSentence& pooled);

/// True for a frame that alone tells much: context on both sides, or three characters on one.
bool is_strong_frame(std::string_view frame);

/// The frame of a longer form that holds the word in one piece: 联系不上 -> "[＿不上]"; else empty.
std::string form_frame(std::string_view form, std::string_view word);

/// Everything an entry's sentences say about which word stands where: the headword and its forms,
/// each in its own pool; the words of contrasts in the right halves that want them, and in the
/// wrong halves as wrong. Each frame of a word once, with the first sentence that shows it.
/// `lexicon` is the one that `cards` were generated with.
std::vector<FrameUse> frame_uses(const Entry& entry, const CardSet& cards, const Lexicon& lexicon);

}  // namespace lianxi

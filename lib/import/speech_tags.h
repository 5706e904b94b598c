#pragma once

// Parts of speech as word lists abbreviate them, spelled out.

#include <string>
#include <string_view>

namespace lianxi {

/// "V/N" and "v,vn" -> "verb, noun"; tags that name no part of speech fall away. Two sets of tags
/// are known: those of the official HSK 3.0 list (V, N, Adj, M for measure word) and those of the
/// Peking University corpus (v, vn, a, q for measure word).
std::string spelled_part_of_speech(std::string_view tags);

}  // namespace lianxi

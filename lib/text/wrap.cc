#include "text/wrap.h"

#include <algorithm>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// One character of a blank; they stay together.
constexpr std::string_view kBlank = "＿";

/// A grapheme cluster, and whether a line may end after it.
struct Cluster {
  std::string_view text;
  int width = 0;
  bool space = false;
  bool breaks = false;
};

/// Punctuation that no line begins with. Source: GB/T 15834-2011, 5.1.
bool is_closing(std::string_view text) {
  constexpr std::u32string_view kClosing =
      U"，。！？；：、”’）》〉」』】〕〗］｝…—～·％‰℃,.!?;:)]}%»›\u3000";
  std::size_t at = 0;
  return kClosing.find(decode_utf8(text, at)) != kClosing.npos;
}

/// Punctuation that no line ends with.
bool is_opening(std::string_view text) {
  constexpr std::u32string_view kOpening = U"“‘（《〈「『【〔〖［｛([{«‹￥";
  std::size_t at = 0;
  return kOpening.find(decode_utf8(text, at)) != kOpening.npos;
}

std::vector<Cluster> clusters_of(std::string_view text, Ambiguous ambiguous) {
  std::vector<Cluster> clusters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = grapheme_end(text, at);
    const std::string_view piece = text.substr(at, end - at);
    clusters.push_back({piece, display_width(piece, ambiguous), piece == " ", false});
    at = end;
  }
  for (std::size_t i = 0; i + 1 < clusters.size(); ++i) {
    const std::string_view before = clusters[i].text;
    const std::string_view after = clusters[i + 1].text;
    const bool wide = display_width(before) == 2 || display_width(after) == 2;
    const bool held =
        is_closing(after) || is_opening(before) || (before == kBlank && after == kBlank);
    clusters[i].breaks = clusters[i].space || (wide && !held);
  }
  return clusters;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, int width, Ambiguous ambiguous) {
  const std::vector<Cluster> clusters = clusters_of(text, ambiguous);
  const int limit = std::max(width, 2);
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < clusters.size()) {
    int used = 0;
    std::size_t end = begin;      // as far as fits
    std::size_t after_break = 0;  // the latest place where a line may end
    while (end < clusters.size() && (used + clusters[end].width <= limit || clusters[end].space)) {
      used += clusters[end].width;
      if (clusters[end++].breaks) after_break = end;
    }
    if (end < clusters.size() && after_break > begin) {
      end = after_break;
    } else if (end < clusters.size()) {
      // No place to break, so inside the word; still not before what closes it.
      std::size_t inside = end;
      while (inside > begin + 1 && is_closing(clusters[inside].text)) --inside;
      if (!is_closing(clusters[inside].text)) end = inside;
    }
    std::string line;
    for (std::size_t i = begin; i < end; ++i) line += clusters[i].text;
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
    begin = end;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

}  // namespace lianxi

#include "text/wrap.h"

#include <algorithm>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// A grapheme cluster, and whether a line may end after it.
struct Cluster {
  std::string_view text;
  int width = 0;
  bool space = false;
  bool breaks = false;
};

bool is_closing(std::string_view text) {
  static constexpr std::string_view kClosing[] = {"，", "。", "！", "？", "；", "：", "、", "”",
                                                  "’",  "）", "》", "…",  ",",  ".",  "!",  "?",
                                                  ";",  ":",  ")"};
  return std::find(std::begin(kClosing), std::end(kClosing), text) != std::end(kClosing);
}

std::vector<Cluster> clusters_of(std::string_view text) {
  std::vector<Cluster> clusters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = grapheme_end(text, at);
    const std::string_view piece = text.substr(at, end - at);
    clusters.push_back({piece, display_width(piece), piece == " ", false});
    at = end;
  }
  for (std::size_t i = 0; i + 1 < clusters.size(); ++i) {
    const bool wide = clusters[i].width == 2 || clusters[i + 1].width == 2;
    clusters[i].breaks = clusters[i].space || (wide && !is_closing(clusters[i + 1].text));
  }
  return clusters;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, int width) {
  const std::vector<Cluster> clusters = clusters_of(text);
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
    if (end < clusters.size() && after_break > begin) end = after_break;
    std::string line;
    for (std::size_t i = begin; i < end; ++i) line += clusters[i].text;
    if (end < clusters.size()) line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
    begin = end;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

}  // namespace lianxi

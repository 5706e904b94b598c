#pragma once

// The collection as rivals_of() asks it: what stands in a frame, what shares a gloss.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/rivals.h"
#include "sqlite/db.h"

namespace lianxi {

class CollectionWords final : public WordSource {
 public:
  /// `db` must outlive it.
  explicit CollectionWords(Db& db) : db_(db) {}
  std::vector<FrameUse> in_frame(std::string_view frame) const override;
  std::vector<std::string> with_gloss(std::string_view gloss) const override;
  std::vector<std::string> naming(std::string_view word) const override;
  std::optional<WordFacts> facts(std::string_view word) const override;

 private:
  Db& db_;
};

}  // namespace lianxi

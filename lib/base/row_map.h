#pragma once

// Values by local row. Rows are given out from 1 on, so that nearly all stand in one array; a row
// that is no small number was made by somebody else, and must not cost the memory of all before it.

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace lianxi {

template <typename Value>
class RowMap {
 public:
  /// The value of a row; a fresh one where there is none yet.
  Value& operator[](std::int64_t row) {
    if (row < 0 || row >= kNear) return far_[row];
    const auto place = static_cast<std::size_t>(row);
    if (place >= near_.size()) {
      near_.resize(std::min(static_cast<std::size_t>(kNear), std::max(place + 1, 2 * place)));
    }
    return near_[place];
  }

 private:
  static constexpr std::int64_t kNear = 1 << 21;

  std::vector<Value> near_;
  std::unordered_map<std::int64_t, Value> far_;
};

}  // namespace lianxi

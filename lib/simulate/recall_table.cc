#include "simulate/recall_table.h"

namespace lianxi {

RecallTable::RecallTable(const Fsrs6Model& model) {
  constexpr std::uint64_t points = (kOctaves << 9) + 1;
  recall_.reserve(points);
  for (std::uint64_t i = 0; i < points; ++i) {
    recall_.push_back(model.retrievability(std::bit_cast<double>(kOne + (i << kRest)) - 1, 1));
  }
}

}  // namespace lianxi

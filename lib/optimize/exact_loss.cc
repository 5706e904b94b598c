#include "optimize/exact_loss.h"

#include <cmath>
#include <vector>

#include "evaluate/metrics.h"

namespace lianxi {
namespace {

/// What is the same at every answer.
struct Constants {
  explicit Constants(const Fsrs6Parameters& w)
      : decay(-w[20]),
        factor(std::pow(0.9, 1 / decay) - 1),
        factor_by_decay(std::pow(0.9, 1 / decay) * -std::log(0.9) / (decay * decay)),
        recalled(std::exp(w[8])),
        floor(std::exp(-w[17] * w[18])),
        mean_difficulty(w[4] - std::exp(3 * w[5]) + 1) {}
  double decay, factor, factor_by_decay;
  double recalled, floor, mean_difficulty;
};

/// The derivatives of all later losses by a state.
struct Adjoint {
  double stability = 0, difficulty = 0;
};

bool within(double value, double least, double most) { return value >= least && value <= most; }

/// One answer on the way back: reads the state before it and the adjoint of the one after.
class StepBack {
 public:
  StepBack(const Fsrs6Parameters& w, const Constants& c, Fsrs6Parameters& gradient)
      : w_(w), c_(c), gradient_(gradient) {}

  Adjoint operator()(const MemoryState& before, double t, double g, double weight,
                     const Adjoint& after) {
    Adjoint to = difficulty(before.difficulty, g, after.difficulty);
    if (t <= 0) {
      same_day(before.stability, g, after.stability, to);
      return to;
    }
    const double base = 1 + c_.factor * t / before.stability;
    const double r = std::pow(base, c_.decay);
    double by_r = weight * loss_by_r(r, g > 1);
    by_r += g > 1 ? recalled(before, r, g, after.stability, to)
                  : forgotten(before, r, after.stability, to);
    const double share = t / before.stability;
    to.stability -= by_r * r * c_.decay * c_.factor * share / (before.stability * base);
    gradient_[20] -= by_r * r * (std::log(base) + c_.decay / base * share * c_.factor_by_decay);
    return to;
  }

 private:
  static double loss_by_r(double r, bool recalled) {
    if (!within(r, kLeastProbability, 1 - kLeastProbability)) return 0;
    return recalled ? -1 / r : 1 / (1 - r);
  }

  Adjoint difficulty(double d, double g, double after) {
    const double moved = d - w_[6] * (g - 3) * (10 - d) / 9;
    const double raw = w_[7] * c_.mean_difficulty + (1 - w_[7]) * moved;
    if (!within(raw, kMinDifficulty, kMaxDifficulty)) return {};
    gradient_[4] += after * w_[7];
    gradient_[5] -= after * 3 * w_[7] * std::exp(3 * w_[5]);
    gradient_[6] -= after * (1 - w_[7]) * (10 - d) * (g - 3) / 9;
    gradient_[7] += after * (c_.mean_difficulty - moved);
    return {0, after * (1 - w_[7]) * (1 + w_[6] * (g - 3) / 9)};
  }

  void same_day(double s, double g, double after, Adjoint& to) {
    const double k = std::exp(w_[17] * (g - 3 + w_[18])) * std::pow(s, -w_[19]);
    if (k < 1 && g >= 2) {
      to.stability += after;
      return;
    }
    if (!within(s * k, kMinStability, kMaxStability)) return;
    gradient_[17] += after * s * k * (g - 3 + w_[18]);
    gradient_[18] += after * s * k * w_[17];
    gradient_[19] -= after * s * k * std::log(s);
    to.stability += after * k * (1 - w_[19]);
  }

  /// Returns the adjoint of r.
  double recalled(const MemoryState& before, double r, double g, double after, Adjoint& to) {
    const double s = before.stability;
    const double by_rating = g == 2 ? w_[15] : g == 4 ? w_[16] : 1;
    const double scale = c_.recalled * (11 - before.difficulty) * std::pow(s, -w_[9]);
    const double grown = std::exp(w_[10] * (1 - r));
    const double plain = scale * (grown - 1), increase = plain * by_rating;
    if (!within(s * (1 + increase), kMinStability, kMaxStability)) return 0;
    gradient_[8] += after * s * increase;
    gradient_[9] -= after * s * increase * std::log(s);
    gradient_[10] += after * s * scale * by_rating * grown * (1 - r);
    if (g == 2) gradient_[15] += after * s * plain;
    if (g == 4) gradient_[16] += after * s * plain;
    to.stability += after * (1 + increase * (1 - w_[9]));
    to.difficulty -= after * s * increase / (11 - before.difficulty);
    return -after * s * scale * by_rating * w_[10] * grown;
  }

  /// Returns the adjoint of r.
  double forgotten(const MemoryState& before, double r, double after, Adjoint& to) {
    const double s = before.stability, d = before.difficulty;
    const double scale = w_[11] * std::pow(d, -w_[12]) * std::exp(w_[14] * (1 - r));
    const double power = std::pow(s + 1, w_[13]);
    const double left = scale * (power - 1);
    if (left > s * c_.floor) {
      if (s * c_.floor < kMinStability) return 0;
      gradient_[17] -= after * s * c_.floor * w_[18];
      gradient_[18] -= after * s * c_.floor * w_[17];
      to.stability += after * c_.floor;
      return 0;
    }
    if (!within(left, kMinStability, kMaxStability)) return 0;
    gradient_[11] += after * left / w_[11];
    gradient_[12] -= after * left * std::log(d);
    gradient_[13] += after * scale * power * std::log(s + 1);
    gradient_[14] += after * left * (1 - r);
    to.stability += after * scale * power * w_[13] / (s + 1);
    to.difficulty -= after * left * w_[12] / d;
    return -after * left * w_[14];
  }

  const Fsrs6Parameters& w_;
  const Constants& c_;
  Fsrs6Parameters& gradient_;
};

/// The derivatives by the state after the first answer, handed on to the parameters.
void first_step_back(const Fsrs6Parameters& w, std::uint8_t rating, const Adjoint& after,
                     Fsrs6Parameters& gradient) {
  const double steps = rating - 1.0, effect = std::exp(w[5] * steps);
  if (within(w[rating - 1u], kMinStability, kMaxStability))
    gradient[rating - 1u] += after.stability;
  if (!within(w[4] - effect + 1, kMinDifficulty, kMaxDifficulty)) return;
  gradient[4] += after.difficulty;
  gradient[5] -= after.difficulty * steps * effect;
}

/// The last answer whose loss counts, as a number of answers to read; 0 for none.
std::size_t answers_to_read(const WeightedCard& card) {
  std::size_t count = card.weight.size();
  while (count > 0 && !(card.weight[count - 1] > 0)) --count;
  return count;
}

double card_loss(const WeightedCard& card, const Fsrs6Model& model, const Constants& constants,
                 std::vector<MemoryState>& states, Fsrs6Parameters* gradient) {
  const std::size_t count = answers_to_read(card);
  if (count < 2) return 0;
  states.resize(count);
  states[1] = model.first(static_cast<Rating>(card.rating[0]));
  double loss = 0;
  for (std::size_t i = 1; i < count; ++i) {
    if (card.weight[i] > 0) {
      const double r = model.retrievability(card.elapsed[i], states[i].stability);
      loss += card.weight[i] * log_loss(r, card.rating[i] > 1);
    }
    if (i + 1 == count) break;
    states[i + 1] = model.next(states[i], card.elapsed[i], static_cast<Rating>(card.rating[i]));
  }
  if (gradient == nullptr) return loss;
  StepBack back(model.parameters(), constants, *gradient);
  Adjoint after;
  for (std::size_t i = count - 1; i >= 1; --i) {
    after = back(states[i], card.elapsed[i], card.rating[i], card.weight[i], after);
  }
  first_step_back(model.parameters(), card.rating[0], after, *gradient);
  return loss;
}

}  // namespace

double exact_loss(const WeightedCard& card, const Fsrs6Parameters& w, Fsrs6Parameters* gradient) {
  std::vector<MemoryState> states;
  return card_loss(card, Fsrs6Model(w), Constants(w), states, gradient);
}

double exact_loss(const Histories& from, const Fsrs6Parameters& w, Fsrs6Parameters* gradient) {
  const Fsrs6Model model(w);
  const Constants constants(w);
  std::vector<MemoryState> states;
  std::vector<double> weights;
  double loss = 0;
  for (std::size_t card = 0; card < from.cards(); ++card) {
    const std::size_t begin = from.first[card], count = from.first[card + 1] - begin;
    weights.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      if (!from.is_item(begin + i)) continue;
      weights[i] = recency_weight(from.rank[begin + i], from.items);
    }
    const WeightedCard answers{std::span(from.elapsed).subspan(begin, count),
                               std::span(from.rating).subspan(begin, count), weights};
    loss += card_loss(answers, model, constants, states, gradient);
  }
  return loss;
}

}  // namespace lianxi

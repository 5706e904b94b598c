#include "evaluate/baselines.h"

#include <cmath>

namespace lianxi {

double MovingAverage::predict() const { return 1 / (1 + std::exp(-x_)); }

void MovingAverage::add(bool recalled) {
  constexpr double rate = 0.3;
  const double p = predict();
  x_ += recalled ? rate * (1 - p) : -rate * p;  // the slope of the log loss
}

std::vector<Prediction> moving_average(std::span<const Prediction> in_time_order) {
  std::vector<Prediction> result(in_time_order.begin(), in_time_order.end());
  MovingAverage average;
  for (Prediction& prediction : result) {
    prediction.p = average.predict();
    average.add(prediction.recalled);
  }
  return result;
}

std::vector<Prediction> average(std::span<const Prediction> answers,
                                std::span<const Prediction> training) {
  Proportion recalled;
  for (const Prediction& prediction : training) recalled.add(prediction.recalled);
  std::vector<Prediction> result(answers.begin(), answers.end());
  for (Prediction& prediction : result) {
    prediction.p = recalled.of == 0 ? 0.9 : recalled.share();
  }
  return result;
}

}  // namespace lianxi

// How many states a second ts-fsrs computes, and how many fsrs_fit does. Used by fsrs.sh.
//
//   node ts_fsrs.mjs ROUNDS

import { fsrs } from 'ts-fsrs';

const rounds = Number(process.argv[2]);
const cards = 64;
const answersPerCard = 10;
const model = fsrs();
// The same numbers in every run; one answer in eight is forgotten.
const answers = Array.from({ length: 1024 }, (_, i) => [1 + ((i * 7919) % 30), i % 8 === 0 ? 1 : 3]);

// 64 cards at a time, one answer of each after another, as a log has them.
function run(rounds) {
  let sum = 0;
  let at = 0;
  const states = new Array(cards);
  for (let round = 0; round < rounds; ++round) {
    for (let card = 0; card < cards; ++card) states[card] = model.next_state(null, 0, 3);
    for (let i = 0; i < answersPerCard; ++i) {
      for (let card = 0; card < cards; ++card, ++at) {
        const [days, rating] = answers[at % 1024];
        states[card] = model.next_state(states[card], days, rating);
      }
    }
    for (const state of states) sum += state.stability;
  }
  return sum / (rounds * cards);
}

run(Math.ceil(rounds / 10)); // compiled by now
const before = process.cpuUsage();
const mean = run(rounds);
const used = process.cpuUsage(before);
const states = rounds * cards * answersPerCard;
console.log(Math.round((states * 1e6) / (used.user + used.system)), mean.toFixed(3));

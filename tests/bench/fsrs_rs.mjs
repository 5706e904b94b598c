// Fits a log by fsrs-rs, through its binding for node, as fsrs_fit does by ours. Used by fsrs.sh.
//
//   node fsrs_rs.mjs LOG KNOWN...
//
// LOG has a line `card,day,rating` per answer, in time order. For each KNOWN the parameters are
// fitted to that many answers of its beginning: one line with the CPU seconds, the peak memory of
// the process in KiB, and 21 numbers. The seconds are those after the items have been handed over,
// which our side does not have to do.

import { readFileSync } from 'node:fs';
import { computeParameters, FSRSBindingItem, FSRSBindingReview } from '@open-spaced-repetition/binding';

const [path, ...counts] = process.argv.slice(2);
const answers = readFileSync(path, 'utf8').trim().split('\n').slice(1);

/// Every answer on a later day than the card's last, with all before it.
function itemsOf(known) {
  const items = [];
  const cards = new Map();
  for (let i = 0; i < known; ++i) {
    const [number, day, rating] = answers[i].split(',').map(Number);
    let card = cards.get(number);
    if (!card) cards.set(number, (card = { last: day, reviews: [] }));
    const days = Math.max(0, day - card.last);
    card.last = Math.max(card.last, day);
    card.reviews.push(new FSRSBindingReview(rating, days));
    if (days > 0) items.push(new FSRSBindingItem(card.reviews));
  }
  return items;
}

for (const count of counts) {
  const promise = computeParameters(itemsOf(Number(count)), { enableShortTerm: true, timeout: 1 });
  const before = process.cpuUsage();
  const parameters = await promise;
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  const peak = process.resourceUsage().maxRSS;
  console.log([seconds.toFixed(6), peak, ...parameters].join(' '));
}

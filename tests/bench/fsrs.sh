#!/usr/bin/env bash
# Fits logs of made-up learners by our optimizer and by fsrs-rs 6.5 (through its binding for node),
# one thread each, and prints both beside each other:
#
#   CPU     seconds of the fit to the whole log, without loading it
#   memory  the most that the process held, MiB, loading included
#   F       the objective at the result, by our double-precision arithmetic for both
#   loss    mean log loss of held-out answers: five-fold time-series split of the short logs, a
#           split at four fifths of the long ones; `plain` is that of the default parameters
#   lower   in how many of the logs the loss was lower than the other side's
#
# and last how many states a second our model and ts-fsrs compute. --quick leaves out the longest
# log. Without npm or without its packages only our column is there. Seven minutes.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
here=$top/tests/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fit=$work/fsrs_fit

"${CXX:-g++}" -std=c++20 -O2 -I"$top" -I"$top/lib" -I"$top/tests" "$here/fsrs_fit.cc" \
  "$top"/lib/optimize/*.cc "$top/lib/schedule/fsrs6.cc" -pthread -o "$fit"

theirs=
if command -v npm >/dev/null && command -v node >/dev/null &&
  (cd "$work" && npm install --silent --no-audit --no-fund \
    @open-spaced-repetition/binding@0.5.0 ts-fsrs@5.4.2 >/dev/null 2>&1); then
  cp "$here/fsrs_rs.mjs" "$here/ts_fsrs.mjs" "$work"
  theirs=yes
else
  echo "npm or its packages are not there: only our side is measured."
fi

one_core=
command -v taskset >/dev/null && one_core="taskset -c $(taskset -cp $$ | sed 's/.*[ ,-]//')"

rs() { $one_core node --max-old-space-size=12000 "$work/fsrs_rs.mjs" "$@"; }

# $1: ours or rs, $2: the log, the rest: how many answers to fit to, all of them last. That one has
# a process to itself, whose memory counts.
fits_of() {
  local who=$1 log=$2 parts=("${@:3}")
  local all=${parts[-1]}
  unset 'parts[-1]'
  if [ "$who" = ours ]; then
    $one_core "$fit" fit "$log" "${parts[@]}"
    $one_core "$fit" fit "$log" "$all"
  else
    rs "$log" "${parts[@]}"
    rs "$log" "$all"
  fi
}

# $1: name, $2: side, $3: what judge said of it, $4: of the other side
print_row() {
  awk -v name="$1" -v who="$2" -v other="$4" '
    { cpu += $1; if ($2 > memory) memory = $2; f += $3; loss += $4; plain += $5; mine = $4
      if ((getline line <other) > 0) { split(line, theirs, " "); lower += mine < theirs[4] } }
    END { printf "%-15s %-8s %9.4f %9.1f %12.3f %9.6f %9.6f %6d\n", name, who, cpu / NR,
            memory / 1024, f / NR, loss / NR, plain / NR, lower }
  ' "$3"
}

# $1: name, $2: answers, $3: the share for one split or "", the rest: seeds. Means over the seeds.
row() {
  local name=$1 answers=$2 share=$3 seed
  : >"$work/ours" >"$work/rs"
  for seed in "${@:4}"; do
    "$fit" make "$seed" "$answers" >"$work/log"
    read -ra cuts <<<"$("$fit" cuts "$work/log" $share)"
    fits_of ours "$work/log" "${cuts[@]}" >"$work/fits"
    "$fit" judge "$work/log" "$work/fits" $share >>"$work/ours"
    [ -n "$theirs" ] || continue
    fits_of rs "$work/log" "${cuts[@]}" >"$work/fits"
    "$fit" judge "$work/log" "$work/fits" $share >>"$work/rs"
  done
  print_row "$name" ours "$work/ours" "$work/rs"
  [ -z "$theirs" ] || print_row "$name" fsrs-rs "$work/rs" "$work/ours"
}

printf "%-15s %-8s %9s %9s %12s %9s %9s %6s\n" log "" "CPU s" memory F loss plain lower
row "10 of 500" 500 "" 1 2 3 4 5 6 7 8 9 10
row "10 of 1,000" 1000 "" 1 2 3 4 5 6 7 8 9 10
row "5 of 100,000" 100000 0.8 1 2 3 4 5
[ "${1:-}" = --quick ] || row "3 of 1,000,000" 1000000 0.8 1 2 3

echo
echo "states a second"
echo "ours     $($one_core "$fit" next 5000)"
[ -z "$theirs" ] || echo "ts-fsrs  $($one_core node "$work/ts_fsrs.mjs" 2000)"

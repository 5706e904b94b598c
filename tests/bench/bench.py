"""Measures lianxi beside a floor: small programs that do with libsqlite3 alone what it must at least
do (floor.c, floor_dictionary.c), in turn in the same run. Prints every target with its ratio, and a
table of how the daily commands grow; asserts nothing. tests/bench/run builds what it needs.

Usage: bench.py BUILD [--quick] [--only PART...] [--keep FOLDER] [--cedict FILE] [--json FILE]
                [--readme FILE]
BUILD is the folder of a release build with LIANXI_BENCH; --keep keeps the collections that are made;
--readme writes the tables between the two marks of that file."""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import namedtuple

import made_cedict

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)

SCHEMA = pathlib.Path(__file__).parent.parent.parent / "schema"
NOW, TODAY = "2026-03-02T09:00+08:00", "20514"
DUE = 200
BACKLOG_DAYS = 60
FLAT_CARDS = 1_000
# A word that no card of the made collections wants; judging it costs what judging any costs.
TYPED = "xue2xi2"
KNOWN_WORD = "山山"

Scale = namedtuple("Scale", "cards reviews backlog growth words runs answers")
QUICK = Scale(20_000, 300_000, 5_000, (1_000, 5_000, 20_000), 30_000, 7, 100)
FULL = Scale(375_000, 10_000_000, 50_000, (1_000, 10_000, 100_000, 375_000), 124_000, 15, 300)

DAILY = (("lianxi", ()), ("due", ("due",)), ("due --short", ("due", "--short")),
         ("next", ("next",)), ("show", ("show", KNOWN_WORD)), ("find", ("find", KNOWN_WORD)),
         ("why", ("why", KNOWN_WORD, "--kind", "meaning")), ("decks", ("decks",)),
         ("log", ("log", "--limit", "20")), ("stats", ("stats",)))

Cost = namedtuple("Cost", "wall low high cpu peak")  # ms of wall time, ms of CPU time, MiB
Row = namedtuple("Row", "what ours floor ratio limit met")


# Running ------------------------------------------------------------------------------------------

class Bench:
    """What is measured, where it lies, and what came out."""

    def __init__(self, build, keep, scale, folder, cedict):
        self.build = build
        self.keep = keep
        self.cedict = cedict
        self.scale = scale
        self.folder = folder
        # A copy, as an installed one is: what a linker has just written starts more slowly.
        program = shutil.copy2(build / "app" / "lianxi", folder / "lianxi")
        self.learner = lianxi.Lianxi(program, folder, NOW)
        self.rows = []

    def tool(self, name, *words):
        return [str(self.build / "tests" / "bench" / name), *map(str, words)]

    def command(self, collection, *words):
        self.learner.collection = collection
        return self.learner.command(*words)

    def collection(self, cards, reviews, due=DUE, backlog=0):
        path = self.keep / f"{cards}-{reviews}-{due}-{backlog}.db"
        if not path.exists():
            say(f"making {cards:,} cards, {reviews:,} reviews, {due:,} due")
            made = path.with_suffix(".part")
            made.unlink(missing_ok=True)
            subprocess.run(self.tool("make_collection", made, cards, reviews, due, backlog),
                           check=True, stdout=subprocess.DEVNULL)
            made.rename(path)
            os.sync()  # else others wait for it with their own syncs
        return path

    def copy(self, collection, name):
        """For those who write; on the disk before they begin."""
        path = self.folder / name
        shutil.copyfile(collection, path)
        subprocess.run(["sync", str(path)], check=True)
        return path

    def contend(self, commands, runs, before=lambda: None):
        """The cost of each command, run in turn so that what else the machine does falls on all."""
        results = self.folder / "results"
        costs = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                before()
                results.unlink(missing_ok=True)
                subprocess.run(self.tool("measure", results, *command), check=True,
                               env=self.learner.env, cwd=self.folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL)
                wall, cpu, peak, status = map(int, results.read_text().split())
                if status not in (0, 1):
                    sys.exit(f"{command} ended with {status}")
                costs[name].append((wall / 1e6, cpu / 1e3, peak / 1024))
        return {name: cost_of(measured) for name, measured in costs.items()}

    def row(self, what, ours, floor, ratio, limit, more_is_better=False):
        """`limit`: None for what has no target."""
        met = limit is None or (ratio >= limit if more_is_better else ratio <= limit)
        self.rows.append(Row(what, ours, floor, ratio, limit, met))
        say(f"{what}: {ours} beside {floor}, {ratio:.2f} (target {limit})")

    def compare(self, what, costs, limit):
        """A row for `ours` beside `floor`."""
        ours, floor = costs["ours"], costs["floor"]
        self.row(what, time_text(ours.wall), time_text(floor.wall), ours.wall / floor.wall, limit)


def cost_of(measured):
    wall, cpu, peak = zip(*measured)
    return Cost(statistics.median(wall), min(wall), max(wall), statistics.median(cpu), max(peak))


def say(text):
    print(text, file=sys.stderr, flush=True)


def time_text(ms):
    return f"{ms:.2f} ms" if ms < 1000 else f"{ms / 1000:.2f} s"


# The targets --------------------------------------------------------------------------------------

def start(bench):
    """From the shell to the first due card."""
    scale = bench.scale
    large = bench.collection(scale.cards, scale.reviews)
    small = bench.collection(FLAT_CARDS, 10 * FLAT_CARDS)
    behind = bench.collection(scale.cards, 10 * scale.cards, scale.backlog, BACKLOG_DAYS)
    costs = bench.contend({
        "floor": bench.tool("floor", "start", large, TODAY),
        "ours": bench.command(large, "next"),
        "small": bench.command(small, "next"),
        "behind floor": bench.tool("floor", "start", behind, TODAY),
        "behind": bench.command(behind, "next"),
    }, 2 * scale.runs)
    bench.compare(f"first due card of {scale.cards:,}, whole process", costs, 2)
    peak = costs["ours"].peak * 1.048576
    bench.row("its peak memory, of 10 MB", f"{peak:.1f} MB",
              f"{costs['floor'].peak * 1.048576:.1f} MB", peak / 10, 1)
    bench.row(f"the same beside {FLAT_CARDS:,} cards", time_text(costs["ours"].wall),
              time_text(costs["small"].wall), costs["ours"].wall / costs["small"].wall, 1.2)
    bench.compare(f"first card of a backlog of {scale.backlog:,}",
                  {"ours": costs["behind"], "floor": costs["behind floor"]}, None)


class Floor:
    """Answers as the floor takes them: a line in, one back when both rows are on the disk."""

    def __init__(self, bench, collection):
        self.process = subprocess.Popen(bench.tool("floor", "answer", collection, TODAY),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def rate(self):
        self.process.stdin.write(b"3\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


def timed(call):
    began = time.perf_counter()
    line = call()
    if b"saved" not in line:
        sys.exit(f"an answer was not saved: {line}")
    return (time.perf_counter() - began) * 1000


def answer(bench):
    """One answer of a session, from the key to the disk."""
    large = bench.collection(bench.scale.cards, bench.scale.reviews)
    ours, least = [], []
    floor = Floor(bench, bench.copy(large, "floor.db"))
    with lianxi.Review(bench.command(bench.copy(large, "answers.db"), "review", "--json"),
                       bench.learner.env, bench.folder) as review:
        def rate():
            review.send(b'{"rating":3}')
            return review.process.stdout.readline()
        review.read()
        for _ in range(min(bench.scale.answers, DUE - 10)):
            review.ask({"answer": TYPED})
            ours.append(timed(rate))
            review.read()
            least.append(timed(floor.rate))
    floor.process.stdin.close()
    floor.process.wait()
    ours, least = statistics.median(ours), statistics.median(least)
    bench.row("one answer of a session, key to disk", time_text(ours), time_text(least),
              ours / least, 1.25)


def dictionary(bench):
    """All of a dictionary as large as CC-CEDICT: that of --cedict, or one made up."""
    text = bench.cedict or bench.keep / f"{bench.scale.words}.u8"
    if not text.exists():
        text.write_text(made_cedict.dictionary(bench.scale.words, 1), encoding="utf8")
    home = bench.folder / "installed"  # a dictionary lies beside the collection
    home.mkdir()
    install = bench.command(home / "collection.db", "dict", "install", text)
    rows = bench.folder / "rows"
    subprocess.run(install, env=bench.learner.env, check=True, stdout=subprocess.DEVNULL)
    made_cedict.dump_rows(home / "dictionary.db", rows)
    new = bench.folder / "new.db"

    def forget():
        for path in (home / "dictionary.db", new):
            path.unlink(missing_ok=True)
    floor = bench.tool("floor_dictionary", rows, new, *sorted(SCHEMA.glob("dictionary*.sql")))
    costs = bench.contend({"floor": floor, "ours": install}, bench.scale.runs // 3, forget)
    bench.compare(f"a dictionary of {text.stat().st_size / 1e6:.1f} MB installed", costs, 1.5)


def check(bench):
    scale = bench.scale
    large = bench.collection(scale.cards, scale.reviews)
    runs = 3 if scale is QUICK else 1
    costs = bench.contend({
        "floor": bench.tool("floor", "events", large),
        "ours": bench.command(large, "check", "--quick"),
        "whole floor": bench.tool("floor", "check", large),
        "whole": bench.command(large, "check"),
    }, runs)
    bench.compare(f"check --quick: {scale.reviews:,} reviews folded", costs, 2)
    bench.compare("check: the same, and the file", {"ours": costs["whole"],
                                                    "floor": costs["whole floor"]}, 2)
    fewer = bench.collection(scale.cards, 10 * scale.cards, scale.backlog, BACKLOG_DAYS)
    other = bench.contend({"ours": bench.command(fewer, "check", "--quick")}, 1)["ours"]
    bench.row(f"its peak memory, beside {10 * scale.cards:,} reviews",
              f"{costs['ours'].peak:.0f} MiB", f"{other.peak:.0f} MiB",
              costs["ours"].peak / other.peak, 1.1)


def stats(bench):
    large = bench.collection(bench.scale.cards, bench.scale.reviews)
    costs = bench.contend({"floor": bench.tool("floor", "reviews", large),
                           "ours": bench.command(large, "stats")}, 3)
    bench.compare("stats beside one scan of the reviews", costs, 1.5)


def functions(bench):
    """What Google Benchmark says of single functions."""
    deck = bench.keep / "generate.md"
    if not deck.exists():
        import made_deck
        deck.write_text(made_deck.deck(2000, 1), encoding="utf8")
    found = {}
    for tool in ("functions", "generate"):
        out = subprocess.run(bench.tool(tool, "--benchmark_format=json", "--benchmark_min_time=0.2"),
                             env={**bench.learner.env, "LIANXI_BENCH_DECK": str(deck)},
                             check=True, capture_output=True).stdout
        found.update((each["name"], each) for each in json.loads(out)["benchmarks"])
    for name, what, limit in (("sm2_batch/0", "SM-2 transitions a second, batch", 200),
                              ("sm2_interface", "SM-2 transitions a second, interface", 50)):
        rate = found[name]["items_per_second"] / 1e6
        bench.row(what, f"{rate:.0f} million", f"{limit} million", rate / limit, 1, True)
    rate = found["markdown_to_cards"]["bytes_per_second"] / 1e6
    bench.row("Markdown to cards, a second", f"{rate:.1f} MB", "50 MB", rate / 50, 1, True)
    return found


# Growth -------------------------------------------------------------------------------------------

def growth(bench):
    """CPU time of the daily commands by the number of cards."""
    scale = bench.scale
    table = {}
    for cards in scale.growth:
        reviews = scale.reviews if cards == scale.cards else 10 * cards
        path = bench.copy(bench.collection(cards, reviews), "growth.db")
        commands = {name: bench.command(path, *words) for name, words in DAILY}
        for name, cost in bench.contend(commands, 5).items():
            table.setdefault(name, []).append(cost.cpu)
        path.unlink()
    return table


# Printing -----------------------------------------------------------------------------------------

def targets_table(rows):
    lines = ["| | lianxi | floor | ratio | target | |", "|---|--:|--:|--:|--:|---|"]
    for row in rows:
        target = "| " if row.limit is None else f"{row.limit:g} | {'met' if row.met else 'not met'}"
        lines.append(f"| {row.what} | {row.ours} | {row.floor} | {row.ratio:.2f} | {target} |")
    return "\n".join(lines)


def growth_table(scale, table):
    lines = ["| CPU ms at cards | " + " | ".join(f"{cards:,}" for cards in scale.growth) + " |",
             "|---|" + "--:|" * len(scale.growth)]
    for name, costs in table.items():
        lines.append(f"| {name} | " + " | ".join(f"{cost:.1f}" for cost in costs) + " |")
    return "\n".join(lines)


def write_readme(path, text):
    page = path.read_text(encoding="utf8")
    begin, end = "<!-- speed -->\n", "<!-- end of speed -->"
    page = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}{text}\n{end}", page, flags=re.S)
    path.write_text(page, encoding="utf8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--cedict", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--readme", type=pathlib.Path)
    parser.add_argument("--only", nargs="*", help="names of parts: start answer dictionary ...")
    options = parser.parse_args()
    scale = QUICK if options.quick else FULL
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder:
        folder = pathlib.Path(folder)
        keep = options.keep or folder / "made"
        keep.mkdir(parents=True, exist_ok=True)
        bench = Bench(options.build.resolve(), keep.resolve(), scale, folder, options.cedict)
        found, table = {}, {}
        for part in (start, answer, dictionary, check, stats):
            if not options.only or part.__name__ in options.only:
                part(bench)
        if not options.only or "functions" in options.only:
            found = functions(bench)
        if not options.only or "growth" in options.only:
            table = growth(bench)
    text = targets_table(bench.rows) + "\n\n" + growth_table(scale, table)
    print(text)
    say(f"took {time.monotonic() - began:.0f} s")
    if options.json:
        options.json.write_text(json.dumps({
            "machine": platform.machine(), "scale": scale._asdict(),
            "targets": [row._asdict() for row in bench.rows], "growth": table,
            "functions": found}, indent=1))
    if options.readme:
        write_readme(options.readme, text)


if __name__ == "__main__":
    main()

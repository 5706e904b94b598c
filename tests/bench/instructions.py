"""Counts the instructions of a start, of one answer and of a fold, from main() on, and compares them
with those that stand in instructions.json: more than a tenth more, or less, is a finding. What a
machine is busy with does not change them. LIANXI_REWRITE=1 writes down what is counted now.
Usage: instructions.py PROGRAM SOURCE_FOLDER MAKE_COLLECTION"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)

STORED = pathlib.Path(__file__).with_name("instructions.json")
NOW = "2026-03-02T09:00+08:00"
CARDS, REVIEWS, DUE = 1_000, 10_000, 200
FEW, MANY = 10, 40
WITHIN = 0.1
# The C library's plain functions, whatever the machine has.
TUNABLES = "glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-ERMS,-FSRM,-BMI2,-LZCNT,-RTM"


class Counter:
    def __init__(self, program, make, folder):
        self.learner = lianxi.Lianxi(program, folder, NOW)
        self.made = pathlib.Path(folder) / "made.db"
        self.counts = pathlib.Path(folder) / "counts"
        subprocess.run([make, self.made, *map(str, (CARDS, REVIEWS, DUE))], check=True,
                       stdout=subprocess.DEVNULL)

    def of(self, *words, stdin=b""):
        """Instructions of one command on a fresh copy of the collection."""
        shutil.copyfile(self.made, self.learner.collection)
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--toggle-collect=main", "--log-file=/dev/null",
             f"--callgrind-out-file={self.counts}", *self.learner.command(*words)],
            env={**self.learner.env, "GLIBC_TUNABLES": TUNABLES}, input=stdin,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if run.returncode:
            raise lianxi.Differs(f"{words} ended with {run.returncode}: {run.stderr.decode()}")
        return int(re.search(r"^(?:summary|totals): (\d+)", self.counts.read_text(), re.M)[1])

    def session(self, answers):
        return self.of("review", "--json", stdin=b'{"answer":"xue2xi2"}\n{"rating":3}\n' * answers)

    def all(self):
        return {"first due card": self.of("next"),
                "one answer": (self.session(MANY) - self.session(FEW)) // (MANY - FEW),
                f"fold of {REVIEWS} reviews": self.of("check", "--quick")}


def test_instructions(test):
    counted = Counter(test.program, sys.argv[3], test.folder).all()
    if os.environ.get("LIANXI_REWRITE"):
        STORED.write_text(json.dumps(counted, indent=1) + "\n")
    stored = json.loads(STORED.read_text())
    for what, count in counted.items():
        change = count / stored[what] - 1
        print(f"{what}: {count:,} instructions, {change:+.1%}")
        if abs(change) > WITHIN:
            test.fail(f"{what} takes {count:,} instructions, {change:+.1%} beside those in "
                      f"{STORED.name}; where that is meant, LIANXI_REWRITE=1 writes them down")


if __name__ == "__main__":
    lianxi.main(test_instructions)

"""One answer within a session, from the key until it is durable and says so: lianxi beside the floor
(floor.c, the same rows by SQLite alone), their answers in turn, each on a copy of one collection of
make_collection.cc with enough cards due. Prints a table, asserts nothing.
Usage: answer_floor.py LIANXI FLOOR COLLECTION [ANSWERS]"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

NOW, DAY = "2026-03-02T09:00+08:00", "20514"


class Contender:
    def __init__(self, command, folder):
        self.walls, self.cpus = [], []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        cwd=folder, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})

    def tell(self, line):
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def cpu(self):
        return time.clock_gettime((~self.process.pid << 3) | 2)  # the clock of that process

    def answer(self, line):
        cpu, began = self.cpu(), time.perf_counter()
        self.tell(line)
        if b"saved" not in self.process.stdout.readline():
            sys.exit("an answer was not saved")
        self.walls.append((time.perf_counter() - began) * 1e6)
        self.cpus.append((self.cpu() - cpu) * 1e6)


def main():
    lianxi, floor, collection = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
    answers = int(sys.argv[4]) if len(sys.argv) > 4 else 150
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-", ignore_cleanup_errors=True) as temporary:
        folder = pathlib.Path(temporary)
        for name in ("ours.db", "floor.db"):
            shutil.copyfile(collection, folder / name)
        os.sync()
        ours = Contender([lianxi, "--collection", "ours.db", "--now", NOW, "review", "--json"], folder)
        bare = Contender([floor, "answer", "floor.db", DAY], folder)
        for _ in range(answers):
            ours.process.stdout.readline()  # the question
            ours.tell(b'{"answer":""}\n')
            ours.process.stdout.readline()
            ours.answer(b'{"rating":3}\n')
            time.sleep(0.002)  # it makes the next question
            bare.answer(b"\n")
        for contender in (ours, bare):
            contender.process.stdin.close()
            contender.process.wait()
        print(f"{answers} answers, in us{'median':>12}{'90th':>10}{'x floor':>10}")
        for what in ("walls", "cpus"):
            for name, contender in (("lianxi", ours), ("floor", bare)):
                times = sorted(getattr(contender, what)[5:])
                median = statistics.median(times)
                ratio = median / statistics.median(getattr(bare, what)[5:])
                print(f"{name + ' ' + what[:-1]:<18}{median:>12.1f}{times[len(times) * 9 // 10]:>10.1f}"
                      f"{ratio:>10.2f}")


if __name__ == "__main__":
    main()

"""kill -9 at any moment: a session loses no acknowledged answer, an import is done or not begun."""

import datetime
import pathlib
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)

KILLS = 60
KILLED_IMPORTS = 30
FIRST_DAY = datetime.date(2026, 3, 2)
# A sanitizer build answers a few dozen times a second; a release build hundreds of times.
LONGEST_LIFE = 0.25


def answer_until_killed(test, learner):
    """Kills a session at a random moment; gives the answers whose saved lines were read."""
    saved = []
    review = learner.review("--new", 1000)
    early = test.random.random() < 0.1  # now and then before the first question
    question = None if early else review.read()
    timer = threading.Timer(test.random.uniform(0, LONGEST_LIFE), review.process.kill)
    timer.start()
    try:
        question = question or review.read()
        while question:
            if test.random.random() < 0.3:
                review.ask({"answer": "lian2xi4"})
            # Mostly wrong, so that cards come again and there is always one more.
            saved.append(review.ask({"rating": test.random.choice((1, 1, 1, 2, 3, 4))})["saved"])
            question = review.read()
    except (BrokenPipeError, ValueError, lianxi.Differs):
        pass  # the pipe closed under the question, the line ended early or there was none
    timer.join()
    status, said = review.close()
    if status not in (-9, 0):
        test.fail(f"review ended with {status} before it was killed: {said}")
    return saved, status == -9


def killed_sessions(test):
    learner = test.learner("killed")
    learner.done("import", *test.decks)
    acknowledged, kills, number = {}, 0, 0
    while kills < KILLS and number < 4 * KILLS:
        today = FIRST_DAY + datetime.timedelta(days=number)
        number += 1
        learner.now = f"{today}T09:00+08:00"
        acknowledged[str(today)], killed = answer_until_killed(test, learner)
        kills += killed
        learner.check()
    test.check("sessions killed", kills, KILLS)
    compare_log(test, learner, acknowledged)


def compare_log(test, learner, acknowledged):
    """Each day's reviews are the acknowledged ones, in order, and at most one on its way."""
    logged = {day: [] for day in acknowledged}
    for event in learner.log():
        if event["type"] == "review":
            logged[event["day"]].append((event["card"], event["rating"]))
    on_their_way = 0
    for day, saved in acknowledged.items():
        wanted = [(answer["card"], answer["rating"]) for answer in saved]
        test.check(f"{day}: acknowledged answers in the log", logged[day][:len(wanted)], wanted)
        more = len(logged[day]) - len(wanted)
        on_their_way += more
        if more > 1:
            test.fail(f"{day}: {more} reviews that nobody was told of")
    print(f"{sum(map(len, acknowledged.values()))} answers acknowledged, {on_their_way} saved "
          f"without a word of it")


def killed_imports(test):
    """Imports every deck over what is there, killed at random moments."""
    decks = sorted(path.parent for path in test.source.glob("decks/*/deck.md"))
    begun = test.learner("begun")
    begun.done("import", "-q", *test.decks)
    before = begun.check()["state"]
    whole = test.learner("whole")
    shutil.copy(begun.collection, whole.collection)
    started = time.monotonic()
    whole.done("import", "-q", *decks)
    lasts = time.monotonic() - started
    after = whole.check()["state"]
    test.check("an import changes the collection", before != after, True)
    kills, untouched = 0, 0
    for number in range(KILLED_IMPORTS):
        learner = test.learner(f"import{number}")
        shutil.copy(begun.collection, learner.collection)
        process = subprocess.Popen(learner.command("import", "-q", *decks), env=learner.env,
                                   stderr=subprocess.DEVNULL)
        time.sleep(test.random.uniform(0, lasts))
        process.kill()
        kills += process.wait() == -9
        state = learner.check()["state"]
        untouched += state == before
        if state not in (before, after):
            test.fail(f"import {number}: neither done nor left alone")
    print(f"{kills} imports killed, {untouched} collections as they were")
    if kills < KILLED_IMPORTS // 2:
        test.fail("the imports were over too soon")


if __name__ == "__main__":
    lianxi.main(killed_sessions, killed_imports)

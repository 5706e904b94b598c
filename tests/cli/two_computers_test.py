"""One learner on two computers: merging files, a folder in git, a collection copied by hand."""

import os
import pathlib
import shutil
import sqlite3
import subprocess

import lianxi


def answer(learner, day, count=3):
    """A few answers on a day."""
    learner.now = f"2026-03-{day:02}T09:00+08:00"
    with learner.review("--limit", count) as review:
        while review.read():
            saved = review.ask({"rating": 3})
            if "saved" not in saved:
                raise lianxi.Differs(f"not saved: {saved}")


def digests(learner):
    report = learner.check()
    return report["state"], report["log"]


def reviews(learner):
    return sum(event["type"] == "review" for event in learner.log())


def two_who_studied(test):
    """The same deck on one, another deck on the other, and answers on both."""
    laptop, desktop = test.learner("laptop"), test.learner("desktop")
    laptop.done("import", test.decks[0])
    desktop.done("import", test.decks[1])
    answer(laptop, 3)
    answer(desktop, 3)
    desktop.done("merge", laptop.collection)
    answer(laptop, 4)
    answer(desktop, 4)
    return laptop, desktop


def merging_files(test):
    laptop, desktop = two_who_studied(test)
    written = reviews(laptop) + reviews(desktop) - 3  # three of them are on both
    bundle = test.folder / "desktop.events"
    desktop.done("export", "events", "-o", bundle)

    before = digests(laptop)
    said = laptop.json("merge", bundle, "-n")
    test.check("a dry run changes nothing", digests(laptop), before)
    done = laptop.json("merge", bundle)
    test.check("a dry run says what is done", dict(said, dry_run=False), done)
    test.check("new reviews", done["events"]["by_type"]["review"], 6)
    test.check("words", len(done["entries"]["new"]), 8)
    for change in done["due"]:
        test.check("why a card is due", change["why"].split(" x")[0], "review")

    desktop.done("merge", laptop.collection)
    test.check("both ways round", digests(laptop), digests(desktop))
    test.check("every review of both", reviews(laptop), written)
    for _ in range(2):
        test.check("again", laptop.json("merge", desktop.collection)["events"]["new"], 0)
    test.check("merged thrice", digests(laptop), digests(desktop))

    third = test.learner("third")
    third.done("merge", bundle)
    third.done("merge", laptop.collection)
    test.check("a third computer", digests(third), digests(laptop))


def what_cannot_be_merged(test):
    laptop, desktop = two_who_studied(test)
    before = digests(laptop)
    bundle = test.folder / "whole.events"
    desktop.done("export", "events", "-o", bundle)
    lines = bundle.read_bytes().splitlines(keepends=True)

    def refused(name, content, status=lianxi.BAD_INPUT, said=None):
        path = test.folder / name
        if content is not None:
            path.write_bytes(content)
        result = laptop.run("merge", path)
        test.check(f"{name}: status", result.status, status)
        if said and said.encode() not in result.err:
            test.fail(f"{name}: {result.err!r} does not say {said!r}")
        test.check(f"{name}: nothing was merged", digests(laptop), before)

    refused("missing.db", None)
    refused("empty", b"", said="neither a collection nor a bundle")
    refused("page.txt", "# 茶 chá\n".encode(), said="neither a collection nor a bundle")
    refused("cut.events", b"".join(lines[:-3]), said=f":{len(lines) - 2}: its last line is missing")
    refused("changed.events", b"".join(lines[:3] + [lines[3].replace(b"a", b"b")] + lines[4:]),
            said=":4: its checksum is wrong")
    refused("newer.events", b"lianxi-events 9 all\n", said="a newer lianxi wrote this file")
    refused("half.db", desktop.collection.read_bytes()[:20000])
    other = test.folder / "recipes.db"
    database = sqlite3.connect(other)
    database.execute("create table recipe (text text)")
    database.commit()
    database.close()
    refused("recipes.db", None, said="a database of another program")
    (test.folder / "folder").mkdir()
    refused("folder", None)
    refused(laptop.collection, None, status=lianxi.USAGE, said="this very collection")

    # A newer collection is refused, an older one is brought up to date as a copy.
    newer = test.folder / "newer.db"
    shutil.copy(desktop.collection, newer)
    database = sqlite3.connect(newer)
    database.execute("pragma user_version = 99")
    database.commit()
    database.close()
    refused("newer.db", None, said="a newer lianxi")
    older = test.folder / "older.db"
    database = sqlite3.connect(older)
    database.executescript((test.source / "tests/store/upgrade/v1.sql").read_text(encoding="utf8"))
    database.close()
    bytes_before = older.read_bytes()
    test.check("an older one", laptop.json("merge", older)["events"]["new"], 11)
    test.check("it is only read", older.read_bytes(), bytes_before)
    laptop.check()


def a_copy_by_hand(test):
    laptop = test.learner("laptop")
    laptop.done("import", test.decks[0])
    answer(laptop, 3)
    kept = test.folder / "kept.db"
    shutil.copy(laptop.collection, kept)
    answer(laptop, 4)
    first = {event["device"] for event in laptop.log()}
    test.check("one device", len(first), 1)

    copy = test.learner("copy")
    shutil.copy(kept, copy.collection)
    answer(copy, 4)
    test.check("the copy on another computer", len({event["device"] for event in copy.log()}), 2)

    # Put back over the file itself: the same inode, an earlier state.
    with open(kept, "rb") as source, open(laptop.collection, "r+b") as target:
        target.write(source.read())
        target.truncate()
    answer(laptop, 5)
    test.check("put back in place", len({event["device"] for event in laptop.log()}), 2)
    laptop.done("merge", copy.collection)
    copy.done("merge", laptop.collection)
    test.check("all of it counts", digests(laptop), digests(copy))
    test.check("no id twice", laptop.json("merge", copy.collection)["events"]["two_contents"], [])


def what_every_command_writes(test):
    """All of it arrives, also through a link to the folder."""
    laptop, desktop = test.learner("laptop"), test.learner("desktop")
    laptop.done("import", test.decks[0])
    answer(laptop, 3)
    laptop.done("add", "茶馆", "--reading", "cháguǎn", "--definition", "teahouse")
    for words in (("flag", "茶馆", "--note", "odd"), ("suspend", "茶馆"), ("undo",), ("redo",),
                  ("config", "set", "new-cards", "7"), ("delete", "安静", "--force"),
                  ("undo", "--setting"), ("set-due", "冰箱", "+7"), ("reset", "冰箱", "--force"),
                  ("bury", "天气"), ("restore", "--at", "2026-03-03T08:00", "--force"), ("undo",)):
        laptop.run(*words)
    shared = test.folder / "shared"
    shared.mkdir()
    (test.folder / "link").symlink_to(shared)
    for learner in (laptop, desktop):
        learner.done("sync", test.folder / "link")
    test.check("all of it arrived", digests(desktop), digests(laptop))
    bundle = test.folder / "all.events"
    laptop.done("export", "events", "-o", bundle)
    test.check("a bundle of it", desktop.json("merge", bundle)["events"]["new"], 0)


def a_folder_that_leads_elsewhere(test):
    laptop = test.learner("laptop")
    laptop.done("import", test.decks[0])
    shared, elsewhere = test.folder / "shared", test.folder / "elsewhere"
    shared.mkdir()
    elsewhere.mkdir()
    (elsewhere / "thesis.md").write_text("mine")
    laptop.done("sync", shared)
    own, = shared.iterdir()
    shutil.rmtree(own / "decks")
    (own / "decks").symlink_to(elsewhere)
    result = laptop.run("sync", shared)
    test.check("a link is refused", result.status, lianxi.BAD_INPUT)
    test.check("nothing is written there", [path.name for path in elsewhere.iterdir()],
               ["thesis.md"])
    (own / "decks").unlink()
    laptop.done("sync", shared)
    (own / "decks" / ".stversions").mkdir()
    (own / "decks" / "notes.txt").write_text("another's")
    laptop.done("sync", shared)
    test.check("what is not ours stays", (own / "decks" / "notes.txt").read_text(), "another's")
    segment = own / "000000000001.events"
    with open(segment, "ab") as file:
        file.write(b"garbage\n")
    laptop.done("sync", shared)
    test.check("rubbish at the end goes", segment.read_bytes().endswith(b"garbage\n"), False)


def a_state_that_cannot_be_written(test):
    laptop = test.learner("laptop")
    laptop.done("import", test.decks[0])
    state = pathlib.Path(laptop.env["XDG_STATE_HOME"])
    shutil.rmtree(state)
    state.write_text("a file")
    for _ in range(3):
        laptop.done("suspend", "安静")
        laptop.done("resume", "安静")
    test.check("one device", len({event["device"] for event in laptop.log()}), 1)


def put_back_with_its_state(test):
    """As a snapshot of the whole machine is: nothing here tells, but the folder does."""
    laptop, desktop = test.learner("laptop"), test.learner("desktop")
    laptop.done("import", test.decks[0])
    answer(laptop, 3)
    shared = test.folder / "shared"
    shared.mkdir()
    kept = laptop.collection.read_bytes()
    state = pathlib.Path(laptop.env["XDG_STATE_HOME"])
    shutil.copytree(state, test.folder / "state")
    answer(laptop, 4)
    laptop.done("sync", shared)
    wanted = reviews(laptop)
    with open(laptop.collection, "r+b") as file:
        file.write(kept)
        file.truncate()
    shutil.rmtree(state)
    shutil.copytree(test.folder / "state", state)
    laptop.done("sync", shared)
    test.check("what was in the folder is back", reviews(laptop), wanted)
    answer(laptop, 5)
    desktop.now = laptop.now
    for learner in (laptop, desktop, laptop):
        learner.done("sync", shared)
    test.check("both know all", digests(laptop), digests(desktop))
    test.check("the device is another now", len({event["device"] for event in laptop.log()}), 2)


def git(folder, *words):
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
           "GIT_AUTHOR_NAME": "learner", "GIT_AUTHOR_EMAIL": "learner@example.org",
           "GIT_COMMITTER_NAME": "learner", "GIT_COMMITTER_EMAIL": "learner@example.org"}
    result = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, text=True)
    if result.returncode != 0:
        raise lianxi.Differs(f"git {words}: {result.stdout}{result.stderr}")
    return result.stdout


def a_folder_in_git(test):
    """Both commit before either has pulled, every day; git never has a conflict to settle."""
    hub = test.folder / "hub.git"
    hub.mkdir()
    git(hub, "init", "-q", "--bare", "-b", "main")
    learners = [test.learner(name) for name in ("laptop", "desktop")]
    folders = []
    for learner in learners:
        folder = learner.folder / "shared"
        git(learner.folder, "clone", "-q", str(hub), "shared")
        git(folder, "checkout", "-q", "-B", "main")
        learner.done("config", "set", "sync-folder", folder)
        folders.append(folder)
    for learner in learners:
        learner.done("import", test.decks[0])

    def publish(learner, folder):
        learner.done("sync")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "--allow-empty", "-m", "study")

    def exchange(folder):
        if git(hub, "branch", "--list", "main").strip():
            git(folder, "pull", "-q", "--no-rebase", "--no-edit", "--allow-unrelated-histories",
                "origin", "main")
        git(folder, "push", "-q", "origin", "main")

    for day in range(3, 13):
        for learner, folder in zip(learners, folders):
            answer(learner, day, test.random.randrange(1, 5))
            publish(learner, folder)
        for folder in folders:
            exchange(folder)
    for _ in range(2):
        for learner, folder in zip(learners, folders):
            exchange(folder)
            publish(learner, folder)
    for folder in folders:
        exchange(folder)
    for learner in learners:
        learner.done("sync")
    test.check("both know all", digests(learners[0]), digests(learners[1]))
    quiet = learners[0].json("sync")
    test.check("nothing more to write", quiet["written"], {"events": 0, "files": 0})


if __name__ == "__main__":
    lianxi.main(merging_files, what_cannot_be_merged, a_copy_by_hand, what_every_command_writes,
                a_folder_that_leads_elsewhere, a_state_that_cannot_be_written,
                put_back_with_its_state, a_folder_in_git)

"""Collections that cannot be written, or are none: one clear line, exit 4, nothing written
anywhere. What can only be read is read.

What depends on rights is run as another user where this one is root, for root may write everywhere;
a full disk is a small one in memory, where the system lets us mount it."""

import hashlib
import os
import pathlib
import shutil
import stat
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import lianxi  # noqa: E402 (its folder is known only now)

NOBODY = 65534
READING = (["due"], ["list"], ["show", "联系"], ["check"], ["log", "--limit", "3"], ["stats"], [])
WRITING = (["undo"], ["config", "set", "new-cards", "5"], ["suspend", "联系"], ["review"])


def tree(folder):
    """Every file below a folder: kind, rights, content or target."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        status = path.lstat()
        what = stat.filemode(status.st_mode)
        if path.is_symlink():
            what += os.readlink(path)
        elif path.is_file():
            what += hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(path.relative_to(folder))] = what
    return found


def run_as_nobody(learner, *arguments):
    """Runs a command as somebody whom rights bind; gives status, out and err."""
    command = learner.command(*arguments)
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    done = subprocess.run(command, env=learner.env, cwd="/", stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=lianxi.PATIENCE, check=False)
    return lianxi.Result(done.returncode, done.stdout, done.stderr, 0)


def can_be_nobody(test):
    if os.geteuid() != 0:
        return True
    if not shutil.which("setpriv"):
        print("skipped: no setpriv to become another user with")
        return False
    # The folders of the test must be open to that user.
    for folder in (test.folder, *test.folder.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    return True


def refuses(test, what, why, run, *arguments):
    """One line that says why, what to do, exit 4, nothing written."""
    before = tree(test.folder)
    result = run(*arguments)
    said = result.err.decode().splitlines()
    test.check(f"{what}: {arguments}: exit status", result.status, lianxi.COLLECTION)
    test.check(f"{what}: {arguments}: output", result.out, b"")
    if len(said) != 2 or not said[0].startswith("lianxi: ") or why not in said[0]:
        test.fail(f"{what}: {arguments}: not one clear line: {said}")
    test.check(f"{what}: {arguments}: files", tree(test.folder), before)


def reads(test, what, run, *arguments):
    before = tree(test.folder)
    result = run(*arguments)
    test.check(f"{what}: {arguments}: exit status", (result.status, result.err), (0, b""))
    if not result.out:
        test.fail(f"{what}: {arguments}: nothing read")
    test.check(f"{what}: {arguments}: files", tree(test.folder), before)


def whole_learner(test, name):
    learner = test.learner(name)
    learner.done("import", "-q", *test.decks)
    return learner


def not_to_be_written(test):
    if not can_be_nobody(test):
        return
    for name, file_rights, folder_rights in (("file", 0o444, 0o777), ("folder", 0o644, 0o555),
                                             ("both", 0o444, 0o555)):
        learner = whole_learner(test, name)
        learner.collection.chmod(file_rights)
        learner.folder.chmod(folder_rights)
        run = lambda *words, learner=learner: run_as_nobody(learner, *words)  # noqa: E731
        what = f"read-only {name}"
        for arguments in READING:
            reads(test, what, run, *arguments)
        for arguments in WRITING:
            refuses(test, what, "cannot be written", run, *arguments)


def not_to_be_read(test):
    if not can_be_nobody(test):
        return
    learner = whole_learner(test, "secret")
    learner.collection.chmod(0o600)
    run = lambda *words: run_as_nobody(learner, *words)  # noqa: E731
    for arguments in (["due"], ["undo"]):
        refuses(test, "a file of somebody else", "it cannot be read", run, *arguments)

    homeless = test.learner("homeless")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        del homeless.env[name]
    home = pathlib.Path(homeless.env["HOME"])
    home.chmod(0o700)
    homeless.collection = home / ".local/share/lianxi/collection.db"
    run = lambda *words: run_as_nobody(homeless, *words)  # noqa: E731
    for arguments in (["due"], ["import", test.decks[0]]):
        refuses(test, "a home without permission", "Permission denied", run, *arguments)


def no_file_at_all(test):
    learner = test.learner("odd")
    folder = learner.folder
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    (folder / "is-folder.db").mkdir()
    (folder / "broken.db").symlink_to(folder / "nowhere" / "x.db")
    (folder / "plain").write_text("a file\n")
    os.mkfifo(folder / "pipe")
    for place, why in (("a", "Too many levels of symbolic links"),
                       ("a/x.db", "Too many levels of symbolic links"),
                       ("is-folder.db", "a folder"),
                       ("broken.db", "nowhere/x.db, which is not there"),
                       ("plain/x.db", "Not a directory"),
                       ("n" * 300, "File name too long"),
                       ("/dev/null", "no file"),
                       ("pipe", "no file")):
        learner.collection = folder / place
        for arguments in (["due"], ["undo"], ["import", test.decks[0]]):
            refuses(test, place, why, learner.run, *arguments)


def a_full_disk(test):
    learner = whole_learner(test, "full")
    disk = test.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk],
                             capture_output=True, check=False)
    if mounted.returncode != 0:
        print("skipped: no small disk can be mounted here")
        return
    try:
        shutil.copy(learner.collection, disk / "collection.db")
        learner.collection = disk / "collection.db"
        card = learner.json("next")["card"]
        before = learner.check()
        with open(disk / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(65536))
            except OSError:
                pass
        for arguments in (["import", test.source / "decks/modals"], ["answer", card, "--rating", "1"],
                          ["suspend", "联系"]):
            result = learner.run(*arguments)
            said = result.err.decode().splitlines()
            test.check(f"a full disk: {arguments}: exit status", result.status, lianxi.COLLECTION)
            if len(said) != 2 or "disk is full" not in " ".join(said):
                test.fail(f"a full disk: {arguments}: not one clear line: {said}")
        (disk / "filler").unlink()
        test.check("the collection is as it was", learner.check(), before)
        learner.done("answer", card, "--rating", 1)
        learner.check()
    finally:
        subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    lianxi.main(not_to_be_written, not_to_be_read, no_file_at_all, a_full_disk)

"""What shells complete: real ones, at a terminal, with a collection whose tags and words were made
to harm them. The program is only looked at by them: it writes nothing and complains of nothing."""

import os
import re
import shutil
import sqlite3
import subprocess
import time

import lianxi
import pseudo_terminal

# Each begins with two letters of its own, by which it is completed.
HOSTILE = ["aa $(touch harmed)", "bb `touch harmed`", "cc; touch harmed", "dd it's", 'ee "x',
           "ff \\", "gg !!", "hh *", "ii&touch harmed", "jj|touch harmed", "kk>harmed", "ll #x",
           "mm {a,b}", "nn ${HOME}", "oo ~root", "pp [a-z]", "qq <(touch harmed)", "rr %s %n",
           "ss: x=y", "tt @host ^x^y"]
# Never offered: a terminal would obey them, nobody sees them, or they would be options.
HIDDEN = ["va\x1b[31mred", "vb\x07", "vc\u202eevil", "vd\u200b", "ve\ttab", "--force", "-n"]
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e]")


def deck(tags):
    """A word for each tag, and words that are no Chinese and look like something else."""
    text = ""
    for number, tag in enumerate(tags):
        text += (f"# 词{chr(0x4e00 + number)} cí yī\n- Definition: a word\n- Tags: {tag}\n\n")
    return text


def hostile_learner(test, name):
    """A learner whose collection knows all of these tags, written past every reader."""
    learner = test.learner(name)
    learner.done("import", "-q", test.source / "decks" / "first")
    tags = HOSTILE + HIDDEN
    learner.done("import", "-q", "-", stdin=deck([f"tag{i}" for i in range(len(tags))]).encode())
    db = sqlite3.connect(learner.collection)
    for number, tag in enumerate(tags):
        db.execute("update entry_tag set tag = ? where tag = ?", (tag, f"tag{number}"))
    db.commit()
    db.close()
    return learner


def offered(learner, *words):
    """The header and what may stand there."""
    lines = run_plain(learner, "complete", "--", "--collection", learner.collection, *words)
    return lines[0], [line.split("\t")[0] for line in lines[1:]]


def run_plain(learner, *words):
    """The lines of a command that must succeed and say nothing else."""
    run = subprocess.run([learner.program, *map(str, words)], env=learner.env, cwd=learner.folder,
                         capture_output=True)
    if run.returncode != 0 or run.stderr:
        raise lianxi.Differs(f"{words} ended with {run.returncode}: {run.stderr!r}")
    return run.stdout.decode().splitlines()


def files_below(folder):
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_size)
            for file in folder.rglob("*")}


def contents_below(folder):
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def looks_and_writes_nothing(test):
    learner = hostile_learner(test, "looks")
    before = files_below(learner.folder)
    test.check("decks", offered(learner, "review", "--deck", ""), ("words", ["first", "standard-input"]))
    test.check("a word", offered(learner, "show", "词丁")[0], "words")
    test.check("nothing was written", files_below(learner.folder), before)

    # While another writes, what it has saved is seen.
    db = sqlite3.connect(learner.collection, isolation_level=None)
    db.execute("insert into entry_tag select 'zz now', entry from entry_tag limit 1")
    db.execute("begin immediate")
    before = contents_below(learner.folder)
    test.check("beside a writer", offered(learner, "add", "--tag", "zz"), ("words", ["zz now"]))
    test.check("nor beside a writer", contents_below(learner.folder) == before, True)
    db.execute("rollback")
    # While another keeps it to itself, nothing is known, and nobody waits.
    db.execute("pragma locking_mode = exclusive")
    db.execute("begin exclusive")
    began = time.monotonic()
    test.check("beside an owner", offered(learner, "add", "--tag", "zz"), ("words", []))
    test.check("it waits for nobody", time.monotonic() - began < 5, True)
    db.close()


def without_a_collection(test):
    learner = test.learner("without")
    before = files_below(learner.folder)
    test.check("a command", run_plain(learner, "complete", "--", "revi"),
               ["words", "review\task today's cards"])
    test.check("a word", run_plain(learner, "complete", "--", "show", "联"), ["words"])
    test.check("nothing was made", files_below(learner.folder), before)
    for name, content in (("empty", b""), ("no_database", b"x" * 5000), ("cut", None)):
        path = learner.folder / name
        if content is None:
            made = test.learner("made")
            made.done("import", "-q", test.source / "decks" / "first")
            content = made.collection.read_bytes()[:20000]
        path.write_bytes(content)
        test.check(name, run_plain(learner, "complete", "--", "--collection", path, "show", "水"),
                   ["words"])
        test.check(f"{name} stays", path.read_bytes(), content)
    (learner.folder / "folder").mkdir()
    os.mkfifo(learner.folder / "pipe")
    for name in ("folder", "pipe", "none"):
        test.check(name, run_plain(learner, "complete", "--", f"--collection={name}", "find", "水"),
                   ["words"])


def older_stays_older(test):
    learner = test.learner("older")
    learner.done("import", "-q", test.source / "decks" / "first")
    db = sqlite3.connect(learner.collection)
    for version in (1, 999):
        db.execute(f"pragma user_version = {version}")
        db.commit()
        test.check(f"version {version}", offered(learner, "review", "--deck", ""), ("words", []))
        test.check("it stays so", db.execute("pragma user_version").fetchone(), (version,))
    db.close()


def hides_what_harms(test):
    learner = hostile_learner(test, "hides")
    _, tags = offered(learner, "add", "--tag", "")
    test.check("tags", tags, sorted(HOSTILE + ["first"]))
    for word in ("", "tag:", "-tag:", "(tag:"):
        text = "\n".join(offered(learner, "find", word)[1])
        test.check(f"signs in {word!r}", INVISIBLE.search(text), None)
    # Whatever is offered is a query that finds the words; there even --force is only a tag.
    terms = offered(learner, "find", "tag:")[1]
    tags = [tag for tag in HOSTILE if '"' not in tag] + ["first", "--force", "-n"]
    test.check("tags in a query", len(terms), len(tags))
    for term in terms:
        found = learner.done("find", term, "--plain").count("\n")
        test.check(f"{term} finds", found, 20 if term == "tag:first" else 1)


# Real shells --------------------------------------------------------------------------------------

class Shell:
    """An interactive shell in which lianxi only shows what it was given."""

    def __init__(self, test, learner, name, command, **env):
        self.learner = learner
        self.name = name
        self.terminal = pseudo_terminal.Pty(Given(command, learner), TERM="dumb", **env)
        self.terminal.wait_until(lambda text: "ready>" in text)

    def words(self, typed):
        """What the program would get, when this is typed and completed."""
        begin = len(self.terminal.text())
        self.terminal.send(typed + "\t\r")
        found = self.terminal.wait_until(
            lambda text: re.search(r"begin(<.*>)end", text.replace("\r", ""), re.DOTALL), begin)
        self.terminal.wait_until(lambda text: "ready>" in text[text.rfind(">end"):], begin)
        return found[1].replace("\n", "")[1:-1].split("><")

    def close(self):
        self.terminal.send("exit\r")
        self.terminal.close()


class Given:
    """Words as they are, for Pty."""

    def __init__(self, words, learner):
        self.words = words
        self.env = dict(learner.env, LC_ALL="C.UTF-8", LIANXI_COLLECTION=str(learner.collection),
                        HOME=str(learner.folder), COLUMNS="2000")
        self.folder = learner.folder

    def command(self):
        return self.words


def scripts(test):
    return test.source / "app" / "completions"


def begin_bash(test, learner):
    rc = learner.folder / "bashrc"
    rc.write_text(f"PS1='ready>'\nsource {scripts(test) / 'lianxi.bash'}\n"
                  "bind 'set enable-bracketed-paste off'\n"
                  "lianxi() { printf begin; printf '<%s>' \"$@\"; echo end; }\n")
    return Shell(test, learner, "bash", ["bash", "--noprofile", "--rcfile", str(rc), "-i"])


def begin_zsh(test, learner):
    (learner.folder / ".zshrc").write_text(
        f"PS1='ready>'\nunset zle_bracketed_paste\nunsetopt prompt_sp\n"
        f"fpath=({scripts(test)} $fpath)\nautoload -Uz compinit\ncompinit -u -D\n"
        "lianxi() { printf begin; printf '<%s>' \"$@\"; echo end; }\n")
    return Shell(test, learner, "zsh", ["zsh", "-i"], ZDOTDIR=str(learner.folder))


def begin_fish(test, learner):
    rc = learner.folder / "rc.fish"
    rc.write_text(f"source {scripts(test) / 'lianxi.fish'}\n"
                  "set -g fish_greeting\nset -g fish_autosuggestion_enabled 0\n"
                  "function fish_prompt; printf 'ready>'; end\n"
                  "function lianxi; printf begin; printf '<%s>' $argv; echo end; end\n")
    return Shell(test, learner, "fish", ["fish", "--no-config", "-C", f"source {rc}", "-i"])


def checked_in(test, shell):
    rows = [
        ("lianxi rev", ["review"]),
        ("lianxi review --gra", ["review", "--grades"]),
        ("lianxi review --grades f", ["review", "--grades", "four"]),
        ("lianxi find deck:fi", ["find", "deck:first"]),
        ("lianxi find -deck:fi", ["find", "-deck:first"]),
        ("lianxi find 'deck:first is:du", ["find", "deck:first is:due"]),
        ("lianxi config set sched", ["config", "set", "scheduler"]),
        ("lianxi config set scheduler f", ["config", "set", "scheduler", "fsrs"]),
        ("lianxi show 词丁", ["show", "词丁"]),
        ("lianxi review --deck=fi", ["review", "--deck=first"]),
        ("lianxi import one_f", ["import", "one_file.md"]),
        ("lianxi --collection=one_f", ["--collection=one_file.md"]),
    ]
    rows += [(f"lianxi add --tag {tag[:2]}", ["add", "--tag", tag]) for tag in HOSTILE]
    rows += [(f"lianxi find tag:{tag[:2]}", ["find", f'tag:"{tag}"'])
             for tag in HOSTILE if " " in tag and '"' not in tag]
    (shell.learner.folder / "one_file.md").write_text("")
    for typed, wanted in rows:
        test.check(f"{shell.name}: {typed}", shell.words(typed), wanted)
    shell.close()
    test.check(f"{shell.name}: harm", (shell.learner.folder / "harmed").exists(), False)


def real_shells_complete(test):
    program = test.folder / "bin"
    program.mkdir()
    (program / "lianxi").symlink_to(test.program)
    for name, begin in (("bash", begin_bash), ("zsh", begin_zsh), ("fish", begin_fish)):
        if not shutil.which(name):
            print(f"skipped: {name} is not installed")
            continue
        learner = hostile_learner(test, name)
        learner.env["PATH"] = f"{program}:{learner.env['PATH']}"
        checked_in(test, begin(test, learner))


lianxi.main(looks_and_writes_nothing, without_a_collection, older_stays_older, hides_what_harms,
            real_shells_complete)

"""Manual pages say what --help says: the same commands, options and arguments. Where man and mandoc
are installed, neither has anything to complain of."""

import os
import re
import shlex
import shutil
import subprocess

import lianxi

OWN_PAGES = {"lianxi.1", "lianxi-deck.5", "lianxi-log.7"}
NOT_OURS = re.compile(r"STYLE: referenced manual not found: Xr (\S+) (\d)|outdated mandoc\.db")


def folder_of(test):
    return test.program.parent / "man"


def page(test, name):
    return (folder_of(test) / f"man{name[-1]}" / name).read_text()


def commands(learner):
    return re.findall(r"^  lianxi ([a-z][a-z-]*) ", learner.done("--help"), re.MULTILINE)


def options_of_help(text):
    """The names of all options in a help text."""
    names = set()
    for line in re.findall(r"^  (-\S+)", text, re.MULTILINE):
        names.update(line.split(","))
    return names


def arguments_of_help(text):
    part = re.search(r"^Positionals:\n((?:  .*\n)+)", text, re.MULTILINE)
    return set(re.findall(r"^  ([a-z]+) ", part[1], re.MULTILINE)) if part else set()


def options_of_page(text):
    names = set()
    for item in re.findall(r"^\.It (Fl .*)", text, re.MULTILINE):
        names.update("-" + name for name in re.findall(r"Fl (\S+)", item))
    return names


def arguments_of_page(text):
    return set(re.findall(r"^\.It Ar (\S+)", text, re.MULTILINE))


def pages_say_what_help_says(test):
    learner = test.learner("help")
    names = commands(learner)
    test.check("commands found", len(names) > 30, True)
    test.check("the list of commands",
               re.findall(r"^\.It Xr lianxi-(\S+) 1$", page(test, "lianxi.1"), re.MULTILINE), names)
    wanted = OWN_PAGES | {f"lianxi-{name}.1" for name in names}
    test.check("pages", {file.name for file in folder_of(test).glob("man*/*")}, wanted)
    every = None
    for name in names:
        told = learner.done(name, "--help")
        written = page(test, f"lianxi-{name}.1")
        test.check(f"options of {name}", options_of_page(written), options_of_help(told))
        test.check(f"arguments of {name}", arguments_of_page(written), arguments_of_help(told))
        every = options_of_help(told) if every is None else every & options_of_help(told)
    test.check("options of every command", options_of_page(page(test, "lianxi.1")),
               every | {"--version"})


def examples_are_command_lines(test):
    """Of every example: a command and options that there are."""
    learner = test.learner("examples")
    names = commands(learner)
    for name in names:
        told = learner.done(name, "--help")
        examples = re.match(r"Examples:\n((?:  .*\n)+)", told)[1].splitlines()
        for example in examples:
            words = shlex.split(example, comments=True)
            test.check(f"the program of {example}", words[0], "lianxi")
            used = words[1] if len(words) > 1 else name
            test.check(f"the command of {example}", used in names, True)
            known = options_of_help(learner.done(used, "--help"))
            for word in words[2:]:
                # A minus sign may be that of a query.
                if re.match(r"--?[a-z][a-z-]*$", word):
                    test.check(f"{word} in {example}", word in known, True)
        shown = page(test, f"lianxi-{name}.1")
        test.check(f"examples in the page of {name}",
                   len(re.search(r"^\.Bd -literal.*\n((?:[^.].*\n)*)", shown, re.MULTILINE)[1]
                       .splitlines()), len(examples))


def complaints(command, file):
    run = subprocess.run([*command, str(file)], capture_output=True, text=True,
                         env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
    said = run.stdout + run.stderr if command[0] == "mandoc" else run.stderr
    return said.splitlines()


def pages_are_sound(test):
    files = sorted(folder_of(test).glob("man*/*"))
    names = {file.name for file in files}
    for command in (["mandoc", "-Tlint"], ["man", "--warnings", "-Tutf8", "-l"]):
        if not shutil.which(command[0]):
            print(f"skipped: {command[0]} is not installed")
            continue
        for file in files:
            for line in complaints(command, file):
                other = NOT_OURS.search(line)
                # It looks for other pages where those of the system are.
                if not other or (other[1] and f"{other[1]}.{other[2]}" not in names):
                    test.fail(line)


lianxi.main(pages_say_what_help_says, examples_are_command_lines, pages_are_sound)

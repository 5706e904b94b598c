"""Dictionaries that come packed, and archives and packages made to harm: read or refused soon, in
little memory, with nothing written outside the collection's folder."""

import gzip
import io
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import time
import zipfile
import zlib

import lianxi

WORDS = "茶 茶 [cha2] /tea/\n水 水 [shui3] /water/\n".encode()
MOST_SECONDS = 20
MOST_KIB = 200 * 1024
MIB = 1 << 20


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def gzip_bomb():
    """10 GiB of zeros: a gzip file may be several, one after the other."""
    return gzip.compress(bytes(16 * MIB)) * 640


def deflated_zeros(size):
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(bytes(size)) + packer.flush()


def zip_bomb():
    """A zip archive whose directory says that its member is small."""
    archive = bytearray(zipped(("d.u8", b"x"), compression=zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        directory = opened.start_dir
    packed = deflated_zeros(256 * MIB)
    local = bytearray(archive[:30 + len("d.u8")])
    entries = bytearray(archive[directory:])
    for header, method, size in ((local, 8, 18), (entries, 10, 20)):
        header[method:method + 2] = (8).to_bytes(2, "little")
        header[size:size + 4] = len(packed).to_bytes(4, "little")
    end = entries.rindex(b"PK\x05\x06")
    entries[end + 16:end + 20] = (len(local) + len(packed)).to_bytes(4, "little")
    return bytes(local) + packed + bytes(entries)


def packed_dictionaries(test):
    for name, content in (("plain.u8", WORDS), ("d.u8.gz", gzip.compress(WORDS)),
                          ("d.zip", zipped(("folder/", b""), ("folder/d.u8", WORDS))),
                          ("stored.zip", zipped(("d.u8", WORDS),
                                                compression=zipfile.ZIP_STORED)),
                          ("-dash.gz", gzip.compress(WORDS))):
        learner = test.learner(name)
        (learner.folder / name).write_bytes(content)
        learner.done("dict", "install", "-q", "--", name)
        found = learner.json("dict", "find", "tea")["words"]
        test.check(name, [word["simplified"] for word in found], ["茶"])


def harmful(test):
    rows = {
        "a bomb of 10 GB": ("bomb.gz", gzip_bomb()),
        "a bomb that says it is small": ("small.zip", zip_bomb()),
        "cut off": ("cut.gz", gzip.compress(WORDS * 1000)[:-20]),
        "not even a header": ("header.gz", b"\x1f\x8b"),
        "noise": ("noise.gz", b"\x1f\x8b" + test.random.randbytes(5000)),
        "zip noise": ("noise.zip", b"PK\x03\x04" + test.random.randbytes(5000)),
        "70,000 members": ("many.zip", zipped(*((f"{n}.u8", b"") for n in range(70000)))),
        "no member": ("none.zip", zipped()),
        "two members": ("two.zip", zipped(("a.u8", WORDS), ("b.u8", WORDS))),
        "a name that escapes": ("escape.zip", zipped(("../../x", b"no dictionary"))),
        "packed twice": ("twice.gz", gzip.compress(gzip.compress(WORDS))),
    }
    for name, (file, content) in rows.items():
        learner = test.learner(name.replace(" ", "-"))
        before = {path for path in learner.folder.parent.rglob("*")}
        (learner.folder / file).write_bytes(content)
        began = time.monotonic()
        result = learner.run("dict", "install", file)
        took = time.monotonic() - began
        test.check(f"{name}: status", result.status, 3)
        test.check(f"{name}: two lines", len(result.err.decode().splitlines()), 2)
        if took > MOST_SECONDS:
            test.fail(f"{name}: refused after {took:.1f} s")
        if not test.sanitized and result.peak_kib > MOST_KIB:
            test.fail(f"{name}: took {result.peak_kib} KiB")
        made = {path for path in learner.folder.parent.rglob("*")} - before
        test.check(f"{name}: what is new", sorted(path.name for path in made), [file])
        print(f"{name}: {result.err.decode().splitlines()[0]}  ({took:.2f} s, "
              f"{result.peak_kib // 1024} MiB)", flush=True)


def collection(folder, fields="茶\x1fchá", template="{{F}}", notes=1, bombs=()):
    """A small collection of Anki. `bombs` are statements that make it another one."""
    path = folder / "collection"
    database = sqlite3.connect(path)
    database.executescript("""
        create table col(id integer primary key, crt, ver, conf, models, decks);
        create table notes(id integer primary key, guid, mid, tags, flds);
        create table cards(id integer primary key, nid, did, odid, ord, type, queue, due, odue,
                           ivl, factor, flags, data, mod);
        create table revlog(id integer primary key, cid, ease, ivl, factor, time, type);""")
    models = {"7": {"name": "Words", "type": 0, "flds": [{"name": "F"}, {"name": "G"}],
                    "tmpls": [{"name": "C", "qfmt": template, "afmt": template}]}}
    database.execute("insert into col values (1, 1709236800, 11, '{}', ?, '{}')",
                     (json.dumps(models),))
    database.executemany("insert into notes values (?, 'g' || ?, 7, '', ?)",
                         ((n, n, fields) for n in range(notes)))
    database.executemany("insert into cards values (?, ?, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, '', 0)",
                         ((n, n) for n in range(notes)))
    for bomb in bombs:
        database.execute(bomb)
    database.commit()
    database.close()
    content = path.read_bytes()
    path.unlink()
    return content


def packages(test):
    """Packages of Anki made to harm: read or refused within the bounds of lianxi-read."""
    reader = pathlib.Path(test.program).with_name("lianxi-read")
    folder = test.learner("packages").folder
    mib = "x" * MIB
    many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < {}) "
    rows = {
        "a small one": (0, collection(folder)),
        "a bomb of zeros": (3, bytes(512 * MIB)),
        "open tags": (0, collection(folder, "<div>" * (MIB // 5) + "\x1f")),
        "open tags of tables": (0, collection(folder, "<table><tr><td><b>" * (MIB // 20))),
        "attributes": (0, collection(folder, "<a " + " ".join(map(str, range(150_000))))),
        "gaps": (0, collection(folder, "{{c1::" * (MIB // 6), "{{cloze:F}}")),
        "a field shown a thousand times": (0, collection(folder, mib[:MIB - 1], "{{F}}" * 1000)),
        "sections in sections": (0, collection(folder, "a", "{{#F}}" * 100_000)),
        "a million cards of one note": (0, collection(folder, bombs=[
            "delete from cards",
            many.format(1_000_000) + "insert into cards select i, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, "
            "0, '', 0 from n"])),
        "a million reviews of one card": (0, collection(folder, bombs=[
            many.format(1_000_000) + "insert into revlog select 1709236800000 + i, 0, 3, 1, 2500, "
            "1, 1 from n"])),
        "a view that never ends": (3, collection(folder, bombs=[
            "drop table notes",
            "create view notes as with recursive n(id) as (select 1 union all select id + 1 from "
            "n) select id, id as guid, 7 as mid, '' as tags, '' as flds from n"])),
        "deep JSON": (3, collection(folder, bombs=[
            "update col set models = replace(hex(zeroblob(4000000)), '0', '[')"])),
    }
    for name, (status, content) in rows.items():
        package = folder / (name.replace(" ", "-") + ".apkg")
        package.write_bytes(zipped(("collection.anki2", content), ("media", b"{}")))
        before = sorted(folder.rglob("*"))
        began = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen([reader, "notes", package], stdout=out, stderr=err,
                                       env={"TMPDIR": str(folder)})
            _, ended, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(ended)
            err.seek(0)
            why = err.read().decode()
        took = time.monotonic() - began
        print(f"{name}: {why.splitlines()[:1]} ({took:.2f} s, {usage.ru_maxrss // 1024} MiB)",
              flush=True)
        test.check(f"{name}: status", process.returncode, status)
        test.check(f"{name}: what is new", sorted(folder.rglob("*")), before)
        if took > MOST_SECONDS:
            test.fail(f"{name}: ended after {took:.1f} s")
        if not test.sanitized and usage.ru_maxrss > 2 * MOST_KIB:
            test.fail(f"{name}: took {usage.ru_maxrss} KiB")
        package.unlink()


if __name__ == "__main__":
    lianxi.main(packed_dictionaries, harmful, packages)

"""Dictionaries that come packed, and archives made to harm: refused soon, in little memory, with
nothing written outside the collection's folder."""

import gzip
import io
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


if __name__ == "__main__":
    lianxi.main(packed_dictionaries, harmful)

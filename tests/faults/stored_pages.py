"""What stands on which page of an SQLite file: another reading of the format than the program's, with
dbstat's help, to know what damage to a page must cost."""

import collections
import sqlite3

PAGE = 4096


def varint(data, at):
    value = 0
    for i in range(9):
        byte = data[at + i]
        if i == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7f
        if byte < 0x80:
            return value, at + i + 1


def cells(page, number):
    """Offsets of a page's cells."""
    start = 100 if number == 1 else 0
    count = int.from_bytes(page[start + 3:start + 5], "big")
    first = start + (12 if page[start] in (2, 5) else 8)
    return [int.from_bytes(page[first + 2 * i:first + 2 * i + 2], "big") for i in range(count)]


def rowid(page, at):
    """Of a table leaf's cell."""
    _, at = varint(page, at)
    return varint(page, at)[0]


def last_integer(page, at, interior):
    """The last value, an integer, of an index cell whose payload stands in the page: the rowid."""
    size, at = varint(page, at + (4 if interior else 0))
    header, after = varint(page, at)
    types = []
    while after < at + header:
        kind, after = varint(page, after)
        types.append(kind)
    width = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}[types[-1]]
    end = at + size
    return types[-1] - 8 if types[-1] in (8, 9) else int.from_bytes(page[end - width:end], "big")


class StoredPages:
    """The pages of a sound file without a log: `ids[table]` has for each page the rows it takes to
    read (leaf and overflow), `schema` the pages of the schema, `free` those of no table."""

    def __init__(self, path):
        data = path.read_bytes()
        self.count = len(data) // PAGE
        self.ids = collections.defaultdict(lambda: collections.defaultdict(set))
        self.schema = set()
        db = sqlite3.connect(path)
        rows = db.execute("select name, path, pageno, pagetype from dbstat").fetchall()
        db.close()
        leaves = {(name, path): number for name, path, number, _ in rows}
        used = set()
        for name, tree_path, number, kind in rows:
            used.add(number)
            if name == "sqlite_schema":
                self.schema.add(number)
                continue
            page = data[(number - 1) * PAGE:number * PAGE]
            is_index = kind != "overflow" and page[0] in (2, 10)
            if kind == "overflow":
                parent, cell = tree_path.rsplit("/", 1)
                leaf = leaves[(name, parent + "/")]
                page = data[(leaf - 1) * PAGE:leaf * PAGE]
                at = cells(page, leaf)[int(cell.split("+")[0], 16)]
                if page[0] == 13:
                    self.ids[name][number].add(rowid(page, at))
            elif page[0] == 13:
                self.ids[name][number] = {rowid(page, at) for at in cells(page, number)}
            elif is_index and name.startswith("sqlite_autoindex_"):
                self.ids[name][number] = {last_integer(page, at, page[0] == 2)
                                          for at in cells(page, number)}
        self.free = set(range(1, self.count + 1)) - used

    def lost(self, table, damaged):
        """Rows that cannot be read where these pages are damaged."""
        return set().union(*(ids for page, ids in self.ids[table].items() if page in damaged))

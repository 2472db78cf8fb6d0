"""Files as Outlook saves mails: packed storages (MS-CFB) with the properties of a message (MS-OXMSG)."""

from __future__ import annotations

import struct
from typing import NamedTuple

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
UTF16, BYTES, TIME, NUMBER = 0x001F, 0x0102, 0x0040, 0x0003
BODY, HTML, SENT, ATTACHED, LONG_NAME, METHOD = 0x1000, 0x1013, 0x0039, 0x3701, 0x3707, 0x3705
TICKS_1601 = 116_444_736_000_000_000
"""Tenths of microseconds from the beginning of 1601 to that of 1970."""


class Storage(NamedTuple):
    """A folder in a packed storage."""

    streams: dict[str, bytes]
    storages: dict[str, Storage]


def saved(body: str = "", page: str = "", sent: int = 0, attached: dict[str, bytes] | None = None) -> bytes:
    """A mail as Outlook saves it; ``sent`` in seconds since 1970, 0 for never."""
    texts = [(BODY, UTF16, body.encode("utf-16-le"))] if body else []
    pages = [(HTML, BYTES, page.encode())] if page else []
    times = [(SENT, TIME, struct.pack("<Q", sent * 10_000_000 + TICKS_1601))] if sent else []
    number = len(attached or {})
    head = struct.pack("<8x4I8x", 0, number, 0, number)
    top = _properties(head, [*texts, *pages, *times])
    for place, (name, data) in enumerate((attached or {}).items()):
        values = [
            (ATTACHED, BYTES, data),
            (LONG_NAME, UTF16, name.encode("utf-16-le")),
            (METHOD, NUMBER, struct.pack("<I4x", 1)),
        ]
        top.storages[f"__attach_version1.0_#{place:08X}"] = _properties(bytes(8), values)
    top.storages["__nameid_version1.0"] = Storage({}, {})
    return packed(top)


def _properties(head: bytes, values: list[tuple[int, int, bytes]]) -> Storage:
    """The properties of a message or an attachment: short ones in a table, long ones in streams."""
    streams, table = {}, [head]
    for number, kind, value in values:
        tag = (number << 16) | kind
        if kind in {UTF16, BYTES}:
            streams[f"__substg1.0_{tag:08X}"] = value
            size = len(value) + (2 if kind == UTF16 else 0)
            table.append(struct.pack("<IIII", tag, 6, size, 0))
        else:
            table.append(struct.pack("<II", tag, 6) + value)
    streams["__properties_version1.0"] = b"".join(table)
    return Storage(streams, {})


class _Entry(NamedTuple):
    name: str
    kind: int
    data: bytes
    child: int
    right: int


def packed(root: Storage) -> bytes:
    """A packed storage: its directory is a chain, and small streams stand in one large one."""
    entries = _entries(root)
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes) -> int:
        pieces = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        start = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(start + 1, start + len(pieces)), END])
        return start if pieces else END

    mini = b""
    mini_fat: list[int] = []
    starts: list[int] = []
    for entry in entries:
        if entry.kind != 2 or not entry.data:
            starts.append(END)
        elif len(entry.data) >= CUTOFF:
            starts.append(put(entry.data))
        else:
            number = -(-len(entry.data) // MINI)
            starts.append(len(mini_fat))
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + number), END]
            mini += entry.data.ljust(number * MINI, b"\0")
    starts[0] = put(mini)
    mini_start = put(
        struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) * 4 // SECTOR) * SECTOR, b"\xff")
    )
    directory = b"".join(
        _directory_entry(entry, start, len(mini)) for entry, start in zip(entries, starts, strict=True)
    )
    empty = struct.pack("<64xHBB3I16xI8x8xIQ", 0, 0, 1, NONE, NONE, NONE, 0, 0, 0)
    directory += empty * (-len(entries) % 4)
    directory_start = put(directory)
    number = 1
    while (len(fat) + number) * 4 > number * SECTOR:
        number += 1
    fat_places = [len(fat) + place for place in range(number)]
    table = [*fat, *[FAT] * number]
    table += [FREE] * (number * SECTOR // 4 - len(table))
    sectors.append(struct.pack(f"<{len(table)}I", *table))
    mini_number = -(-len(mini_fat) * 4 // SECTOR)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6, 0, number, directory_start, 0, CUTOFF),
        *(mini_start if mini_fat else END, mini_number, END, 0),
    )
    places = struct.pack("<109I", *fat_places, *[FREE] * (109 - number))
    return header + places + b"".join(sectors)


def _directory_entry(entry: _Entry, start: int, mini: int) -> bytes:
    name = entry.name.encode("utf-16-le")
    size = mini if entry.kind == 5 else len(entry.data)
    head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, entry.kind, 1)
    return head + struct.pack("<3I16xI8x8xIQ", NONE, entry.right, entry.child, 0, start, size)


def _entries(root: Storage) -> list[_Entry]:
    """The directory: every storage and stream, those of one storage in a chain."""
    entries: list[_Entry] = [_Entry("Root Entry", 5, b"", NONE, NONE)]

    def add(storage: Storage) -> int:
        first = before = NONE
        things: list[tuple[str, bytes | Storage]] = [*storage.streams.items(), *storage.storages.items()]
        for name, thing in sorted(things, key=lambda one: (len(one[0]), one[0].upper())):
            place = len(entries)
            if isinstance(thing, Storage):
                entries.append(_Entry(name, 1, b"", NONE, NONE))
                entries[place] = entries[place]._replace(child=add(thing))
            else:
                entries.append(_Entry(name, 2, thing, NONE, NONE))
            if before == NONE:
                first = place
            else:
                entries[before] = entries[before]._replace(right=place)
            before = place
        return first

    entries[0] = entries[0]._replace(child=add(root))
    return entries

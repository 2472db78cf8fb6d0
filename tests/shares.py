"""Drives that refuse what local disks grant: a library that is loaded before that of the system, and bindfs."""

import atexit
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

_SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The number of the error with which a call is refused, from a list such as "fsync=22,flock=95"; 0 for none. */
static int refused(const char *call) {
    const char *rest = getenv("REFUSE");
    size_t length = strlen(call);
    while (rest && *rest) {
        if (!strncmp(rest, call, length) && rest[length] == '=') return errno = atoi(rest + length + 1);
        rest = strchr(rest, ',');
        if (rest) rest++;
    }
    return 0;
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

int flock(int fd, int how) { return refused("flock") ? -1 : ((int (*)(int, int)) dlsym(RTLD_NEXT, "flock"))(fd, how); }
int fsync(int fd) { return refused("fsync") ? -1 : ((int (*)(int)) dlsym(RTLD_NEXT, "fsync"))(fd); }
int fdatasync(int fd) { return refused("fsync") ? -1 : ((int (*)(int)) dlsym(RTLD_NEXT, "fdatasync"))(fd); }
int link(const char *from, const char *to) {
    return refused("link") ? -1 : ((int (*)(const char *, const char *)) dlsym(RTLD_NEXT, "link"))(from, to);
}
int linkat(int a, const char *from, int b, const char *to, int how) {
    if (refused("link")) return -1;
    return ((int (*)(int, const char *, int, const char *, int)) dlsym(RTLD_NEXT, "linkat"))(a, from, b, to, how);
}
int chmod(const char *path, mode_t mode) { return refused("chmod") ? -1 : REAL(chmod)(path, mode); }
int fchmod(int fd, mode_t mode) { return refused("chmod") ? -1 : REAL(fchmod)(fd, mode); }
int fchmodat(int at, const char *path, mode_t mode, int how) {
    return refused("chmod") ? -1 : REAL(fchmodat)(at, path, mode, how);
}

#define LOCKS(command) ((command) == F_SETLK || (command) == F_SETLKW || (command) == F_GETLK \
    || (command) == F_OFD_SETLK || (command) == F_OFD_SETLKW)
#define FCNTL(name) \
    int name(int fd, int command, ...) { \
        va_list rest; \
        va_start(rest, command); \
        void *what = va_arg(rest, void *); \
        va_end(rest); \
        if (LOCKS(command) && refused("fcntl")) return -1; \
        return ((int (*)(int, int, void *)) dlsym(RTLD_NEXT, #name))(fd, command, what); \
    }
#undef fcntl
#undef fcntl64
FCNTL(fcntl)
FCNTL(fcntl64)
"""

ANSWERS = {"EINVAL": errno.EINVAL, "ENOTSUP": errno.ENOTSUP, "ENOLCK": errno.ENOLCK, "ENOSYS": errno.ENOSYS}
"""What drives say to what they do not offer."""


@lru_cache(maxsize=1)
def _library() -> Path:
    """The compiled library; it goes when the tests have ended."""
    compiler = str(shutil.which("cc"))
    folder = Path(mkdtemp(prefix="compacts-refusing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source, library = folder / "refusing.c", folder / "refusing.so"
    source.write_text(_SOURCE)
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=False, capture_output=True
    )
    assert made.returncode == 0, made.stderr.decode()
    return library


def refusing(**calls: int) -> dict[str, str]:
    """The environment of a program to which the system refuses calls, each with the number of an error."""
    if sys.platform != "linux":
        pytest.skip("only on Linux can a library be loaded before that of the system")
    library = _library()
    refused = ",".join(f"{call}={number}" for call, number in calls.items())
    # What is preloaded is a list with spaces in it, so the folder, which may have some in its name, stands elsewhere.
    return {"LD_PRELOAD": library.name, "LD_LIBRARY_PATH": str(library.parent), "REFUSE": refused}


@contextmanager
def bound(source: Path, mount: Path, *options: str) -> Iterator[None]:
    """A folder that shows another one and refuses more; the test is skipped where none can be mounted."""
    for folder in (source, mount):
        folder.mkdir()
    program = shutil.which("bindfs") or "bindfs"
    if subprocess.run([program, *options, source, mount], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a folder here")
    try:
        yield
    finally:
        subprocess.run([shutil.which("fusermount3") or "fusermount", "-u", mount], check=True)


def all_refused(number: int) -> dict[str, int]:
    """Every call that a drive can do without, refused with one error."""
    return dict.fromkeys(("chmod", "fcntl", "flock", "fsync", "link"), number)


def names_below(folder: Path) -> set[str]:
    """The names of all files and folders below a folder."""
    return {name for _, folders, files in os.walk(folder) for name in [*folders, *files]}

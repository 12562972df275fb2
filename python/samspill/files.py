"""Files: written so that other programs see them complete or not at all, and small ones read."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from samspill.errors import FileError


def write_text_file(path: str, text: str) -> None:
    """Writes the text in UTF-8, as ``write_file``."""
    write_file(path, text.encode("utf-8", errors="backslashreplace"))


def write_file(path: str, content: bytes) -> None:
    """Writes a file: into a temporary file of the same folder, flushed to disk, then renamed.

    Only the owner may read the file (mode 0600).

    Raises:
        FileError: It cannot be written; a file that was there before is then untouched.
    """
    target = Path(path)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".samspill-", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except OSError as error:
        message = f"cannot write {target.name}: {os.strerror(error.errno or 0)}"
        raise FileError(message) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()


def read_text_file(path: str) -> str:
    """The text of a small file in UTF-8.

    Raises:
        FileError: It cannot be read.
    """
    source = Path(path)
    try:
        return source.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"cannot read {source.name}: {os.strerror(error.errno or 0)}"
        raise FileError(message) from None
    except ValueError:  # no UTF-8, or a path with a null character
        message = f"cannot read {source.name}: it is no text in UTF-8"
        raise FileError(message) from None


def make_folder(folder: Path) -> None:
    """Makes a folder unless it is there.

    Raises:
        FileError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot make {folder.name}: {os.strerror(error.errno or 0)}"
        raise FileError(message) from None

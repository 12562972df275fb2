"""Writing files that other programs see complete or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from samspill.errors import FileError


def write_text_file(path: str, text: str) -> None:
    """Writes the text in UTF-8: into a temporary file of the same folder, flushed to disk, then renamed.

    Only the owner may read the file (mode 0600).

    Raises:
        FileError: It cannot be written; a file that was there before is then untouched.
    """
    target = Path(path)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".samspill-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
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

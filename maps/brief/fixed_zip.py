"""Office files without the clock: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Final

_DATES: Final = re.compile(
    rb'(<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]*(</dcterms:)'
)


def fixed_zip(content: bytes, made: datetime) -> bytes:
    """Return an Office file again, it and the workbooks in it dated by a moment.

    Parameters
    ----------
    content
        The file.
    made
        What is written instead of the clock (UTC).
    """
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.endswith(".xlsx"):
                part = fixed_zip(part, made)
            elif entry.filename == "docProps/core.xml":
                part = _DATES.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            fixed = zipfile.ZipInfo(entry.filename, date_time=(1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, part)
    return buffer.getvalue()

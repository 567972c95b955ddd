"""Names of files, made of names that people gave."""

import re

# Devices of Windows, which no file can be called, whatever follows a point
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_LONGEST = 60  # signs, of at most four bytes each; systems take 255 bytes


def file_name(text: str) -> str:
    """A name that is a file's everywhere and leads nowhere else: letters, digits, - and _."""
    name = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in text[:_LONGEST])
    return f"{name}_" if _DEVICE.fullmatch(name) else name

"""Names of files, made of names that people gave."""

_LONGEST = 60  # signs, of at most four bytes each; systems take 255 bytes


def file_name(text: str) -> str:
    """A name that is a file's everywhere and leads nowhere else: letters, digits, - and _."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in text[:_LONGEST])

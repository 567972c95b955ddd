import re

from reacton.core import Element

from c2sim.dashboard.parts.notes import note
from c2sim.files.bundled import bundled_files


def said(part):
    """The words of an element and of all within it."""
    if not isinstance(part, Element):
        return part
    return "".join(said(one) for one in part.kwargs["children"])


def words(text):
    return re.findall(r"\w+", text)


def test_a_note_comes_on_the_page_word_for_word_and_without_its_marks(subtests):
    for name, file in bundled_files("scenarios", ".md").items():
        with subtests.test(name=name):
            text = file.read_text(encoding="utf-8")
            shown = " ".join(said(part) for part in note(text))
            plain = re.sub(r"```\w+", "```", re.sub(r"\]\([^)]+\)", "]", text))
            assert words(shown) == words(plain)
            assert not re.search(r"\*\*|```|\]\(", shown)


def test_headings_paragraphs_lists_and_code_are_told_apart():
    parts = note(
        "# Head\n\nOne **two**\nthree.\n- four\n  five\n- six\n\n```bash\n- seven\n\n# eight\n```\nnine"
    )
    assert [part.kwargs["tag"] for part in parts] == ["h3", "p", "ul", "pre", "p"]
    assert [said(part) for part in parts] == [
        "Head",
        "One two three.",
        "four fivesix",
        "- seven\n\n# eight",
        "nine",
    ]

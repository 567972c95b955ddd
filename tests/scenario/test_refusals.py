# ruff: noqa: E501 - a table: one faulty file a line
"""Whatever is wrong with a scenario file is said in one message: file, place, found, expected, nearest."""

import os
import socket
import tracemalloc

import pytest

from c2sim.scenario import ScenarioError, load_scenario

HEAD = 'name = "x"\nweeks = 312\n'
LISTENING = '[[interventions]]\nkind = "listening_event"\n'
FEEDBACK = '[[interventions]]\nkind = "feedback_event"\n'


def refusal(path):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    assert caught.value.__cause__ is None
    assert len(message) < len(os.fspath(path)) + 450
    return message


@pytest.fixture
def said(tmp_path):
    def say(content):
        path = tmp_path / "x.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        message = refusal(path)
        assert message.startswith(f"{path}: ")
        return message.removeprefix(f"{path}: ")

    return say


FAULTY = [
    # misspelt keys
    ('name = "x"\nweks = 3', "weks: found an unknown key, expected a key that is known here; nearest valid name: weeks (and 1 more problem)"),
    (HEAD + "[neighborhood]\nresidents = 3", "neighborhood: found an unknown key, expected a key that is known here; nearest valid name: neighbourhood"),
    (HEAD + "[neighbourhood]\nresidens = 3", "neighbourhood.residens: found an unknown key, expected a key that is known here; nearest valid name: residents"),
    (HEAD + "[neighbourhood.baseline]\nstres = 3", "neighbourhood.baseline.stres: found an unknown key, expected a key that is known here; nearest valid name: stress"),
    (HEAD + LISTENING + "week = 2\ninvitatoin = 3", "interventions[1] (listening_event).invitatoin: found an unknown key, expected a key that is known here; nearest valid name: invitation"),
    (HEAD + "[parameters.trsut]\ngain = 0.05", "parameters.trsut: found an unknown section, expected a section of parameters; nearest valid name: trust"),
    (HEAD + "[parameters.trust]\ngian = 0.05", "parameters.trust.gian: found an unknown parameter, expected a parameter; nearest valid name: gain"),
    # wrong types
    ('name = "x"\nweeks = 3.0', "weeks: found 3.0, expected a whole number from 1 to 2,600"),
    ('name = "x"\nweeks = true', "weeks: found true, expected a whole number from 1 to 2,600"),
    ('name = "x"\nweeks = "3"', 'weeks: found "3", expected a whole number from 1 to 2,600'),
    ("name = 3\nweeks = 3", "name: found 3, expected text in quotes, at most 100 characters"),
    (HEAD + "[neighbourhood]\nresidents = 30.0", "neighbourhood.residents: found 30.0, expected a whole number from 2 to 1,000,000"),
    (HEAD + "[neighbourhood]\nbaseline = 3", "neighbourhood.baseline: found 3, expected a table"),
    (HEAD + "[neighbourhood.baseline]\nstress = '0.5'", 'neighbourhood.baseline.stress: found "0.5", expected a number from 0.02 to 0.98'),
    (HEAD + "[neighbourhood.baseline]\nstress = true", "neighbourhood.baseline.stress: found true, expected a number from 0.02 to 0.98"),
    (HEAD + "[neighbourhood]\ngroups = [0.5, '0.5', 0.0]", 'neighbourhood.groups[2]: found "0.5", expected a number from 0 to 1'),
    (HEAD + "[neighbourhood]\ngroups = [0.5, 0.5]", "neighbourhood.groups[3]: found nothing, expected a number from 0 to 1"),
    (HEAD + "[neighbourhood]\ngroups = [0.25, 0.25, 0.25, 0.25]", "neighbourhood.groups: found a list of 4, expected a list of 3"),
    (HEAD + "[neighbourhood]\ngroups = [0.5, 0.5, 0.1]", "neighbourhood.groups: found shares that sum to 1.1, expected shares that sum to 1"),
    (HEAD + "[neighbourhood]\ntenure = {owner = 1.0}", "neighbourhood.tenure: found shares that sum to 1.75, expected shares that sum to 1"),
    (HEAD + "interventions = 3", "interventions: found 3, expected a list"),
    (HEAD + "interventions = [3]", "interventions[1]: found 3, expected a table"),
    (HEAD + "[parameters]\ntrust = 3", "parameters.trust: found 3, expected a table"),
    (HEAD + "[parameters.trust]\ngain = 'x'", 'parameters.trust.gain: found "x", expected a number, at least 0'),
    (HEAD + "[parameters.trust]\ngain = 1979-05-27", "parameters.trust.gain: found 1979-05-27, expected a number, at least 0"),
    # out of range
    (HEAD + "[neighbourhood]\nresidents = 1_000_000_000", "neighbourhood.residents: found 1000000000, expected a whole number from 2 to 1,000,000"),
    (HEAD + "[neighbourhood.baseline]\nstress = nan", "neighbourhood.baseline.stress: found nan, expected a number from 0.02 to 0.98"),
    (HEAD + "[parameters.trust]\ngain = inf", "parameters.trust.gain: found inf, expected a number, at least 0"),
    (HEAD + "[parameters.trust]\ngain = -0.1", "parameters.trust.gain: found -0.1, expected a number, at least 0"),
    (HEAD + "[parameters.trust]\nhalf_life = 0", "parameters.trust.half_life: found 0.0, expected a number, more than 0"),
    (HEAD + "[parameters.trust]\ngeneral = 1.5", "parameters.trust.general: found 1.5, expected a number from 0 to 1"),
    (HEAD + "[neighbourhood]\nresidents = 1" + "0" * 400, "neighbourhood.residents: found a whole number of about 400 digits, expected a whole number from 2 to 1,000,000"),
    # interventions
    (HEAD + '[[interventions]]\nkind = "listning_event"\nweek = 3', 'interventions[1] (listning_event).kind: found "listning_event", expected a known kind of intervention; nearest valid name: listening_event'),
    (HEAD + "[[interventions]]\nweek = 3", "interventions[1].kind: found nothing, expected a known kind of intervention"),
    (HEAD + "[[interventions]]\nkind = 3", "interventions[1].kind: found 3, expected a known kind of intervention"),
    (HEAD + "[[interventions]]\nkind = [3]", "interventions[1].kind: found a list of 1, expected a known kind of intervention"),
    (HEAD + LISTENING, "interventions[1] (listening_event): found no start, expected exactly one start: week, after (with weeks_later), or when (with latest_week)"),
    (HEAD + LISTENING + "week = 0", "interventions[1] (listening_event).week: found impossible week 0, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = -3", "interventions[1] (listening_event).week: found impossible week -3, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = 5.0", "interventions[1] (listening_event).week: found impossible week 5.0, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = true", "interventions[1] (listening_event).week: found impossible week true, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = 313", "interventions[1] (listening_event).week: found impossible week 313, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = 9_999_999", "interventions[1] (listening_event).week: found impossible week 9999999, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = 3\nrepeat_every = 4\nuntil = 400", "interventions[1] (listening_event).until: found impossible week 400, expected a whole number from 1 to 312 (the file's weeks)"),
    (HEAD + LISTENING + "week = 30\nrepeat_every = 4\nuntil = 20", "interventions[1] (listening_event).until: found impossible week 20, expected 30 (its start) or later"),
    (HEAD + LISTENING + 'when = "hoppe > 0.5"\nlatest_week = 9', 'interventions[1] (listening_event).when: found "hoppe", expected the name of a measure; nearest valid name: hope'),
    (HEAD + LISTENING + 'when = "hope = 0.5"\nlatest_week = 9', "interventions[1] (listening_event).when: found \"hope = 0.5\", expected a measure, one of < <= > >=, and a number (\"trust_services > 0.45\"), or \"pathway_step 3 reached\""),
    (HEAD + LISTENING + 'when = "hope > 0.5"', "interventions[1] (listening_event).latest_week: found nothing, expected the last week to start, as there is a when"),
    (HEAD + LISTENING + 'week = 3\nid = "The first"', 'interventions[1] (The first).id: found "The first", expected a name of small letters, digits and _'),
    (HEAD + LISTENING + "week = 3\n" + LISTENING + "week = 5", 'interventions[2] (listening_event).id: found a second intervention with the id "listening_event", expected an id of its own (the default is the kind)'),
    (HEAD + LISTENING + 'week = 3\ninvitation = "dor"', 'interventions[1] (listening_event).invitation: found "dor", expected one of "poster", "networks", "door"; nearest valid name: door'),
    (HEAD + FEEDBACK + 'after = "listening_evnt"\n' + LISTENING + "week = 3", 'interventions[1] (feedback_event).after: found "listening_evnt", expected the id of an intervention of this scenario; nearest valid name: listening_event'),
    (HEAD + FEEDBACK + 'after = "listening_event"\n' + LISTENING + 'after = "feedback_event"', "interventions[1] (feedback_event).after: found a circle: feedback_event after listening_event after feedback_event, expected one that starts at a week or on a condition"),
    (HEAD + LISTENING + 'after = "listening_event"', "interventions[1] (listening_event).after: found a circle: listening_event after listening_event, expected one that starts at a week or on a condition"),
    # text
    ("", "found an empty file, expected at least a name and weeks"),
    ("  \n\n", "found an empty file, expected at least a name and weeks"),
    ("# only a comment", "name: found nothing, expected text in quotes, at most 100 characters (and 1 more problem)"),
    ('name = "x"\nweeks =', "line 2, the end of the file: found a TOML error (Invalid value), expected valid TOML"),
    ('name = "x"\nweeks = 3\n[[', "line 3, the end of the file: found a TOML error (Invalid initial character for a key part), expected valid TOML"),
    ('name = "x"\nname = "y"\n', "line 2, column 11: found a TOML error (Cannot overwrite a value), expected valid TOML"),
    (b"name = 'x\xff'", "line 1: found bytes that are not UTF-8 text, expected a scenario file (TOML text of at most 1 MB)"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "found a binary file, expected a scenario file (TOML text of at most 1 MB)"),
    ("weeks = " + "9" * 5000, "found a value that cannot be read (Exceeds the limit (4300 digits) for integer string conver...), expected valid values"),
    ("name = " + "[" * 50_000, "found lists or tables nested too deeply, expected valid values"),
    ("name = " + "{a=" * 50_000, "found lists or tables nested too deeply, expected valid values"),
    ("weeks = 3\n" + "a." * 100_000 + "a = 1", "line 2: found a key of more than 50 parts, expected valid keys"),
    (HEAD + "weeks_" + "x" * 100 + " = 1", "weeks_" + "x" * 51 + "...: found an unknown key, expected a key that is known here; nearest valid name: weeks"),
    (HEAD + '"\\u001b[2J" = 1', None),
    ('name = "\\u001b[2J"\nweeks = 3', None),
    ('name = ""\nweeks = 3', None),
    (HEAD + "[parameters.trust]\ngain = 0x" + "f" * 100_000, None),
]  # fmt: skip


def test_a_faulty_file_is_refused_in_one_message(subtests, said):
    for text, message in FAULTY:
        with subtests.test(text=text):
            assert message is None or said(text) == message
            said(text)


def test_more_problems_are_counted(said):
    message = said(
        HEAD + "[neighbourhood]\nresidents = 1\nproviders = -1\n[neighbourhood.baseline]\nstress = 7"
    )
    assert message.endswith("(and 2 more problems)")


def test_a_100_mb_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    try:
        message = refusal(path)
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "found 100,000,000 bytes, expected a scenario file (TOML text of at most 1 MB)" in message
    assert most_bytes < 5_000_000


def test_a_missing_file_is_refused_with_the_nearest_bundled_name(tmp_path):
    message = refusal(tmp_path / "statusquo.toml")
    assert message.endswith(
        "found no such file, expected a scenario file (TOML text of at most 1 MB); nearest valid name: status_quo"
    )


def test_an_unknown_name_is_refused_with_the_nearest_bundled_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refusal("status_qou") == (
        "status_qou: found no such scenario, expected the name of a bundled scenario or the path of a .toml file; "
        "nearest valid name: status_quo"
    )


def test_a_directory_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    assert "found a directory, expected" in refusal(tmp_path)
    assert "found a directory, expected" in refusal(f"{tmp_path}/")
    assert "found a directory, expected" in refusal(tmp_path.name)
    assert "found a directory, expected" in refusal(".")


NO_NAMES = ["", "a\0b", "a\0b.toml", "x" * 5000, "x" * 5000 + ".toml", "\udcff.toml", "\x1b[2J.toml", "\n"]


def test_names_that_no_file_can_have_are_refused(subtests):
    for name in NO_NAMES:
        with subtests.test(name=name):
            with pytest.raises(ScenarioError) as caught:
                load_scenario(name)
            assert str(caught.value).isprintable()


def test_devices_pipes_and_sockets_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        for path in ("/dev/zero", tmp_path / "pipe.toml", tmp_path / "s"):
            assert "found something that is not a file" in refusal(path)


def test_a_file_below_a_file_and_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.toml").write_text(HEAD)
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    assert "found a file that cannot be read" in refusal(tmp_path / "a.toml" / "b.toml")
    assert "found a file that cannot be read" in refusal(tmp_path / "loop.toml")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "secret.toml"
    path.write_text(HEAD)
    path.chmod(0)
    assert "Permission denied" in refusal(path)

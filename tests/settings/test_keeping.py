"""Comments of settings files: found, and kept in a copy that is never written over."""

from pathlib import Path

import pytest

from npstui.settings.keeping import backup_for, has_comments, place_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", False),
        ("a = 1\n", False),
        ("# b\na = 1\n", True),
        ("a = 1 # b\n", True),
        ('a = "#1"\n', False),
        ('a = "x\\"#1"\n', False),
        ("a = '#1'\n", False),
        ('a = """\n# no\n"""\n', False),
        ("a = '''\n# no \" '''\n", False),
        ('a = "#1" # yes\n', True),
        ("a = 'it\\' # yes\n", True),
    ],
)
def test_a_comment_is_told_from_a_hash_in_quotes(text: str, found: bool) -> None:
    assert has_comments(text) is found


def test_a_copy_is_made_once_and_no_other_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "store.toml"
    assert backup_for(file) is None
    file.write_text("a = 1\n")
    assert backup_for(file) is None
    file.write_text("a = 1 # first\n")
    assert backup_for(file) == tmp_path / "store.toml.bak"
    (tmp_path / "store.toml.bak").write_text("a = 1 # first\n")
    assert backup_for(file) is None
    file.write_text("a = 1 # second\n")
    assert backup_for(file) == tmp_path / "store.toml.bak2"


def test_a_key_is_found_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "store.toml"
    file.write_text('name = "goal"\n\n[due]\n"passive" = "1d"\n')
    assert place_of(file, "due") == f"{file}, line 3"
    assert place_of(file, "passive") == f"{file}, line 4"
    assert place_of(file, "goal") == str(file)
    assert place_of(tmp_path / "gone.toml", "due") == str(tmp_path / "gone.toml")

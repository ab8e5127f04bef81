"""Files are written all or none, and never half."""

import os
from pathlib import Path

import pytest

from landbridge.network.whole_files import check_writable, write_whole

NAMES = ("a", "b", "c")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def texts(folder: Path, text: str) -> dict[Path, str]:
    return {folder / name: f"{text} {name}" for name in NAMES}


def fail_at(
    monkeypatch: pytest.MonkeyPatch, method: str, number: int, error: BaseException
) -> None:
    """Let a method of Path raise an error when it is called for the n-th time."""
    real, calls = getattr(Path, method), []

    def failing(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) == number:
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(Path, method, failing)


def test_files_are_written_and_folders_made(folder):
    write_whole(texts(folder / "deep", "new"))
    assert contents(folder / "deep") == {name: f"new {name}" for name in NAMES}


def test_files_are_replaced_and_nothing_is_left_beside_them(folder):
    write_whole(texts(folder, "old"))
    write_whole(texts(folder, "new"))
    assert contents(folder) == {name: f"new {name}" for name in NAMES}


def test_text_is_written_as_it_is(folder):
    write_whole({folder / "a": "一\r\n二\n"})
    assert (folder / "a").read_bytes() == "一\r\n二\n".encode()
    assert (folder / "a").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "error", [OSError(28, os.strerror(28)), KeyboardInterrupt("space")], ids=repr
)
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_all_files_stay_as_they_were_where_one_fails(folder, monkeypatch, method, number, error):
    write_whole(texts(folder, "old"))
    fail_at(monkeypatch, method, number, error)
    with pytest.raises(type(error), match="space"):
        write_whole(texts(folder, "new"))
    assert contents(folder) == {name: f"old {name}" for name in NAMES}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_file_appears_where_one_fails(folder, monkeypatch, number):
    fail_at(monkeypatch, "replace", number, OSError(13, "Permission denied"))
    with pytest.raises(OSError, match="Permission denied") as caught:
        write_whole(texts(folder, "new"))
    assert caught.value.filename == str(folder / NAMES[number - 1])
    assert contents(folder) == {}


def test_a_copy_that_cannot_be_kept_stops_everything(folder, monkeypatch):
    write_whole(texts(folder, "old"))
    (folder / "b").unlink()
    (folder / "b").mkdir()
    with pytest.raises(IsADirectoryError, match="Is a directory") as caught:
        write_whole(texts(folder, "new"))
    assert caught.value.filename == str(folder / "b")
    (folder / "b").rmdir()
    assert contents(folder) == {"a": "old a", "c": "old c"}


def test_text_that_is_no_unicode_writes_nothing(folder):
    write_whole(texts(folder, "old"))
    with pytest.raises(UnicodeEncodeError, match="surrogates"):
        write_whole(texts(folder, "new \udce9"))
    assert contents(folder) == {name: f"old {name}" for name in NAMES}


def test_to_ask_whether_a_folder_can_be_written_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in (Path(), Path("deep/er"), tmp_path, tmp_path / "deep/er"):
        check_writable(folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/deep/er"])
def test_no_folder_can_be_made_below_a_file(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError, match="Not a directory") as caught:
        check_writable(tmp_path / name)
    assert caught.value.filename == str(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_without_the_right_to_write_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError, match="Permission denied"):
        check_writable(tmp_path / "out")
    tmp_path.chmod(0o700)

"""A file's identity: the folder it was ingested from and its path below, whatever links lead there."""

from __future__ import annotations

import os

import pytest

from assistant.store.identity import located, report_id, splits


def test_an_id_is_16_hex_digits_and_depends_on_each_part():
    ids = {
        report_id(*parts)
        for parts in (("a", "b", "c"), ("a", "b", "d"), ("a", "x", "c"), ("y", "b", "c"), ("ab", "", "c"))
    }
    assert len(ids) == 5
    assert all(len(name) == 16 and int(name, 16) >= 0 for name in ids)


def test_a_path_is_relative_to_its_root(tmp_path):
    assert located(tmp_path / "x" / "a.txt", tmp_path) == (str(tmp_path), "x/a.txt")


def test_a_linked_folder_is_the_folder_it_leads_to(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert located(tmp_path / "link" / "a.txt", tmp_path / "link") == (str(tmp_path / "real"), "a.txt")


def test_a_file_that_a_link_leads_out_to_has_its_own_root(tmp_path):
    for name in ("inside", "outside"):
        (tmp_path / name).mkdir()
    (tmp_path / "inside" / "link").symlink_to(tmp_path / "outside")
    found = located(tmp_path / "inside" / "link" / "a.txt", tmp_path / "inside")
    assert found == (str(tmp_path / "outside"), "a.txt")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_in_an_old_encoding_can_be_stored(tmp_path):
    root, path = located(tmp_path / os.fsdecode(b"h\xe9p.txt"), tmp_path)
    assert path.encode() == b"h\\xe9p.txt"
    assert report_id("default", root, path)


def test_splits_name_every_folder_above_a_file():
    assert splits("/a/b", "c/d.txt") == (
        ("/a/b/c", "d.txt"),
        ("/a/b", "c/d.txt"),
        ("/a", "b/c/d.txt"),
        ("/", "a/b/c/d.txt"),
    )

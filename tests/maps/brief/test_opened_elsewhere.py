"""Other programs open what is written: LibreOffice and a reader of PDF, where they are there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import landbridge as lb
from landbridge.maps.phrases import Language

OUT = Path(lb.__file__).parent / "out" / "brief"
"""Pictures of slides, sheets and pages are kept here."""

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")


@pytest.fixture
def files(toy_plans, tmp_path, monkeypatch, language):
    """The comparison as files; the map has tests of its own."""
    monkeypatch.setattr("landbridge.maps.brief.map_picture.map_picture", lambda *_: None)
    before, after = toy_plans
    sure = [lb.plan_punctuality(plan, draws=50) for plan in toy_plans]
    lb.brief(before, after, language=language, punctuality=sure).save(tmp_path)
    return tmp_path


def text_of(pdf):
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def keep_pictures(pdf, name):
    """Keep pictures of the pages of a PDF for whoever looks at the run."""
    OUT.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-r", "60", "-png", str(pdf), str(OUT / name)]
    subprocess.run(command, check=True, capture_output=True)


@needs_poppler
@pytest.mark.parametrize("language", [language.value for language in Language])
def test_the_pages_hold_their_texts(files, toy_facts, language):
    text = text_of(files / "brief.pdf")
    keep_pictures(files / "brief.pdf", f"pages-{language}")
    assert text.count("\f") == 2
    facts = toy_facts["comparison"]
    for key in ("cost", "served", "on_time", "co2e"):
        number = facts.fact(key).figure.short[Language(language)]
        assert re.sub(r"\s", "", number) in re.sub(r"\s", "", text)
    assert facts.basis.digest[:24] in text


@needs_office
@needs_poppler
@pytest.mark.slow
@pytest.mark.parametrize(("ending", "language"), [("pptx", "zh"), ("xlsx", "en")])
def test_libreoffice_opens_deck_and_workbook(files, toy_facts, tmp_path, language, ending):
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(tmp_path / "made"), str(files / f"brief.{ending}"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = tmp_path / "made" / "brief.pdf"
    text = text_of(made)
    keep_pictures(made, f"{ending}-{language}")
    facts = toy_facts["comparison"]
    assert text.count("\f") >= (8 if ending == "pptx" else 7)
    assert f"{facts.fact('cost').figure.value:,.0f}" in text
    assert "Err:" not in text
    assert "#NAME" not in text

"""The page as LibreOffice lays it out, where LibreOffice is on the machine."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from bht_assist.documents.word import Look, render
from tests.documents.test_word import DAY, EVERY_KIND

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_makes_a_pdf_of_every_kind_of_block(tmp_path: Path) -> None:
    source = tmp_path / "page.docx"
    source.write_bytes(render(EVERY_KIND, Look(), DAY))
    own_profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", own_profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*order, tmp_path, source], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")

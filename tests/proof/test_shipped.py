"""The content that is shipped proves by both readings, and its certificate is of this content.

After a change of the content: `sarcoma-tui content prove --certificate content/certificate.json`.
"""

from __future__ import annotations

import json

import pytest

from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import ReadPack, read_pack
from sarcoma_tui.proof.certificate import NAME, state
from sarcoma_tui.proof.prove import Proof, prove
from sarcoma_tui.proof.tell import told


@pytest.fixture(scope="module")
def read() -> ReadPack:
    return read_pack(read_files(installed_pack()), laws=True)


@pytest.fixture(scope="module")
def proof(read: ReadPack) -> Proof:
    return prove(read.content, read.laws)


def test_it_proves_by_both_readings(read: ReadPack, proof: Proof) -> None:
    assert proof.by_solver is not None
    assert proof.proved, told(proof, read)


def test_its_certificate_is_of_this_content() -> None:
    found = state()
    assert found.kind == "proved", f"{found.text}; see the head of this file"


def test_its_certificate_says_what_the_proof_says(proof: Proof) -> None:
    certificate = json.loads((installed_pack() / NAME).read_text())
    assert proof.counts is not None
    assert certificate["counts"]["cases"] == str(proof.counts.cases)
    assert int(certificate["counts"]["cases"]) > 10**20
    assert certificate["readings"]["solver"]


def test_there_are_enough_laws_each_with_words_and_sources(read: ReadPack) -> None:
    assert read.laws != Laws()
    assert len(read.laws.laws) >= 60
    words = [law.says for law in read.laws.laws]
    assert len(set(words)) == len(words), "two laws that say the same"
    assert all(law.says.endswith(".") and law.sources for law in read.laws.laws)

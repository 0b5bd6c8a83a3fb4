"""A signature counts only from the certificate that is registered for this sender."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from anlan.subjects.warnings.cap import reading, signing
from anlan.subjects.warnings.cap.signing import Pinned
from tests.subjects.warnings.cap.samples import SENDER, Signer, alert

NOW = datetime(2026, 7, 5, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def ours() -> Signer:
    return Signer()


@pytest.fixture(scope="module")
def stranger() -> Signer:
    return Signer("Lanchuan")  # the same name in a certificate of its own making


def judged(data: bytes, *pins: Pinned) -> str:
    item = reading.read(data).readings[0]
    assert item.message is not None
    faults = signing.check(etree.fromstring(item.xml), item.message, pins, NOW)
    return "；".join(fault.sentence for fault in faults)


def test_the_registered_signer_is_believed(ours: Signer) -> None:
    assert judged(ours.sign(alert()), Pinned(SENDER, ours.certificate)) == ""
    bare = "".join(ours.certificate.splitlines()[1:-1])
    assert judged(ours.sign(alert()), Pinned(SENDER, bare)) == ""


def test_a_stranger_with_a_fresh_key_is_refused_in_every_case(ours: Signer, stranger: Signer) -> None:
    forged = stranger.sign(alert())
    assert "不作数" in judged(forged)  # nobody registered: still no trust
    assert "不是登记的证书" in judged(forged, Pinned(SENDER, ours.certificate))
    assert "不作数" in judged(forged, Pinned("another@example.org", stranger.certificate))  # registered for another


def test_a_changed_word_breaks_the_signature(ours: Signer) -> None:
    data = ours.sign(alert()).decode().replace("五十毫米", "五毫米").encode()
    assert "不符" in judged(data, Pinned(SENDER, ours.certificate))


def test_a_registered_sender_must_sign(ours: Signer) -> None:
    assert "没有签名" in judged(alert(), Pinned(SENDER, ours.certificate))
    assert judged(alert()) == ""


def test_a_signature_over_another_part_or_hidden_inside_does_not_count(ours: Signer) -> None:
    root = etree.fromstring(ours.sign(alert()))
    signature = root[-1]
    info = root.find("{urn:oasis:names:tc:emergency:cap:1.2}info")
    assert info is not None
    info.append(signature)
    item = reading.read(alert()).readings[0]
    assert item.message is not None
    faults = signing.check(root, item.message, [Pinned(SENDER, ours.certificate)], NOW)
    assert faults


def test_a_certificate_counts_only_in_its_time(ours: Signer) -> None:
    late = Pinned(SENDER, ours.certificate, valid_from=NOW + timedelta(days=1))
    over = Pinned(SENDER, ours.certificate, valid_until=NOW - timedelta(hours=3))
    assert "有效期" in judged(ours.sign(alert()), late)
    assert "有效期" in judged(ours.sign(alert()), over)


def test_a_certificate_that_is_none_is_refused_at_the_door() -> None:
    with pytest.raises(ValueError, match="证书"):
        signing.loaded("no certificate")
    assert len(signing.fingerprint(signing.loaded(Signer().certificate))) == 64

"""XML signatures on messages. A signature counts only with a certificate that is pinned for the message's sender.

Whatever certificate a message brings along proves nothing: anybody can make one.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.utils.translation import gettext as _
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureConstructionMethod, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from anlan.subjects.warnings.cap.message import SIGNATURE, Fault, Message


@dataclass(frozen=True, slots=True)
class Pinned:
    """A certificate that may sign for a sender, and while. ``certificate`` is PEM or the bare base64 of DER."""

    sender: str
    certificate: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def covers(self, moment: datetime | None) -> bool:
        if moment is None:
            return False
        return (self.valid_from is None or self.valid_from <= moment) and (
            self.valid_until is None or moment <= self.valid_until
        )


def loaded(certificate: str) -> x509.Certificate:
    """A certificate from PEM or bare base64. Raises ``ValueError``."""
    text = certificate.strip()
    try:
        if "-----BEGIN" in text:
            return x509.load_pem_x509_certificate(text.encode("ascii"))
        return x509.load_der_x509_certificate(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, UnicodeEncodeError, UnsupportedAlgorithm) as wrong:
        raise ValueError(_("认不出的证书，应为 PEM 格式。")) from wrong


def bare(certificate: str) -> str:
    """The base64 of DER alone, on one line; unchanged where it is no certificate."""
    try:
        made = loaded(certificate).public_bytes(serialization.Encoding.DER)
    except ValueError:
        return certificate
    return base64.b64encode(made).decode("ascii")


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the DER bytes, in hexadecimal."""
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


def check(root: Any, message: Message, pinned: Iterable[Pinned], moment: datetime) -> tuple[Fault, ...]:
    """Grave faults unless a pinned certificate of this very sender signed the whole message.

    An unsigned message is refused where its sender is pinned, since it could be anybody's. ``moment`` is now: a
    certificate must be in its time both then and when the message says that it was sent.
    """
    mine = [pin for pin in pinned if pin.sender in (message.sender, message.sender_code)]
    signatures = [child for child in root if isinstance(child.tag, str) and child.tag == f"{{{SIGNATURE}}}Signature"]
    anywhere = sum(1 for _node in root.iter(f"{{{SIGNATURE}}}Signature"))
    if not anywhere:
        return (
            (Fault(_("发送者“%(sender)s”登记了签名证书，这条却没有签名。") % {"sender": message.sender}),)
            if mine
            else ()
        )
    if anywhere != 1 or len(signatures) != 1:
        return (Fault(_("签名不在应在的位置，或不止一个。")),)
    if not mine:
        return (Fault(_("签名人不在发送者“%(sender)s”的登记名单里，签名不作数。") % {"sender": message.sender[:80]}),)
    current = [pin for pin in mine if pin.covers(moment) and pin.covers(message.sent)]
    if not current:
        return (Fault(_("发送者“%(sender)s”登记的证书不在有效期内。") % {"sender": message.sender}),)
    if any(_verified(root, pin) for pin in current):
        return ()
    return (Fault(_("签名与内容不符，或不是登记的证书签的；消息可能被改动或伪造。")),)


def _verified(root: Any, pin: Pinned) -> bool:
    """Does this certificate verify a signature over the whole document?"""
    try:
        certificate = loaded(pin.certificate)
        copy = etree.fromstring(etree.tostring(root, with_tail=False))
        result = XMLVerifier().verify(
            copy,
            x509_cert=certificate.public_bytes(serialization.Encoding.PEM).decode("ascii"),
            expect_config=SignatureConfiguration(location="./", require_x509=True, expect_references=1),
        )
    except (SignXMLException, ValueError, TypeError, KeyError, etree.LxmlError, UnsupportedAlgorithm):
        return False
    signed = result[0] if isinstance(result, list) else result
    return signed.signed_xml is not None and etree.QName(signed.signed_xml).localname == "alert"


def sign(root: Any, *, key: str, certificate: str, password: bytes | None = None) -> bytes:
    """The message with an enveloped signature (RSA or ECDSA, SHA-256) at its end. Raises ``ValueError``."""
    private = serialization.load_pem_private_key(key.encode("ascii"), password)
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ValueError(_("签名私钥应为 RSA 或椭圆曲线（ECDSA）密钥。"))
    kind = SignatureMethod.RSA_SHA256 if isinstance(private, rsa.RSAPrivateKey) else SignatureMethod.ECDSA_SHA256
    signer = XMLSigner(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=kind,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm="http://www.w3.org/2001/10/xml-exc-c14n#",
    )
    pem = loaded(certificate).public_bytes(serialization.Encoding.PEM).decode("ascii")
    signed = signer.sign(root, key=private, cert=pem)
    return bytes(etree.tostring(signed, xml_declaration=True, encoding="UTF-8"))

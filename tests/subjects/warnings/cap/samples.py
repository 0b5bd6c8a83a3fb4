"""Messages of our own making, in the shapes that come in from outside."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from anlan.subjects.warnings.cap import signing

SENDER = "Lanchuan_County_Meteorological_Observatory"
IDENTIFIER = "99012141600000_20260705090000"

AREA = """
    <area>
      <areaDesc>澜川县</areaDesc>
      <geocode><valueName>CPEAS Geographic Code</valueName><value>990121000000</value></geocode>
    </area>"""

INFO = """
  <info>
    <language>zh-CN</language>
    <category>Met</category>
    <event>暴雨</event>
    <urgency>Unknown</urgency>
    <severity>Severe</severity>
    <certainty>Unknown</certainty>
    <effective>2026-07-05T09:00:00+08:00</effective>
    <expires>2026-07-05T21:00:00+08:00</expires>
    <senderName>澜川县气象台</senderName>
    <headline>澜川县气象台发布暴雨橙色预警[Ⅱ级/严重]</headline>
    <description>预计未来三小时降雨量将达五十毫米以上。</description>
    <instruction>停止户外活动。</instruction>{area}
  </info>"""

ENGLISH = """
  <info>
    <language>en-US</language>
    <category>Met</category>
    <event>rainstorm</event>
    <urgency>Unknown</urgency>
    <severity>Severe</severity>
    <certainty>Unknown</certainty>
    <effective>2026-07-05T09:00:00+08:00</effective>
    <senderName>Lanchuan</senderName>
    <headline>Lanchuan issues orange warning for rainstorm [Level II/Serious]</headline>
    <description>Heavy rain.</description>{area}
  </info>"""


def alert(
    infos: str = "",
    *,
    head: str = "",
    kind: str = "Alert",
    tail: str = "",
    references: str = "",
    space: str = "urn:oasis:names:tc:emergency:cap:1.2",
    sent: str = "2026-07-05T09:00:00+08:00",
    identifier: str = IDENTIFIER,
    scope: str = "<scope>Public</scope>",
) -> bytes:
    """A CAP message as bytes; ``infos`` defaults to one Chinese block."""
    body = infos or INFO.format(area=AREA)
    refers = f"<references>{references}</references>" if references else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<alert xmlns="{space}">
  <identifier>{identifier}</identifier>
  <sender>{SENDER}</sender>
  <sent>{sent}</sent>
  <status>Actual</status>
  <msgType>{kind}</msgType>
  {scope}
  {refers}{body}{tail}
</alert>""".encode()


def with_area(inside: str) -> bytes:
    """A message whose one area holds this."""
    return alert(INFO.format(area=f"<area><areaDesc>石泉镇</areaDesc>{inside}</area>"))


NATIONAL = """<?xml version="1.0" encoding="UTF-8"?>
<alert{space}>
  <identifier>99012141600000_20260705090000</identifier>
  <sender>澜川县气象局</sender>
  <senderCode>99012141600000</senderCode>
  <sendTime>2026-07-05 09:00:08+08:00</sendTime>
  <status>Actual</status>
  <msgType>{kind}</msgType>
  <scope>Public</scope>
  <code><method><methodName>SMS</methodName><message>暴雨橙色预警</message><audienceGrp>G01,G02</audienceGrp></method></code>
  <note>{note}</note>
  <references>{references}</references>
  <info>
    <language>zh-CN</language>
    <eventType>11B03</eventType>
    <urgency>Unknown</urgency>
    <severity>{colour}</severity>
    <certainty>VeryLikely</certainty>
    <effective>2026-07-05 09:00:08+08:00</effective>
    <expires>2026-07-05 21:00:08+08:00</expires>
    <senderName>何敏</senderName>
    <headline>澜川县气象局发布暴雨橙色预警[Ⅱ级/严重]</headline>
    <description>预计未来三小时降雨量将达五十毫米以上。</description>
    <resource><resourceDesc>99012141600000_20260705090000_11B03_ORANGE_ALERT_O_01.jpg</resourceDesc><size>84k</size><digest/></resource>
    <area>
      <areaDesc>石泉镇、云溪镇</areaDesc>
      <polygon>{polygon}</polygon>
      <circle>30.2,112.5 1500</circle>
      <geocode>990121100000,990121101000</geocode>
    </area>
  </info>
</alert>"""


def national(
    *,
    kind: str = "Alert",
    note: str = "",
    references: str = "",
    colour: str = "Orange",
    polygon: str = "",
    space: str = ' xmlns="http://com.icss.amp"',
) -> bytes:
    return NATIONAL.format(
        kind=kind, note=note, references=references, colour=colour, polygon=polygon, space=space
    ).encode()


class Signer:
    """A fresh key with a self-signed certificate."""

    def __init__(self, name: str = "Lanchuan") -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        begun = datetime(2026, 1, 1, tzinfo=UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begun)
            .not_valid_after(begun + timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.certificate = made.public_bytes(serialization.Encoding.PEM).decode()
        self.key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def sign(self, data: bytes) -> bytes:
        return signing.sign(etree.fromstring(data), key=self.key, certificate=self.certificate)


@cache
def a_certificate() -> str:
    """One certificate as it is stored, made once."""
    return signing.bare(Signer().certificate)

"""A device that speaks PKCS #11, played by SoftHSM: keys of both kinds sign papers; wrong PINs are told."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, ObjectClass, lib
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from tests.spine.signatures import desk

from lienthong.connectors.bridge.pkcs11_device import Pkcs11Device
from lienthong.connectors.bridge.program import DeviceFault
from lienthong.connectors.trust.fake import new_key
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.signing import Wish, begin, finish
from lienthong.spine.signatures.verdicts import Verdict

PIN = "975310"
LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
NAMES = {"P-256": "Siu H’Đoan", "RSA-3072": "Sở Nội vụ"}


@pytest.fixture(scope="session")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pkcs11Device]:
    """A token with two certificates, made once in a process: the library reads where tokens are kept when it
    is loaded, and a second making, between tests of other modules, would fill the first token again."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    words = ["--init-token", "--free", "--label", "desk", "--pin", PIN, "--so-pin", "12345678"]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    (token,) = [one for one in lib(str(LIBRARY)).get_tokens() if one.label.strip() == "desk"]
    with token.open(user_pin=PIN, rw=True) as session:
        for number, (kind, name) in enumerate(NAMES.items(), 1):
            issued = desk.authority().issue(name, key=new_key(kind))  # type: ignore[arg-type]
            common = {Attribute.ID: bytes([number]), Attribute.TOKEN: True, Attribute.LABEL: name}
            decode = decode_ec_private_key if kind == "P-256" else decode_rsa_private_key
            session.create_object(decode(_raw(issued)) | common)
            held = {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: 0,
                Attribute.SUBJECT: b"",
                Attribute.VALUE: issued.der,
            }
            session.create_object(held | common)
    yield Pkcs11Device(str(LIBRARY))
    os.environ.pop("SOFTHSM2_CONF", None)


def _raw(issued: desk.Issued) -> bytes:
    form = (PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return issued.key.private_bytes(Encoding.DER, *form)


@pytest.mark.parametrize("name", NAMES.values())
def test_a_device_signs_a_paper(device: Pkcs11Device, name: str) -> None:
    (found,) = [one for one in device.certificates() if one.name == name]
    chain = (desk.authority().issuing.der,)
    waiting = begin(desk.paper(), Wish(SIGNER), found.der, chain, desk.helpers(), at=desk.NOW)
    (made,) = device.sign(found.id, PIN, [waiting.content])
    assert desk.judged(finish(waiting, made, desk.helpers())).verdict is Verdict.VALID


def test_a_wrong_pin_is_told(device: Pkcs11Device) -> None:
    found = device.certificates()[0]
    with pytest.raises(DeviceFault, match="WRONG_PIN"):
        list(device.sign(found.id, "000000", [b"x"]))


def test_a_certificate_that_is_not_there_is_told(device: Pkcs11Device) -> None:
    with pytest.raises(DeviceFault, match="NO_DEVICE"):
        list(device.sign("00:00", PIN, [b"x"]))


def test_a_batch_is_signed_in_one_session(device: Pkcs11Device) -> None:
    found = device.certificates()[0]
    assert len(list(device.sign(found.id, PIN, [bytes([n]) for n in range(50)]))) == 50

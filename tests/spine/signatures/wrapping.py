"""Signed XML that shows one thing and signs another: the eight shapes in which signatures are wrapped.

The shapes are those that attack sign-in messages (XSW1 to XSW8): the signed part stays in the file, untouched, where
the signature finds it by its name; where a careless reader looks there lies another one.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from lienthong.spine.signatures.xml_frame import DS

PLAIN: Final = b'<Message><Case Id="case-1"><Fee>100</Fee></Case></Message>'
TRUE: Final = '<Case Id="case-1"><Fee>100</Fee></Case>'


def wrapped(signed: bytes, shape: str) -> bytes:
    """``signed`` is PLAIN with a signature over its case, inside the case."""
    root = etree.fromstring(signed)
    case = root.find("Case")
    assert case is not None
    signature = case.find(f"{DS}Signature")
    assert signature is not None
    forged = deepcopy(case)
    forged.remove(forged.find(f"{DS}Signature"))
    forged.set("Id", "case-2")
    forged.find("Fee").text = "999"
    SHAPES[shape](root, case, signature, forged)
    return bytes(etree.tostring(root))


def _in_the_signature(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.replace(case, forged)
    case.remove(signature)
    forged.append(signature)
    signature.append(case)


def _behind_the_signature(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.replace(case, forged)
    case.remove(signature)
    forged.append(signature)
    forged.append(case)


def _before_it(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.insert(0, forged)


def _around_it(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.replace(case, forged)
    forged.append(case)


def _at_the_end(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.insert(0, forged)
    case.remove(signature)
    forged.append(signature)


def _end_and_signature(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.replace(case, forged)
    case.remove(signature)
    forged.append(signature)
    etree.SubElement(signature, f"{DS}KeyInfo").append(case)


def _of_one_name(root: Element, case: Element, signature: Element, forged: Element) -> None:
    forged.set("Id", "case-1")
    extension = etree.Element("Extensions")
    extension.append(forged)
    root.insert(0, extension)


def _in_an_object(root: Element, case: Element, signature: Element, forged: Element) -> None:
    root.replace(case, forged)
    case.remove(signature)
    forged.append(signature)
    etree.SubElement(signature, f"{DS}Object").append(case)


SHAPES: Final[Mapping[str, Callable[[Element, Element, Element, Element], None]]] = {
    "1 in the signature": _in_the_signature,
    "2 behind the signature": _behind_the_signature,
    "3 before it": _before_it,
    "4 around it": _around_it,
    "5 at the end": _at_the_end,
    "6 among the keys": _end_and_signature,
    "7 of one name": _of_one_name,
    "8 in an object": _in_an_object,
}

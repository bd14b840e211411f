"""The frame of a signed XML: what its signatures cover, and by which methods. Nothing is computed here.

Stricter than the standard wherever readers differ: one way to name a part, no transform that computes, no DOCTYPE.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element as Element

from lienthong.spine.signatures.verdicts import Reason

DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
XADES: Final = "{http://uri.etsi.org/01903/v1.3.2#}"
MOST_SIGNATURES: Final = 20
MOST_REFERENCES: Final = 50
ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
CANONICAL: Final = frozenset(
    {
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2006/12/xml-c14n11",
        "http://www.w3.org/2001/10/xml-exc-c14n#",
    }
)
"""Without those that keep comments: readers differ in whether a whole document then includes them."""
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
_PSS: Final = "http://www.w3.org/2007/05/xmldsig-more#"
_SHA2: Final = ("sha256", "sha384", "sha512")
METHODS: Final = frozenset(
    {f"{_MORE}{kind}-{digest}" for kind in ("rsa", "ecdsa") for digest in _SHA2}
    | {f"{_PSS}{digest}-rsa-MGF1" for digest in _SHA2}
)
DIGESTS: Final = frozenset(
    {"http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512", f"{_MORE}sha384"}
)
_IDS: Final = frozenset({"Id", "ID", "id"})
_IDLE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"


class Defines(ValueError):
    """The file brings a DOCTYPE."""


@dataclass(frozen=True, slots=True)
class Reference:
    """``target`` is the one element that is meant; none when that is not clear."""

    target: Element | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One signature. ``signed`` are the places of those references whose content is the file's own."""

    signature: Element
    references: tuple[Reference, ...]
    signed: tuple[int, ...]
    reasons: tuple[Reason, ...]


def parsed(content: bytes) -> Element:
    """The root. Raises Defines, and XMLSyntaxError (a SyntaxError) for what is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    told = root.getroottree().docinfo
    if told.internalDTD is not None or told.externalDTD is not None:
        raise Defines
    return root


def framed(root: Element) -> Iterator[Frame]:
    """The signatures in the order of the file."""
    for signature in root.iter(f"{DS}Signature"):
        yield _framed(root, signature)


def _framed(root: Element, signature: Element) -> Frame:
    infos = signature.findall(f"{DS}SignedInfo")
    if len(infos) != 1:
        return Frame(signature, (), (), (Reason.MALFORMED,))
    references = tuple(_reference(root, one) for one in infos[0].findall(f"{DS}Reference")[:MOST_REFERENCES])
    own = {signature.find(f"{DS}KeyInfo"), properties_of(signature)} - {None}
    signed = tuple(place for place, one in enumerate(references) if one.target not in own)
    reasons = [*_method_reasons(infos[0]), *(reason for one in references for reason in one.reasons)]
    if not signed:
        reasons.append(Reason.MALFORMED)
    elif not reasons and _has_more(root, {references[place].target for place in signed}):
        reasons.append(Reason.PART_ONLY)
    return Frame(signature, references, signed, tuple(dict.fromkeys(reasons)))


def properties_of(signature: Element) -> Element | None:
    """What the signer says besides: time and certificate (XAdES)."""
    return signature.find(f"{DS}Object/{XADES}QualifyingProperties/{XADES}SignedProperties")


def _method_reasons(info: Element) -> Iterator[Reason]:
    found = info.find(f"{DS}CanonicalizationMethod")
    if found is None or found.get("Algorithm") not in CANONICAL:
        yield Reason.OTHER_KIND
    method = info.find(f"{DS}SignatureMethod")
    named = [(method, METHODS)] + [(one, DIGESTS) for one in info.iterfind(f"{DS}Reference/{DS}DigestMethod")]
    for element, allowed in named:
        name = "" if element is None else str(element.get("Algorithm", ""))
        if name.lower().endswith("sha1"):
            yield Reason.SHA1
        elif name not in allowed:
            yield Reason.OTHER_KIND


def _reference(root: Element, reference: Element) -> Reference:
    uri = reference.get("URI")
    if uri == "":
        return Reference(root, (*_transform_reasons(reference), *_beside_reasons(root)))
    if uri is None or not uri.startswith("#") or uri.startswith("#xpointer("):
        return Reference(None, (Reason.OTHER_KIND,))
    meant = [one for one in root.iter(etree.Element) if uri[1:] in _names(one)]
    if len(meant) != 1:
        return Reference(None, (Reason.MALFORMED,))
    reasons = (*_transform_reasons(reference), *_inherited_reasons(meant[0], reference))
    return Reference(meant[0], reasons)


def _beside_reasons(root: Element) -> Iterator[Reason]:
    """A whole document has what stands beside its root; our library looks below the root only."""
    for is_before in (True, False):
        if next(root.itersiblings(etree.PI, preceding=is_before), None) is not None:
            yield Reason.OTHER_KIND


def _names(element: Element) -> set[str]:
    return {str(value) for name, value in element.attrib.items() if etree.QName(name).localname in _IDS}


def _transform_reasons(reference: Element) -> Iterator[Reason]:
    """At most: without this signature, then canonical. Whatever computes could show one thing and sign another."""
    names = [one.get("Algorithm") for one in reference.iterfind(f"{DS}Transforms/{DS}Transform")]
    rest = names[1:] if names[:1] == [ENVELOPED] else names
    if len(rest) > 1 or not set(rest) <= CANONICAL:
        yield Reason.OTHER_KIND


def _inherited_reasons(target: Element, reference: Element) -> Iterator[Reason]:
    """Inclusive methods take ``xml:`` attributes over from above; our library looks at the part alone."""
    names = [one.get("Algorithm") for one in reference.iterfind(f"{DS}Transforms/{DS}Transform")]
    above = {str(name) for one in target.iterancestors() for name in one.attrib}
    if EXCLUSIVE not in names and any(
        name.startswith("{http://www.w3.org/XML/1998/namespace}") for name in above
    ):
        yield Reason.OTHER_KIND


def _has_more(root: Element, signed: set[Element | None]) -> bool:
    """Whether the file says anything besides what is signed: a second face, for whoever reads the wrong one."""
    bearing = set(signed)
    for one in [*signed, *root.iter(f"{DS}Signature")]:
        bearing |= set() if one is None else {one, *one.iterancestors()}
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one in signed:
            continue
        if one not in bearing or _says(one):
            return True
        waiting += _unsigned_parts(one)
    return False


def _unsigned_parts(element: Element) -> list[Element]:
    """Children that must be looked at: of a signature those that are not the signature itself."""
    if element.tag != f"{DS}Signature":
        return [one for one in element if isinstance(one.tag, str)]
    own = {f"{DS}SignedInfo", f"{DS}SignatureValue", f"{DS}KeyInfo"}
    return [
        part
        for child in element
        if isinstance(child.tag, str) and child.tag not in own
        for part in ([child] if child.tag != f"{DS}Object" else child)
        if isinstance(part.tag, str) and part.tag != f"{XADES}QualifyingProperties"
    ]


def _says(element: Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    names = [str(name) for name in element.attrib]
    is_plain = all(etree.QName(name).localname in _IDS or name.startswith(_IDLE) for name in names)
    is_signature = element.tag == f"{DS}Signature"
    return any(text and text.strip() for text in texts) or not (is_plain or is_signature)


class Utf8:
    """For the classes of our library, which write trees as ASCII on their way: names are not all of that."""

    def _tostring(self, xml_node: Any, **options: Any) -> Any:
        return etree.tostring(xml_node, **({"encoding": "UTF-8"} | options))

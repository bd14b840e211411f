"""What an issuer itself answers about one certificate (OCSP), asked while somebody signs, besides its lists, and about
what strangers have signed.
"""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from typing import Any

from asn1crypto import crl, ocsp, x509
from cryptography.x509 import load_der_x509_crl
from pyhanko_certvalidator.authority import Authority, AuthorityWithCert
from pyhanko_certvalidator.errors import OCSPFetchError
from pyhanko_certvalidator.fetchers import CertificateFetcher, CRLFetcher, Fetchers, OCSPFetcher

from lienthong.spine.signatures.errors import CertificateDisowned

type AskStatus = Callable[[bytes, bytes], bytes | None]
"""A certificate and its issuer's, DER, to the answer (RFC 6960); None where nobody can be asked. Raises OSError."""

type AskIssuer = Callable[[bytes, bytes], bytes | None]
"""An issuer's certificate and a request that it understands, DER, to the answer; None where nobody can be asked, and
where there was none.
"""


def sure_answers(ders: Iterable[bytes]) -> Iterator[ocsp.OCSPResponse]:
    """Those that say something: what cannot be read, and an issuer that does not know, leave a certificate in doubt."""
    for der in ders:
        try:
            answer = ocsp.OCSPResponse.load(der)
            statuses = {one["cert_status"].name for one in answer.response_data["responses"]}
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if statuses and "unknown" not in statuses:
            yield answer


def fetchers_of(ask: AskStatus, lists: Iterable[bytes]) -> Fetchers:
    """For the library: whatever address a certificate names, only ``ask`` is used, and nothing else is fetched."""
    return Fetchers(_Answers(ask, tuple(lists)), _NoLists(), _NoCertificates())


class _Answers(OCSPFetcher):
    """A silent issuer, and one whose list says more than its answer, leave the decision to the lists."""

    def __init__(self, ask: AskStatus, lists: tuple[bytes, ...]) -> None:
        self._ask, self._lists = ask, lists
        self._told: dict[bytes, ocsp.OCSPResponse] = {}

    async def fetch(self, cert: Any, authority: Authority) -> ocsp.OCSPResponse:
        """Raises CertificateDisowned."""
        if not isinstance(authority, AuthorityWithCert) or self._is_listed(cert):
            raise OCSPFetchError("the lists decide")
        try:
            told = self._ask(cert.dump(), authority.certificate.dump())
            answer = ocsp.OCSPResponse.load(told or b"")
            statuses = {one["cert_status"].name for one in answer.response_data["responses"]}
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
            raise OCSPFetchError("no answer") from fault
        if "unknown" in statuses:
            raise CertificateDisowned(name=cert.subject.native.get("common_name", ""))
        self._told[cert.dump()] = answer
        return answer

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return self._told.values()

    def fetched_responses_for_cert(self, cert: Any) -> Iterable[ocsp.OCSPResponse]:
        return [self._told[cert.dump()]] if cert.dump() in self._told else []

    def _is_listed(self, cert: Any) -> bool:
        lists = map(load_der_x509_crl, self._lists)
        return any(
            one.get_revoked_certificate_by_serial_number(cert.serial_number) is not None
            for one in lists
            if one.issuer.public_bytes() == cert.issuer.dump()
        )


class _NoLists(CRLFetcher):
    """Lists come by a timer, from where the operator says."""

    async def fetch(self, cert: Any, *, use_deltas: Any = None) -> Iterable[crl.CertificateList]:  # noqa: ARG002
        return ()

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return ()

    def fetched_crls_for_cert(self, cert: Any) -> Iterable[crl.CertificateList]:  # noqa: ARG002
        return ()


class _NoCertificates(CertificateFetcher):
    """The way to an anchor is given, never looked for elsewhere."""

    def fetch_cert_issuers(self, cert: Any) -> AsyncGenerator[x509.Certificate]:  # noqa: ARG002
        return _none()

    def fetch_crl_issuers(self, certificate_list: Any) -> AsyncGenerator[x509.Certificate]:  # noqa: ARG002
        return _none()

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return ()


async def _none() -> AsyncGenerator[x509.Certificate]:
    certificates: tuple[x509.Certificate, ...] = ()
    for certificate in certificates:
        yield certificate

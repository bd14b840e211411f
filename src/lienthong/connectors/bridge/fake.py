"""A device in memory, for tests and demonstration: it counts wrong PINs and locks itself as real ones do."""

from collections.abc import Iterator, Sequence

from lienthong.connectors.bridge.program import DeviceFault, Found
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import holder_of


class FakeDevice:
    """``is_in`` False: nobody has plugged it in. ``signs`` is how many it makes before somebody pulls it out."""

    def __init__(self, key: OpenKey, pin: str, tries: int = 3) -> None:
        self._key, self._pin, self._left = key, pin, tries
        self.is_in, self.signs = True, 1_000

    def certificates(self) -> Sequence[Found]:
        holder = holder_of(self._key.certificate)
        return [Found(holder.serial, holder.name, self._key.certificate)] if self.is_in else []

    def sign(self, certificate: str, pin: str, contents: Sequence[bytes]) -> Iterator[bytes]:
        if not self.is_in or certificate != holder_of(self._key.certificate).serial:
            raise DeviceFault("NO_DEVICE")
        if not self._left:
            raise DeviceFault("LOCKED")
        if pin != self._pin:
            self._left -= 1
            raise DeviceFault("WRONG_PIN" if self._left else "LOCKED")
        for content in contents:
            if not self.signs:
                raise DeviceFault("NO_DEVICE")
            self.signs -= 1
            yield self._key.sign(content)

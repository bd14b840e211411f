"""What a fact is. Rooms declare theirs in their ``facts.py`` as frozen dataclasses of ids only."""

import dataclasses
from typing import Any, ClassVar, Self

type Value = int | str | bool | None


class Fact:
    """The base of all facts. The stored name is ``room.Class``, from the module that declares it."""

    _named: ClassVar[dict[str, type["Fact"]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = Fact._named.setdefault(cls.name(), cls)
        if known.__module__ != cls.__module__:
            raise ValueError(f"{known.__module__} and {cls.__module__} both declare {cls.name()}")
        Fact._named[cls.name()] = cls  # a dataclass with slots is made anew from the same declaration

    @classmethod
    def name(cls) -> str:
        room = cls.__module__.removesuffix(".facts").rpartition(".")[2]
        return f"{room}.{cls.__name__}"

    @staticmethod
    def named(name: str) -> type["Fact"]:
        """The class stored as ``name``. Raises LookupError when no installed room declares it."""
        return Fact._named[name]

    @classmethod
    def read(cls, data: dict[str, Value]) -> Self:
        return cls(**data)

    def data(self) -> dict[str, Value]:
        """The fields, as JSON. Raises TypeError unless frozen and made of ids and codes."""
        if not (dataclasses.is_dataclass(self) and type(self).__dataclass_params__.frozen):
            raise TypeError(f"{self.name()} must be a frozen dataclass")
        fields = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        strange = [name for name, value in fields.items() if not isinstance(value, int | str | None)]
        if strange:
            raise TypeError(f"{self.name()} carries more than ids: {', '.join(strange)}")
        return fields

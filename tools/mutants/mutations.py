"""The faults that are put in: comparison, arithmetic, constants, conditions, results, statements left out."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
# What only describes: types for the checker, decorators, names of types.
_SILENT = {"annotation", "returns", "decorator_list", "type_params", "type_comment"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """``source`` with one fault at ``line``; ``what`` tells it as code before and after."""

    line: int
    what: str
    source: str


def mutations(source: str) -> Iterator[Mutation]:
    """Every mutation of a file, in the order of its text."""
    tree = ast.parse(source)
    for parent, field, place, node in _places(tree):
        for other in _others(node, field):
            _put(parent, field, place, other)
            yield Mutation(node.lineno, f"{_told(node)} -> {_told(other)}", ast.unparse(tree))
        _put(parent, field, place, node)


type _Place = tuple[ast.AST, str, int | None, ast.expr | ast.stmt]


def _places(node: ast.AST) -> Iterator[_Place]:
    """Each expression and statement with where it hangs: its parent, the parent's field, the place in a list."""
    for field, value in ast.iter_fields(node):
        if field in _SILENT or isinstance(node, ast.TypeAlias) or _is_field(node):
            continue
        several = isinstance(value, list)
        for place, child in enumerate(value if several else [value]):
            if isinstance(child, ast.expr | ast.stmt):
                yield node, field, place if several else None, child
            if isinstance(child, ast.AST):
                yield from _places(child)


def _is_field(node: ast.AST) -> bool:
    """How a dataclass keeps a value: what it compares and shows."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "field"


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _others(node: ast.expr | ast.stmt, field: str) -> Iterator[ast.AST]:
    """What ``node`` may become; a condition also its contrary."""
    if field in ("test", "ifs") and not isinstance(node, ast.Compare | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), cast(ast.expr, node))
    if isinstance(node, ast.stmt):
        yield from _other_statements(node)
        return
    match node:
        case ast.Compare(left, signs, values):
            for n, sign in enumerate(signs):
                yield ast.Compare(left, [*signs[:n], _swapped(sign), *signs[n + 1 :]], values)
        case ast.BinOp(left, sign, right) if type(sign) in _SWAPS:
            yield ast.BinOp(left, _swapped(sign), right)
        case ast.BoolOp(sign, values):
            yield ast.BoolOp(_swapped(sign), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)


def _other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(ast.Constant(None | False)):
            return  # None is as false as False, which becomes True as a constant
        case ast.Return(ast.expr()):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Constant()):
            return  # a docstring
        case ast.Assign([ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Delete():
            yield ast.Pass()  # without setting a name nothing would run at all, which anything notices


def _swapped(sign: ast.AST) -> Any:
    return _SWAPS[type(sign)]()


def _told(node: ast.AST) -> str:
    line = " ".join(ast.unparse(node).split())
    return line if len(line) <= 70 else line[:67] + "..."

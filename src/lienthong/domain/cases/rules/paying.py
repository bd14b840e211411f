"""How a case is named where its money is kept."""


def about_money(case: int) -> str:
    return f"case:{case}"


def case_of_money(about: str) -> int | None:
    """None for what is owed for something else."""
    kind, _colon, case = about.partition(":")
    return int(case) if kind == "case" and case.isdigit() else None

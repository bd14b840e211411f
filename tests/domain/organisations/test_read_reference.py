"""Reading reference files: each fault is told with its file and line, and nothing is guessed."""

import unicodedata
from pathlib import Path

import pytest

from lienthong.domain.organisations.exchange import read_reference

FILES = {
    "agencies.csv": [
        "code,name,short_name,aliases,kind,level,parent,valid_from,valid_to,decision,source,confirmed",
        "P,Province,P,,PROVINCE,PROVINCE,,,,,test,yes",
        "P-A,Department A,A,Old A; A too,DEPARTMENT,PROVINCE,P,,2025-07-01,,test,yes",
        "P-B,Department B,B,,DEPARTMENT,PROVINCE,P,2020-01-01,,,test,no",
    ],
    "groups.csv": ["code,name,aliases,source,confirmed", "G,All,,test,yes"],
    "group_members.csv": [
        "group,agency,valid_from,valid_to,decision,source,confirmed",
        "G,P-A,,2025-07-01,,test,yes",
    ],
    "official_codes.csv": [
        "agency,scheme,code,valid_from,valid_to,decision,confirmed",
        "P,QD20,H21,,,,yes",
    ],
    "successions.csv": [
        "kind,from,to,on,decision,partial,principal,source,confirmed",
        "merge,P-A,P-B,2025-07-01,D 1,no,yes,test,yes",
    ],
}


def write(folder: Path, **changes: str | None) -> Path:
    """The sound files, with one line of a file put, as ``agencies_2="..."`` (line 1 is the header)."""
    for file, lines in FILES.items():
        lines = list(lines)
        for key, text in changes.items():
            name, _, line = key.rpartition("_")
            if f"{name}.csv" == file and text is not None:
                lines[int(line) - 1 : int(line)] = [text]
        (folder / file).write_text("\n".join(lines), encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    return [str(error) for error in read_reference(folder).errors]


def test_sound_files_have_no_fault(tmp_path: Path) -> None:
    reference = read_reference(write(tmp_path))
    assert reference.errors == ()
    assert reference.agencies[1].aliases == ("Old A", "A too")
    assert reference.agencies[1].origin.line == 3


@pytest.mark.parametrize(
    ("line", "text", "fault"),
    [
        ("agencies_3", ",Nameless,N,,DEPARTMENT,PROVINCE,P,,,,t,yes", "agencies.csv:3: code is empty"),
        ("agencies_4", "P-B,B,B,,PALACE,PROVINCE,P,,,,t,yes", "agencies.csv:4: 'PALACE' is not a valid Kind"),
        (
            "agencies_4",
            "P-B,B,B,,DEPARTMENT,PROVINCE,P,,,,t,perhaps",
            "agencies.csv:4: confirmed must be yes or no",
        ),
        (
            "agencies_4",
            "P-B,B,B,,DEPARTMENT,PROVINCE,P,31/12/2021,,,t,no",
            "Invalid isoformat string: '31/12/2021'",
        ),
        ("agencies_4", "P-B,B,B,,DEPARTMENT,PROVINCE,P,2022-01-01,2021-01-01,,t,no", "valid_to is not after"),
        (
            "agencies_4",
            "P-B,B,B,,DEPARTMENT,PROVINCE,P,,,,t,no,one,more",
            "agencies.csv:4: more cells than columns",
        ),
        ("agencies_4", "P-B,B,B,,DEPARTMENT,PROVINCE,X,,,,t,no", "agencies.csv:4: unknown code X"),
        ("agencies_2", "P,Province,P,,PROVINCE,PROVINCE,P-B,,,,t,yes", "hangs below itself"),
        (
            "agencies_4",
            "P-A,A,A,,DEPARTMENT,PROVINCE,P,2025-06-30,,,t,yes",
            "agencies.csv:4: overlaps line 3",
        ),
        ("group_members_2", "H,P-A,,,,t,yes", "group_members.csv:2: unknown code H"),
        ("official_codes_2", "P,QD21,H21,,,,yes", "'QD21' is not a valid Scheme"),
        ("successions_2", "merge,P-A,P-B,2025-07-01,D,no,no,t,yes", "P-A ends without a principal heir"),
        ("successions_2", "merge,P-A,P-B,2025-06-30,D,no,yes,t,yes", "P-A ends without a principal heir"),
        ("successions_1", "kind,from,to,on,decision,partial,source,confirmed", "more cells than columns"),
        (
            "successions_1",
            "kind,from,to,on,decision,partial,first,source,confirmed",
            "column 'principal' is missing",
        ),
    ],
)
def test_it_tells_the_fault_of_a_row(tmp_path: Path, line: str, text: str, fault: str) -> None:
    assert any(fault in told for told in faults(write(tmp_path, **{line: text})))


def test_two_principal_heirs_are_a_fault(tmp_path: Path) -> None:
    double = "merge,P-A,P-B,2025-07-01,D 1,no,yes,t,yes\nmerge,P-A,P,2025-07-01,D 1,no,yes,t,yes"
    assert faults(write(tmp_path, successions_2=double)) == ["successions.csv:3: P-A has two principal heirs"]


def test_one_official_code_cannot_belong_to_two_agencies_at_once(tmp_path: Path) -> None:
    double = "P,QD20,H21,,,,yes\nP-B,QD20,H21,2021-01-01,,,no"
    assert "overlaps line 2" in faults(write(tmp_path, official_codes_2=double))[0]


def test_it_tells_a_missing_file_and_a_wrong_encoding(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "groups.csv").unlink()
    (tmp_path / "agencies.csv").write_bytes("Sở Nội vụ".encode("utf-16"))
    assert faults(tmp_path) == ["agencies.csv:0: not UTF-8 at byte 0", "groups.csv:0: file is missing"]


def test_names_are_read_in_composed_form(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "P-B,Sở Nội vụ,B,,DEPARTMENT,PROVINCE,P,,,,t,no")
    assert read_reference(write(tmp_path, agencies_4=decomposed)).agencies[2].name == "Sở Nội vụ"

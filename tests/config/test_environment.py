from pathlib import Path

import pytest

from lienthong.config import environment
from lienthong.config.environment import DEMO_SECRET, EnvironmentFault, example, read
from lienthong.config.ground.setup import new_seal_key
from lienthong.config.ground.training import variables

SEAL_KEY = new_seal_key()
STRICT = {
    "LIENTHONG_MODE": "production",
    "LIENTHONG_SECRET_KEY": "s" * 60,
    "LIENTHONG_DATA_KEY": "d" * 60,
    "LIENTHONG_SEAL_KEY": SEAL_KEY,
    "LIENTHONG_PUBLIC_ORIGIN": "https://dichvucong.example",
}


def test_production_accepts_its_own_secrets() -> None:
    assert read(STRICT).mode == "production"


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATA_KEY", "SEAL_KEY", "PUBLIC_ORIGIN"])
def test_production_refuses_what_is_missing_by_name(name: str) -> None:
    given = {k: v for k, v in STRICT.items() if k != f"LIENTHONG_{name}"}
    with pytest.raises(EnvironmentFault, match=name):
        read(given)


def test_production_refuses_the_key_that_a_demonstration_seals_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VAR", tmp_path)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "seal-test.pem").write_text(new_seal_key())
    assert read(STRICT).seal_key == SEAL_KEY
    (tmp_path / "keys" / "seal-test.pem").write_text("\n" + SEAL_KEY)
    with pytest.raises(EnvironmentFault, match="SEAL_KEY"):
        read(STRICT)


@pytest.mark.parametrize(
    "pem",
    ["PEM", SEAL_KEY[:60], "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"],
    ids=["no key", "cut off", "empty"],
)
def test_production_refuses_a_seal_key_that_cannot_seal(pem: str) -> None:
    with pytest.raises(EnvironmentFault, match="SEAL_KEY"):
        read(STRICT | {"LIENTHONG_SEAL_KEY": pem})


def test_production_refuses_a_moved_clock() -> None:
    with pytest.raises(EnvironmentFault, match="LIENTHONG_NOW"):
        read(STRICT | {"LIENTHONG_NOW": "2021-10-15T09:00+07:00"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_URL", "smtp://mail.example"),
        ("NATIONAL_PROCEDURES_URL", "https://a:b@national.example/x"),
        ("PAYMENT_PLATFORM_URL", "https://a:b@payment.example/x"),
        ("E_RECEIPTS_URL", "https://a:b@receipts.example/x"),
        ("PUBLIC_POST_URL", "https://a:b@post.example/x"),
        ("SMS_URL", "https://a:b@sms.example/x?brand=TINHGIALAI"),
        ("ZALO_URL", "https://a:b@zalo.example?template=1&refresh=x"),
        ("TIMESTAMP_URL", "https://tsa.example"),
        ("IDENTITY_PROVIDERS", "providers.yaml"),
    ],
)
def test_a_place_for_practice_reaches_no_partner(name: str, value: str) -> None:
    with pytest.raises(EnvironmentFault, match=name):
        read({"LIENTHONG_MODE": "training", f"LIENTHONG_{name}": value})


def test_up_training_takes_nothing_of_the_place_for_work_along() -> None:
    """Neither from the environment nor, since an empty word outweighs it, from the settings file beside the script."""
    work = STRICT | {
        "LIENTHONG_DATABASE_URL": "postgresql://work/real",
        "LIENTHONG_SECRET_KEY_FILE": "/keys/secret_key",
        "LIENTHONG_MAIL_URL": "smtp://mail.example",
        "LIENTHONG_WORKERS": "3",
        "LIENTHONG_VAR": "/srv/work",
        "HOME": "/root",
    }
    taken = variables(read({**STRICT, "LIENTHONG_PORT": "8100"}), work)
    practice = read(work | taken)
    assert (practice.mode, practice.database_url, practice.mail_url, practice.workers, practice.port) == (
        "training",
        "",
        "",
        3,
        8200,
    )
    assert practice.secret_key == practice.data_key == DEMO_SECRET
    assert taken["LIENTHONG_VAR"].endswith("/training")
    assert taken["HOME"] == "/root"


def test_a_secret_is_read_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x" * 64 + "\n")
    assert read({"LIENTHONG_SECRET_KEY_FILE": str(secret)}).secret_key == "x" * 64


def test_a_missing_secret_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="LIENTHONG_SECRET_KEY_FILE"):
        read({"LIENTHONG_SECRET_KEY_FILE": str(tmp_path / "none")})


def test_an_unknown_name_warns() -> None:
    with pytest.warns(UserWarning, match="LIENTHONG_COLOUR"):
        read({"LIENTHONG_COLOUR": "red"})


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(EnvironmentFault) as refused:
        read({"LIENTHONG_PORT": "many", "LIENTHONG_MODE": "holiday"})
    assert len(refused.value.faults) == 2


def test_the_example_names_every_setting() -> None:
    root = Path(__file__).resolve().parents[2]
    assert (root / ".env.example").read_text(encoding="utf-8") == example()

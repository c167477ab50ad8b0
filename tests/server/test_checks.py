"""What the doctor finds in the settings of a server."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from cli_world import SECRET, Shell
from pykavach.server.checks import Checked, check
from pykavach.server.config import Config
from server_world import Served

GOOD = {"secret": SECRET, "port": 0}
PROXY = {"trusted_proxies": ["10.0.0.1"], "public_url": "https://k.example.com"}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "folder").mkdir()
    shell = Shell(tmp_path / "folder")
    shell.env.pop("KAVACH_SECRET")
    shell("init")
    return shell


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        + ["-subj", "/CN=localhost", "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )
    key.chmod(0o600)
    return cert, key


def found(environ: dict[str, str] | None = None, **settings: Any) -> list[Checked]:
    return list(check(Config(**(GOOD | settings)), environ or {}))


def wrong(environ: dict[str, str] | None = None, **settings: Any) -> list[tuple[str, str]]:
    told = found(environ, **settings)
    assert all((each.way is None) == (each.state == "ok") for each in told)
    return [(each.field, each.state) for each in told if each.state != "ok"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"host": "::1"}, []),
        ({"host": "localhost"}, []),
        ({"host": "0.0.0.0"}, [("host", "fail")]),
        ({"host": "::"}, [("host", "fail")]),
        (
            {"host": "0.0.0.0", "public_url": "https://k.example.com"},
            [("host", "fail"), ("trusted_proxies", "warn")],
        ),
        ({"host": "0.0.0.0", **PROXY}, [("host", "warn")]),
        (
            {"host": "0.0.0.0", "trusted_proxies": ["10.0.0.1"]},
            [("public_url", "fail"), ("public_url", "warn")],
        ),
        (PROXY, []),
        ({"public_url": "https://k.example.com"}, [("trusted_proxies", "warn")]),
        ({"trusted_proxies": ["unix"]}, [("public_url", "warn")]),
        ({"public_url": "http://k.example.com"}, [("public_url", "fail")]),
        ({"public_url": "http://127.0.0.1:8787"}, []),
        ({**PROXY, "trusted_proxies": ["0.0.0.0/0", "::/0"]}, [("trusted_proxies", "fail")] * 2),
        ({"tls_key": Path("key.pem")}, [("tls_cert", "fail")]),
        ({"tls_cert": Path("nowhere.pem")}, [("tls_cert", "fail")]),
        ({"secret": None}, [("secret", "warn")]),
        ({"secret": "short"}, [("secret", "fail")]),
        ({"secret_file": Path("nowhere")}, [("secret", "warn"), ("secret_file", "fail")]),
        ({"durability": "process"}, [("durability", "warn")]),
        ({"timeout": 30}, [("shutdown_timeout", "warn")]),
        ({"max_requests": 100, "max_connections": 50}, [("max_requests", "warn")]),
        ({"max_connections": 1 << 30}, [("max_connections", "warn")]),
        ({"db": "sqlite:///:memory:"}, [("db", "fail")]),
        ({"port": 5, "host": "203.0.113.1", **PROXY}, [("host", "warn"), ("host", "fail")]),
        ({"port": 5, "host": "no-such-host.invalid", **PROXY}, [("host", "warn"), ("host", "fail")]),
    ],
)
def test_each_rule(settings: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert wrong(**settings) == expected


def test_a_name_that_nobody_reads_is_named() -> None:
    told = found({"KAVACH_PUBLIC_ULR": "x", "KAVACH_ODDITY_THING": "y", "KAVACH_HOST": "z", "HOME": "/"})
    names = {each.field: each.way for each in told if each.state == "fail"}
    assert names == {
        "KAVACH_PUBLIC_ULR": "did you mean KAVACH_PUBLIC_URL?",
        "KAVACH_ODDITY_THING": "take it out of the environment",
    }


def test_files_with_secrets_are_for_their_owner(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n{SECRET[::-1]}x\n")
    for mode, state in ((0o600, []), (0o640, ["warn"]), (0o644, ["fail"])):
        file.chmod(mode)
        assert [state for _, state in wrong(secret=None, secret_file=file)] == state
        # The settings themselves hold the secret, unless the environment does.
        assert [state for _, state in wrong({"KAVACH_CONFIG": str(file)})] == state
        assert wrong({"KAVACH_CONFIG": str(file), "KAVACH_SECRET": SECRET}) == []
    file.write_text("short\n")
    assert ("secret_file", "fail") in wrong(secret=None, secret_file=file)
    file.write_bytes(b"\xff" * 40)
    assert ("secret_file", "fail") in wrong(secret=None, secret_file=file)


def test_a_secret_is_the_same_whoever_reads_it() -> None:
    """A line end behind it, as files and vaults leave one, is no part of it: the command line takes it off, too."""
    assert Config(secret=SecretStr(f"{SECRET}\n")).secrets() == [SECRET]
    assert wrong(secret=SecretStr(f"{'x' * 31}\n")) == [("secret", "fail")]


def test_a_certificate_and_its_key_must_belong_together(certificate: tuple[Path, Path]) -> None:
    cert, key = certificate
    assert wrong(host="0.0.0.0", tls_cert=cert, tls_key=key) == []
    assert wrong(tls_cert=key, tls_key=cert) == [("tls_cert", "fail")]
    key.chmod(0o644)
    assert wrong(tls_cert=cert, tls_key=key) == [("tls_key", "fail")]
    locked = key.with_name("locked.pem")
    subprocess.run(
        ["openssl", "ec", "-in", str(key), "-aes256", "-passout", "pass:word", "-out", str(locked)],
        check=True,
        capture_output=True,
    )
    assert wrong(tls_cert=cert, tls_key=locked) == [("tls_cert", "fail")]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_that_somebody_has(taken: int, server: Served) -> None:
    assert wrong(port=taken) == [("port", "fail")]
    port = int(server.url.rpartition(":")[2])
    assert [each.rule for each in found(port=port) if each.field == "port"] == [
        f"127.0.0.1:{port} is served by Kavach already"
    ]


def test_where_nobody_can_listen_nothing_is_served(taken: int, server: Served, shell: Shell) -> None:
    """What exit code 3 says is something else: pending."""
    ours = int(server.url.rpartition(":")[2])
    (shell.folder / "no.pem").write_text("no certificate")
    for options, said in (
        (
            ("--port", str(taken)),
            f"port: 127.0.0.1:{taken} is in use by another program; stop it, or set another port",
        ),
        (("--port", str(ours)), f"port: 127.0.0.1:{ours} is in use"),
        (("--host", "192.0.2.1"), "host: 192.0.2.1:8787 cannot be listened on"),
        (("--tls-cert", "no.pem"), "tls_cert: the certificate and its key cannot be read"),
    ):
        ended = shell("serve", "--demo", *options, code=4)
        assert said in ended.err
        assert ended.out == ""
    assert not (shell.folder / "kavach-demo.db").exists()


# -- the command -----------------------------------------------------------------------------------------------------


def test_the_doctor_reads_the_settings_as_the_server_does(shell: Shell) -> None:
    (shell.folder / "k.toml").write_text(f'port = 0\nsecret = "{SECRET}"\n')
    (shell.folder / "k.toml").chmod(0o600)
    told = shell("doctor", "--config", "k.toml", "--json").json
    assert told["ok"]
    states = {item["check"]: item["state"] for item in told["items"]}
    assert set(states.values()) == {"ok"}, told
    assert {"setting host", "setting secret", "setting port", "setting db", "a revoked agent"} <= set(states)
    bad = shell(
        "doctor", "--config", "k.toml", "--json", code=6, KAVACH_HOST="0.0.0.0", KAVACH_WORKRES="2"
    ).json
    assert not bad["ok"]
    fails = {item["field"]: item["wayOut"] for item in bad["items"] if item["state"] == "fail"}
    assert fails.keys() == {"host", "KAVACH_WORKRES"}
    assert fails["KAVACH_WORKRES"] == "did you mean KAVACH_WORKERS?"
    assert "setting secret: is missing" in shell("doctor", "--settings", KAVACH_PORT="0").out


def test_the_doctor_names_every_setting_that_is_none(shell: Shell) -> None:
    (shell.folder / "k.toml").write_text('prot = 1\nworkers = "many"\n')
    ran = shell("doctor", "--config", "k.toml", code=6)
    assert "fail  setting prot: is no setting; did you mean 'port'?" in ran.out
    assert "fail  setting workers: " in ran.out
    (shell.folder / "k.toml").write_text("prot =")
    assert "fail  setting config: " in shell("doctor", "--config", "k.toml", code=6).out
    assert "nowhere.toml" in shell("doctor", "--config", "nowhere.toml", code=4).err


def test_the_doctor_says_when_the_database_cannot_be_reached(shell: Shell) -> None:
    shell.env.pop("KAVACH_DB")
    for db, way in (
        ("sqlite:///nowhere.db", "create it with: kavach init"),
        ("postgresql://nobody:hidden@127.0.0.1:1/none", "start it, or set db to its address"),
    ):
        (shell.folder / "k.toml").write_text(
            json.dumps({"db": db})[1:-1].replace('"db": ', "db = ") + "\nport = 0\n"
        )
        told = shell("doctor", "--config", "k.toml", "--json", code=6)
        assert "hidden" not in told.out
        (fail,) = (item for item in told.json["items"] if item["state"] == "fail")
        assert (fail["field"], fail["wayOut"]) == ("db", way)
        assert not (shell.folder / "nowhere.db").exists()

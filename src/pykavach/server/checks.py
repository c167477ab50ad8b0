"""What is wrong with the settings of a server before it runs: the findings of ``kavach doctor --config``."""

from __future__ import annotations

import errno
import http.client
import json
import resource
import socket
import ssl
import stat
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from pykavach.core.errors import InvalidInput
from pykavach.engine.keys import parse_secrets
from pykavach.server.config import CONFIG, Config
from pykavach.server.serve import OTHERS

_PREFIX: Final = "KAVACH_"
#: What the command line reads beside the settings of a server.
_ELSEWHERE: Final = frozenset(
    {CONFIG, "KAVACH_SERVER", "KAVACH_KEY", "KAVACH_TOKEN", "KAVACH_DEBUG", "KAVACH_DB", "KAVACH_SECRET"}
)
#: Seconds that whoever listens at the port has to say what it is.
_PATIENCE: Final = 2.0


class Checked(NamedTuple):
    """One rule about one setting: ``ok``, ``warn`` or ``fail``; of what is not ok, the way out."""

    field: str
    state: str
    rule: str
    way: str | None = None


def check(config: Config, environ: Mapping[str, str]) -> Iterator[Checked]:
    """Everything about these settings that can be known without the database. Opens no port for longer than a moment."""
    yield from _names(environ)
    yield from _network(config)
    yield from _tls(config)
    yield from _secret(config, environ)
    yield from _bounds(config)
    yield _port(config)


def obstacle(config: Config) -> Checked | None:
    """What keeps a server with these settings from listening; None: nothing."""
    for found in (*_tls(config), _port(config, ours=False)):
        if found.state == "fail" and found.field in ("tls_cert", "host", "port"):
            return found
    return None


def _names(environ: Mapping[str, str]) -> Iterator[Checked]:
    """A mistyped name in the environment would be overlooked; one in the file is refused when it is read."""
    known = {f"{_PREFIX}{name.upper()}" for name in Config.model_fields} | _ELSEWHERE
    for name in sorted(environ):
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            own = name.upper().removeprefix(_PREFIX)
            near = get_close_matches(own, sorted(each.removeprefix(_PREFIX) for each in known), 1)
            way = f"did you mean {_PREFIX}{near[0]}?" if near else "take it out of the environment"
            yield Checked(name, "fail", "is no setting, and nobody reads it", way)


def _network(config: Config) -> Iterator[Checked]:
    """Tokens and keys are secrets: nobody may listen. And ``ipAllowlist`` judges the address that we believe."""
    public = urlsplit(config.public_url or "")
    here = _is_loopback(config.host)
    if not here and config.tls_cert is None:
        if not config.trusted_proxies:
            yield Checked(
                "host",
                "fail",
                f"{config.host} is not this machine alone, and keys and tokens would cross the network unencrypted",
                "set tls_cert and tls_key, or listen on 127.0.0.1 behind a proxy that ends TLS",
            )
        elif public.scheme != "https":
            yield Checked(
                "public_url",
                "fail",
                "must be the https:// address of the proxy, where we speak plain HTTP to it over the network",
                "set public_url to where clients reach the proxy, and let it end TLS",
            )
        else:
            yield Checked(
                "host",
                "warn",
                f"{config.host} is not this machine alone: between the proxy and here keys and tokens are unencrypted",
                "let nobody but the proxy reach this port, or set tls_cert and tls_key",
            )
    else:
        yield Checked("host", "ok", f"{config.host}, {'this machine alone' if here else 'over TLS'}")
    if public.scheme == "http" and not _is_loopback(public.hostname or ""):
        yield Checked(
            "public_url",
            "fail",
            "is an http:// address of another machine: keys and tokens would cross the network unencrypted",
            "give it TLS, and set its https:// address",
        )
    if public.scheme == "https" and config.tls_cert is None and not config.trusted_proxies:
        yield Checked(
            "trusted_proxies",
            "warn",
            "is empty, though a proxy must end TLS: every caller would have the proxy's address, which ipAllowlist judges",
            "name the proxy's address, or unix",
        )
    if config.trusted_proxies and config.public_url is None:
        yield Checked(
            "public_url",
            "warn",
            "is not set, though there is a proxy: links and metadata would name the address that clients say they use",
            "set it to where clients reach the proxy",
        )
    for text in config.trusted_proxies:
        if text != "unix" and ip_network(text).prefixlen == 0:
            yield Checked(
                "trusted_proxies",
                "fail",
                f"{text} is everybody: whoever asks could say which address they come from",
                "name the proxies only",
            )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _tls(config: Config) -> Iterator[Checked]:
    if config.tls_cert is None:
        if config.tls_key is not None:
            yield Checked("tls_cert", "fail", "is missing, though there is a tls_key", "set both, or neither")
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(config.tls_cert, config.tls_key, _no_password)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        rule = f"the certificate and its key cannot be read: {why}"
        yield Checked(
            "tls_cert", "fail", rule, "give PEM files that belong together, the key without a password"
        )
        return
    yield Checked("tls_cert", "ok", "the certificate and its key belong together")
    if (found := _open_to_others("tls_key", config.tls_key or config.tls_cert)) is not None:
        yield found


def _no_password() -> str:
    raise ValueError("the key has a password")


def _secret(config: Config, environ: Mapping[str, str]) -> Iterator[Checked]:
    if config.secret is not None and config.secret_file is not None:
        yield Checked("secret", "warn", "is not used, since there is a secret_file", "set one of the two")
    field = "secret" if config.secret_file is None else "secret_file"
    way = "make one with: openssl rand -hex 32"
    try:
        found = parse_secrets(config.secrets())
    except InvalidInput as error:
        rule, _, known = str(error).removeprefix(f"{error.field}: ").partition("; ")
        yield Checked(field, "fail", rule, known or way)
        return
    if not found:
        rule = "is missing: arguments that wait for a person are not sealed, checkpoints cannot be signed"
        yield Checked("secret", "warn", rule, way)
        return
    yield Checked(field, "ok", f"{len(found)}, each of 32 bytes or more" if len(found) > 1 else "long enough")
    path = config.secret_file
    if path is None and CONFIG in environ and f"{_PREFIX}SECRET" not in environ:
        path = Path(environ[CONFIG])  # that is where it stands
    if path is not None and (bare := _open_to_others(field, path)) is not None:
        yield bare


def _open_to_others(field: str, path: Path) -> Checked | None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & 0o077:
        return None
    rule = f"{str(path)!r} is {mode:04o}: others may read or write it"
    return Checked(field, "fail" if mode & 0o007 else "warn", rule, f"chmod 600 {path}")


def _bounds(config: Config) -> Iterator[Checked]:
    """What makes no sense together."""
    if config.durability != "disk":
        rule = "is 'process': a power loss may lose the last decisions, and what they have used"
        yield Checked("durability", "warn", rule, "set it to disk")
    if config.timeout > config.shutdown_timeout:
        rule = f"is {config.shutdown_timeout} s, less than the timeout of {config.timeout:g} s: decisions are cut off at the end"
        yield Checked("shutdown_timeout", "warn", rule, "set it to more than timeout")
    if config.max_requests > config.max_connections:
        rule = f"is {config.max_requests}, which max_connections = {config.max_connections} never lets in"
        yield Checked("max_requests", "warn", rule, "set it to max_connections or less")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard not in (resource.RLIM_INFINITY, -1) and config.max_connections + OTHERS > hard:
        rule = f"is {config.max_connections}, but this process may open {hard} files and sockets"
        yield Checked(
            "max_connections",
            "warn",
            rule,
            f"raise the limit (ulimit -n) to {config.max_connections + OTHERS}",
        )
    if config.db == "sqlite:///:memory:":
        rule = "is in memory: all of it is gone when the server ends, and each worker has one of its own"
        yield Checked("db", "fail", rule, "name a file or a database server")


def _port(config: Config, *, ours: bool = True) -> Checked:
    """Whether we can listen there, or, where that is as good, already do."""
    if config.port == 0:
        return Checked("port", "ok", "any that is free")
    at = f"{config.host}:{config.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            config.host, config.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            if ours and _is_ours(config):
                return Checked("port", "ok", f"{at} is served by Kavach already")
            return Checked(
                "port", "fail", f"{at} is in use by another program", "stop it, or set another port"
            )
        field = "port" if error.errno == errno.EACCES else "host"
        return Checked(
            field,
            "fail",
            f"{at} cannot be listened on: {error.strerror}",
            "set an address of this machine and a port",
        )
    return Checked("port", "ok", f"{at} is free")


def _is_ours(config: Config) -> bool:
    """Whether a server of ours is what listens there."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104 - to be asked, not bound
    if config.tls_cert is None:
        link = http.client.HTTPConnection(host, config.port, timeout=_PATIENCE)
    else:
        # Whoever it is, nothing secret is sent to it.
        anybody = ssl._create_unverified_context()  # noqa: S323, SLF001
        link = http.client.HTTPSConnection(host, config.port, timeout=_PATIENCE, context=anybody)
    try:
        link.request("GET", "/openapi.json")
        answer = link.getresponse()
        title = json.loads(answer.read(8 << 20))["info"]["title"]
    except (OSError, ValueError, LookupError, TypeError, http.client.HTTPException):
        return False
    finally:
        link.close()
    return bool(answer.status == http.client.OK and str(title).startswith("Kavach"))

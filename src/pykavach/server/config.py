"""How a server runs: from the command line, the environment (``KAVACH_…``) and a TOML file, in this order."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pykavach.core.errors import InvalidInput, NotFound
from pykavach.open import DEFAULT_DB, read_secrets
from pykavach.server.addresses import Proxies

#: The environment variable that names the file.
CONFIG: Final = "KAVACH_CONFIG"


class Config(BaseSettings):
    """Settings of ``kavach serve``. Each may stand in the environment as ``KAVACH_`` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="KAVACH_", extra="forbid", frozen=True)

    db: str = Field(DEFAULT_DB, description="The database's address.", repr=False)
    secret: SecretStr | None = Field(None, description="At least 32 bytes: seals and signs.")
    secret_file: Path | None = Field(
        None, description="Or a file with secrets, one a line, the newest first."
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8787, ge=0, le=65_535, description="The port to listen on; 0: any that is free.")
    public_url: str | None = Field(
        None, description="Where clients reach the server, if not at that address."
    )
    audience: list[str] = Field(
        [],
        description="Whom agents' tokens are for, as introspection states it (aud), such as the address of an MCP server.",
    )
    trusted_proxies: list[str] = Field(
        [],
        description="Addresses or networks of proxies whose X-Forwarded-For is believed; unix: any over a socket.",
    )
    tls_cert: Path | None = Field(None, description="The certificate chain (PEM); without one, plain HTTP.")
    tls_key: Path | None = Field(None, description="Its private key (PEM).")
    workers: int = Field(1, ge=1, le=256, description="Processes that answer.")
    durability: Literal["disk", "process"] = Field("disk", description="What a commit means.")
    timeout: float = Field(2.0, gt=0, le=3600, description="Seconds within which a decision is given.")
    migrate: bool | None = Field(None, description="Bring an older schema up to date (default: on SQLite).")
    audit_arguments: Literal["redact", "digest", "full"] = Field("redact", description="What entries keep.")
    max_agents_per_user: int | None = Field(None, ge=0, description="Live root agents of one owner at most.")
    max_descendants: int = Field(1000, ge=0, description="Live agents under one root at most.")
    private_webhooks: bool = Field(
        False,
        description="Webhooks that are set up on the server may lead to addresses that are not public, and to http:// there.",
    )
    max_connections: int = Field(4096, ge=16, description="Connections at once, in each process.")
    max_requests: int = Field(1000, ge=1, description="Requests being answered at once, in each process.")
    shutdown_timeout: int = Field(20, ge=0, description="Seconds that requests under way have at the end.")

    @field_validator("trusted_proxies")
    @classmethod
    def _readable(cls, value: list[str]) -> list[str]:
        Proxies(value)
        return value

    @field_validator("public_url")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("must be an absolute address, such as https://kavach.example.com")
        return None if value is None else value.rstrip("/")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no file is read that nobody has named
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        path = os.environ.get(CONFIG)
        file = () if path is None else (TomlConfigSettingsSource(settings_cls, Path(path)),)
        return (init_settings, env_settings, *file)

    def secrets(self) -> list[str] | None:
        """The secrets, the newest first, without the white space around them, as the CLI reads them."""
        if self.secret_file is None:
            return None if self.secret is None else [self.secret.get_secret_value().strip()]
        return read_secrets(self.secret_file, "secret_file")


def load(**given: Any) -> Config:
    """The settings there are; what is given here comes first. Raises ``InvalidInput`` naming the setting."""
    found = read(**given)
    if isinstance(found, Config):
        return found
    raise InvalidInput(*found[0])


def read(**given: Any) -> Config | list[tuple[str, str]]:
    """The settings, as ``load``; or each that breaks a rule, with the rule. Raises ``NotFound`` where there is no file."""
    path = os.environ.get(CONFIG)
    if path is not None and not Path(path).is_file():
        raise NotFound(f"{CONFIG}: there is no file at {path!r}")
    try:
        return Config(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        return [
            (
                ".".join(str(part) for part in each["loc"]) or "config",
                _unknown(str(each["loc"][0]))
                if each["type"] == "extra_forbidden"
                else each["msg"].removeprefix("Value error, "),
            )
            for each in error.errors(include_url=False, include_input=False)
        ]
    except ValueError as error:  # no TOML, or no JSON where a list is meant
        return [("config", str(error))]


def _unknown(name: str) -> str:
    near = get_close_matches(name, sorted(Config.model_fields), 1)
    return f"is no setting{f'; did you mean {near[0]!r}?' if near else ''}"

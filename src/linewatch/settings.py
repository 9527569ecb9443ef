"""One typed `Settings`: defaults < linewatch.toml < LINEWATCH_* < arguments.

``linewatch.toml`` is looked for in the working directory only, so that a project carries its own settings.
An unknown key is an error, with the nearest known key as a suggestion.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from linewatch.errors import UsageError

SECRETS = frozenset(("webhook_secret", "smtp_password"))
"""What never stands in ``linewatch.toml``: it comes by the environment, or lies in a file of its own."""


class Settings(BaseSettings):
    """Everything that a user may set. Units stand in the names."""

    model_config = SettingsConfigDict(env_prefix="LINEWATCH_", toml_file="linewatch.toml", extra="forbid", frozen=True)

    threads: int = Field(default=2, ge=1, le=64, description="threads of the encoder")
    batch_pieces: int = Field(default=1024, ge=64, description="padded word pieces in one encoder batch")
    max_file_bytes: int = Field(default=8_000_000, ge=1, description="largest file that is read as one document")
    max_article_chars: int = Field(default=200_000, ge=1, description="longest article text; longer is set aside")
    max_sentence_chars: int = Field(default=2_000, ge=100, description="longest sentence; longer is split")
    html_timeout_s: float = Field(default=10.0, gt=0, description="longest time for one HTML page")
    commit_articles: int = Field(default=64, ge=1, description="articles in one store transaction")
    actors: tuple[Path, ...] = Field(default=(), description="files of your own actors")
    lexicon: tuple[Path, ...] = Field(default=(), description="files of your own event words")
    ontology: tuple[Path, ...] = Field(default=(), description="files of your own event types")
    relations: Path | None = Field(default=None, description="file that `linewatch train` wrote from your own labels")
    alert_declared: bool = Field(default=False, description="whether first declarations raise alerts, too")
    alert_late_days: int = Field(default=2, ge=0, description="days past a step after which its alert counts as late")
    watch_gap_s: float = Field(default=10_800.0, gt=0, description="time without a watch after which alerts are late")
    webhooks: tuple[str, ...] = Field(default=(), description="addresses to which alerts are posted")
    webhook_secret: SecretStr | None = Field(default=None, description="secret that signs webhooks, as `whsec_...`")
    webhook_secret_file: Path | None = Field(default=None, description="file that holds it")
    mail_to: tuple[str, ...] = Field(default=(), description="addresses to which alerts are mailed")
    mail_from: str = Field(default="linewatch@localhost.localdomain", description="sender of the mails")
    smtp_host: str = Field(default="localhost", description="mail server")
    smtp_port: int = Field(default=25, ge=1, le=65535, description="its port; 465 is TLS from the start")
    smtp_user: str | None = Field(default=None, description="name at the mail server")
    smtp_password: SecretStr | None = Field(default=None, description="password at the mail server")
    smtp_password_file: Path | None = Field(default=None, description="file that holds it")
    atom: Path | None = Field(default=None, description="file for the feed of alerts")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="warning", description="least level told")
    log_json: bool = Field(default=False, description="log lines as JSON, for services")

    @field_validator("actors", "lexicon", "ontology", "webhooks", "mail_to", mode="before")
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        return (value,) if isinstance(value, (str, Path)) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first."""
        file = TomlConfigSettingsSource(settings_cls)
        for name in SECRETS & set(file.toml_data):
            raise ValueError(f"{name} is a secret; set LINEWATCH_{name.upper()} or {name}_file")
        return init_settings, env_settings, file


def read_secret(settings: Settings, name: str) -> str | None:
    """Return a secret of `SECRETS`: from the environment, else from its file, else None.

    Raises:
        UsageError: LW002 the file cannot be read.
    """
    given: SecretStr | None = getattr(settings, name)
    path: Path | None = getattr(settings, f"{name}_file")
    if given is not None:
        return given.get_secret_value()
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("LW002", f"{path} of {name}_file cannot be read; check the path", "settings") from error


def read_settings(**arguments: Any) -> Settings:
    """Return the settings in force; an argument of None means "not given".

    Raises:
        UsageError: LW002 when a value is wrong, a key unknown or linewatch.toml is not TOML.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        close = get_close_matches(key, Settings.model_fields, n=1)
        hint = f"; did you mean {close[0]}?" if close and close[0] != key else ""
        raise UsageError("LW002", f"setting {key}: {first['msg'].lower()}{hint}", "settings") from error
    except (ValueError, OSError) as error:  # tomllib raises a ValueError
        raise UsageError("LW002", f"{Path('linewatch.toml')} cannot be read: {error}", "settings") from error

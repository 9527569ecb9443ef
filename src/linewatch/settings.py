"""One typed `Settings`: defaults < linewatch.toml < LINEWATCH_* < arguments.

``linewatch.toml`` is looked for in the working directory only, so that a project carries its own settings.
An unknown key is an error, with the nearest known key as a suggestion.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from linewatch.errors import UsageError


class Settings(BaseSettings):
    """Everything that a user may set. Units stand in the names."""

    model_config = SettingsConfigDict(env_prefix="LINEWATCH_", toml_file="linewatch.toml", extra="forbid", frozen=True)

    threads: int = Field(default=2, ge=1, le=64, description="threads of the encoder")
    workers: int = Field(default=1, ge=1, le=256, description="processes that code, each with a model of its own")
    engine: Literal["local", "ray"] = Field(default="local", description="where the processes run")
    ray_address: str | None = Field(default=None, description="Ray cluster; one of this machine is started unless set")
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
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="warning", description="least level told")
    log_json: bool = Field(default=False, description="log lines as JSON, for services")

    @field_validator("actors", "lexicon", "ontology", mode="before")
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
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


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

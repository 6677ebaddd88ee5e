"""Where a report's figures come from: the versions of everything they depend on, the profile, and what was noted."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from carescore import readers
from carescore.annotate import lexicons
from carescore.codes import others as more_codes
from carescore.measures import others as more_measures
from carescore.plugins import Added
from carescore.predictors import verify
from carescore.predictors.own import Own
from carescore.segmentation import Dialogue, warnings
from carescore.skills import Profile, profiles
from carescore.transcript import Role


def of(dialogue: Dialogue, profile: Profile, context: str, focus: str | None, own: Mapping[str, Own]) -> dict[str, Any]:
    """The provenance of a scoring as a report carries it: versions, the profile, what the input was, notes.

    own: models that stand for bundled ones; each gives its name and hash where a bundled one gives its version."""
    margin, found, made = dialogue.role_margin, warnings.of(dialogue), deepcopy(_versions())
    made["models"] |= {name: one.stamp for name, one in own.items()}
    return {
        **made,
        "focus": focus,
        "profile": {
            "name": profile.name,
            "title": profile.title,
            "version": profile.version,
            "context": context,
            "minimum_weight": profile.minimum_weight,
            "least_weights": {skill: profile.least_weight(skill) for skill in profile.skills},
        },
        "input": "turn times" if dialogue.has_clock else "ordered turns",
        "role_margin": None if margin is None else round(margin, 2),
        "evidence": dialogue.evidence,
        "plugins": _plugins(),
        "notes": [
            *dialogue.notes,
            *(warning.sentence for warning in found),
            *_several(dialogue, focus),
            *profile.notes,
            *(note for added in _added() for note in added.notes),
            *(f"{one.model}: judged by the model {one.name}, not the bundled one" for one in own.values()),
        ],
        "warnings": [{**asdict(warning), "turns": list(warning.turns)} for warning in found],
    }


def _added() -> tuple[Added, ...]:
    """What other installed packages add."""
    return tuple(found() for found in (readers.others, lexicons.others, more_codes, more_measures, profiles.others))


def _plugins() -> list[str]:
    return sorted({origin for added in _added() for origin in added.origins.values()})


def versions() -> dict[str, Any]:
    """The versions of carescore, its models, its lexicons and of what other packages add, on which every score
    depends."""
    return {**_versions(), "plugins": _plugins()}


def _several(dialogue: Dialogue, focus: str | None) -> tuple[str, ...]:
    staff = sum(speaker.role is Role.STAFF for speaker in dialogue.speakers)
    note = f"{staff} staff speakers are scored together: --focus NAME scores one of them alone"
    return (note,) if staff > 1 and focus is None else ()


@lru_cache(maxsize=1)
def _versions() -> dict[str, Any]:
    return {
        "carescore": version("carescore"),
        "models": {name: manifest["version"] for name, manifest in verify.manifests().items()},
        "lexicons": {name: lexicons.load(name).version for name in lexicons.names()},
    }

"""A bounded profile is the whole one with its lists cut, whether all claims were opened for it or only a few."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegiance.casefile import Casefile
from allegiance.views.profile import Most, profile
from planted import MARRAN, OSTRAVA, plant


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("profile") / "river.casefile")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from((MARRAN, OSTRAVA)),
    st.sampled_from((None, "2012", "2019-06")),
    st.builds(Most, st.integers(0, 4), st.integers(0, 6)),
)
def test_a_bounded_profile_is_the_whole_one_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch, actor: object, on: str | None, most: Most
) -> None:
    with Casefile.open(path) as casefile:
        whole = profile(casefile, actor, as_of=on)  # type: ignore[arg-type]
        module = sys.modules["allegiance.views.profile"]  # the package has a function of that name
        monkeypatch.setattr(module, "_MANY", 10_000)
        cut = profile(casefile, actor, as_of=on, most=most)  # type: ignore[arg-type]
        monkeypatch.setattr(module, "_MANY", -1)
        chosen = profile(casefile, actor, as_of=on, most=most)  # type: ignore[arg-type]
    assert not chosen.reprints_apart
    assert replace(chosen, reprints_apart=True) == cut
    assert cut.claims == whole.claims[len(whole.claims) - min(most.claims, len(whole.claims)) :]
    assert cut.more_claims + len(cut.claims) == len(whole.claims)
    assert cut.more_partners + len(cut.partners) == len(whole.partners)
    assert set(cut.partners) <= set(whole.partners)
    assert replace(cut, claims=(), partners=(), more_claims=0, more_partners=0) == replace(
        whole, claims=(), partners=()
    )


def test_the_rest_is_told(path: Path) -> None:
    with Casefile.open(path) as casefile:
        view = profile(casefile, MARRAN, most=Most(0, 2))
    assert (len(view.partners), len(view.claims)) == (0, 2)
    assert view.more_partners > 0 < view.more_claims

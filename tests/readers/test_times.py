"""Clock times and numbers to integer milliseconds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carescore.readers._times import clock_ms, instant_ms, scaled_ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:02", 62_000),
        ("75:03", 4_503_000),
        ("0:01:02.5", 62_500),
        ("00:01:02,290", 62_290),
        ("0:0:13.540", 13_540),
        ("01:00:00", 3_600_000),
        ("-0:00:01,300", -1300),
        ("12", None),
        ("9" * 5000 + ":00:00", None),
        ("1:2:3:4:5", None),
        ("at 10:30", None),
    ],
)
def test_clock(text: str, ms: int | None) -> None:
    assert clock_ms(text) == ms


@pytest.mark.parametrize(
    ("value", "scale", "ms"),
    [
        (0.29, 1000, 290),
        ("1.200s", 1000, 1200),
        ("4,5", 1000, 4500),
        (1500, 1, 1500),
        ("PT1H2M3.4S", 1000, 3_723_400),
        ("00:01.000", 1, 1000),
        ("", 1000, None),
        (None, 1, None),
        (True, 1000, None),
        ("nan", 1000, None),
        (10**18, 1, None),
        (-7, 1000, -7000),
        ("1e17", 1, 10**17),
        ("1e18", 1, None),
        ("1e999999", 1000, None),
        ("PT" + "9" * 5000 + "S", 1, None),
        ("1970-01-01T00:00:01.5Z", 1, 1500),
        ("10:30-10:31", 1000, None),
    ],
)
def test_scaled(value: object, scale: int, ms: int | None) -> None:
    assert scaled_ms(value, scale) == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1970-01-01T00:00:02.120Z", 2120),
        ("1970-01-01T00:00:02.12Z", 2120),
        ("1970-01-01 00:00:02.120123456", 2120),
        ("1970-01-01T01:00:02+01:00", 2000),
        ("1970-01-01", 0),
        ("05/03/2026 9:10:11", None),
        ("2026-13-05T09:00:00Z", None),
        ("None", None),
    ],
)
def test_instants(text: str, ms: int | None) -> None:
    assert instant_ms(text) == ms


@given(st.integers(0, 10**8))
def test_milliseconds_survive(ms: int) -> None:
    assert clock_ms(f"{ms // 3600000}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}") == ms
    assert scaled_ms(f"{ms // 1000}.{ms % 1000:03}", 1000) == ms

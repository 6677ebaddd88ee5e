"""A conversation has the same scores from any thread, hash seed, locale and time zone, and without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore

NAMES = ("billing-call-handled-badly.srt", "pediatric-dentist.txt")
ONE = """
import json, sys, carescore
print(json.dumps(carescore.score(sys.argv[1]).to_dict()))
"""
THREADS = """
import json, sys, threading
from concurrent.futures import ThreadPoolExecutor
import carescore

together = threading.Barrier(16)

def work(number):
    together.wait()  # nothing is loaded before all of them start
    return carescore.score(sys.argv[1 + number % 2]).to_dict()

with ThreadPoolExecutor(16) as pool:
    print(json.dumps(list(pool.map(work, range(16)))))
"""
WITHOUT_A_NETWORK = """
import json, socket, sys

def refuse(*_, **__):
    raise OSError("no network in this test")

socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.create_connection = refuse
import carescore
report = carescore.score(sys.argv[1])
carescore.score(sys.argv[1], scenario="calm-upset-caller", rubric="miti")
report.to_html()
carescore.redact(report)
carescore.without_words(report)
print(json.dumps(report.to_dict()))
"""


def ran(code: str, *names: str, **environment: str) -> Any:
    command = [sys.executable, "-c", code, *names]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=EXAMPLES, env={**os.environ, **environment}
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def serial() -> list[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(EXAMPLES)
        return [json.loads(json.dumps(carescore.score(name).to_dict())) for name in NAMES]


def test_sixteen_threads_from_a_cold_start_equal_one_after_the_other(serial: list[Any]) -> None:
    assert ran(THREADS, *NAMES) == serial * 8


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "4242"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
    ],
    ids=lambda given: " ".join(given),
)
def test_hash_seed_locale_and_time_zone_change_nothing(environment: dict[str, str], serial: list[Any]) -> None:
    assert ran(ONE, NAMES[1], **environment) == serial[1]


def test_no_network_is_needed_or_tried(serial: list[Any]) -> None:
    assert ran(WITHOUT_A_NETWORK, NAMES[1]) == serial[1]

"""XML: every attribute of every sample spoiled or left out once; elements nested deep; entities refused."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from readers.samples import written
from readers.visit import Sample

from carescore.errors import ReadError
from carescore.readers import _xml, formats
from carescore.readers._base import Reader

READERS = {found.name: found for found in formats() if isinstance(found, Reader)}
NAMES = ("elan", "exmaralda", "sms_backup", "transcriber", "ttml", "youtube_xml")
SAMPLES = [(name, file, sample) for name in NAMES for file, sample in written(name).items()]
WRONG = (None, "", "x", "-5", "1e9", "9" * 40, "0:0", "~")


@pytest.mark.parametrize(("name", "file", "sample"), SAMPLES, ids=[f"{name}-{file}" for name, file, _ in SAMPLES])
def test_any_one_attribute_wrong(name: str, file: str, sample: Sample) -> None:
    reader = READERS[name]
    root = fromstring(sample.data)
    tried = 0
    for element in root.iter():
        for key, right in list(element.items()):
            for wrong in WRONG:
                _set(element, key, wrong)
                _reads_or_refuses(reader, tostring(root, encoding="unicode"))
                tried += 1
            element.set(key, right)
    assert tried >= len(WRONG)


def _set(element: Element, key: str, wrong: str | None) -> None:
    if wrong is None:
        element.attrib.pop(key, None)
    else:
        element.set(key, wrong)


def _reads_or_refuses(reader: Reader, text: str) -> None:
    try:
        found, _ = reader.read(text)
    except ReadError as error:
        assert "stiff" not in str(error)
    else:
        assert found and all(u.text and isinstance(u.start_ms, int | None) for u in found)


@pytest.mark.parametrize("name", NAMES)
def test_deep_nesting_ends(name: str) -> None:
    root = next(_xml.root_name(sample.data.decode()) for found, _, sample in SAMPLES if found == name)
    with pytest.raises(ReadError):
        READERS[name].read(f"<{root}>" + "<p>" * 100_000 + "</p>" * 100_000 + f"</{root}>")


BOMB = '<!DOCTYPE x [<!ENTITY a "stiff"><!ENTITY b "&a;&a;">]><{0}>&b;</{0}>'


@pytest.mark.parametrize("name", NAMES)
def test_entities_are_refused(name: str) -> None:
    root = next(_xml.root_name(sample.data.decode()) for found, _, sample in SAMPLES if found == name)
    with pytest.raises(ReadError, match="entities"):
        READERS[name].read(BOMB.format(root))

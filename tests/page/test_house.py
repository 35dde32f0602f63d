"""A municipality's name, logo and colours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.page.house import House, HouseStyleError, contrast, load_house


def written(folder: Path, content: object) -> Path:
    file = folder / "house.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_without_a_file_the_look_is_our_own() -> None:
    assert load_house(None) == House()
    assert House().css() == ""


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#24578F", "#fff", 7.4), ("#668547", "#ffffff", 4.19)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)


def test_nested_tokens_become_variables_of_the_light_theme(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    tokens = {
        "utrecht": {"button": {"primary-action": {"background-color": {"$value": "#143252"}}}}
    }
    house = load_house(written(tmp_path, {"name": "Oudveen", "logo": "logo.svg", "tokens": tokens}))
    assert house.name == "Oudveen"
    assert house.css() == ":root:not(:has(body.dark)){--accent:#143252;}\n"


def test_too_little_contrast_is_refused_with_the_pair_and_the_ratio(tmp_path: Path) -> None:
    tokens = {"utrecht.button.primary-action.background-color": "#668547"}
    with pytest.raises(HouseStyleError, match=r"te weinig contrast .* 4\.19, nodig is 4\.5"):
        load_house(written(tmp_path, {"tokens": tokens}))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"tokens": {"utrecht.link.color": "red; } body { display: none"}}, "verwacht een kleur"),
        ({"tokens": {"utrecht.unknown": "#000"}}, "geen van de tokens"),
        ({"colours": {}}, "onbekend: colours"),
        ({"logo": "missing.svg"}, "geen svg of png"),
        ([], "verwacht name"),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, content: object, told: str) -> None:
    with pytest.raises(HouseStyleError, match=told):
        load_house(written(tmp_path, content))

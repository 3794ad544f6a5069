"""Scenarios: tests of a flow in its authors' own language."""

from pathlib import Path

import pytest

from bht_assist.content.library import CORE, load
from bht_assist.flows.scenarios import scenario_problems
from tests.core import core

from .packs import DAY, flow, library

STEPS = """
- {id: ride, ask: yes_no, staff: Ride?}
- {id: bus, ask: text, staff: Which?, when: ride}
"""
MORE = """
documents: [paper]
checks: [{id: no_bus, when: not bus, level: stop, say: No bus.}]
"""
YES = "scenario: rides\nflow: small\nanswers: {ride: yes, bus: '12'}\n"
NO = "scenario: walks\nflow: small\nanswers: {ride: no}\n"


def problems(folder: Path, *scenarios: str) -> list[str]:
    files = {f"scenarios/s{index}.yaml": text for index, text in enumerate(scenarios)}
    made = library(folder, {"flows/small.yaml": flow(STEPS, MORE), **files})
    return [f"{each.level}: {each.code} {each.text}" for each in scenario_problems(made, DAY)]


def test_scenarios_that_come_out_as_expected_have_no_problems(tmp_path: Path) -> None:
    yes = YES + "expect: {asked: [bus], no_findings: [no_bus], documents: [paper]}\n"
    no = NO + "expect: {hidden: [bus], findings: [no_bus]}\n"
    assert problems(tmp_path, yes, no) == []


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        (YES + "expect: {hidden: [bus]}", "rides: `bus` should be hidden and is asked"),
        (NO + "expect: {asked: [bus]}", "walks: `bus` should be asked and is not"),
        (YES + "expect: {asked: [gone]}", "rides: `gone` should be asked and is not"),
        (YES + "expect: {findings: [no_bus]}", "rides: `no_bus` should be found and is not"),
        (NO + "expect: {no_findings: [no_bus]}", "walks: `no_bus` should not be found and is"),
        (NO + "expect: {documents: [paper]}", "walks: `paper` should be free to make and is not"),
        (YES + "expect: {documents: [gone]}", "rides: `gone` should be free to make and is not"),
    ],
)
def test_what_does_not_come_out_as_expected_is_an_error(
    scenario: str, text: str, tmp_path: Path
) -> None:
    other = NO if scenario.startswith(YES) else YES
    assert problems(tmp_path, scenario, other) == [f"error: scenario-fails {text}"]


def test_a_failure_stands_where_the_expectation_is_written(tmp_path: Path) -> None:
    files = {"scenarios/s.yaml": YES + "expect:\n  hidden: [bus]\n", "scenarios/t.yaml": NO}
    made = library(tmp_path, {"flows/small.yaml": flow(STEPS), **files})
    (problem,) = scenario_problems(made, DAY)
    assert problem.place.file.endswith("scenarios/s.yaml")
    assert problem.place.line == 5


@pytest.mark.parametrize(
    ("scenarios", "ways"), [((), "true nor false"), ((YES,), "false"), ((NO,), "true")]
)
def test_a_condition_that_was_not_seen_both_ways_is_a_warning(
    scenarios: tuple[str, ...], ways: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, *scenarios) == [
        f"warning: when-half-seen no scenario has seen the `when` of `bus` {ways}"
    ]


def test_answers_that_cannot_be_taken_are_said(tmp_path: Path) -> None:
    made = problems(tmp_path, YES, NO, "scenario: odd\nflow: small\nanswers: {buss: x, ride: up}\n")
    assert made == [
        "error: unknown-step `buss` is not a step of small",
        "error: wrong-answer `ride`: “up” is neither yes nor no.",
    ]


def test_a_scenario_of_no_flow_is_an_error(tmp_path: Path) -> None:
    made = problems(tmp_path, YES, NO, "scenario: lost\nflow: smal\nanswers: {}\n")
    assert made == ["error: unknown-flow there is no flow `smal`"]


def test_the_scenarios_of_the_core_pack_come_out_as_expected() -> None:
    assert scenario_problems(core(), DAY) == []


def test_a_step_that_a_facility_removed_need_not_be_seen_and_may_change_what_comes_out(
    tmp_path: Path,
) -> None:
    overlay = "overlay: discharge\nremove: [to_setting]\n"
    files = {
        "pack.yaml": "id: ours\nversion: '1'\ntitle: Ours\nextends: core\n",
        "overlays/discharge.yaml": overlay,
        "scenarios/asks.yaml": (
            "scenario: asks\nflow: discharge\nanswers: {}\nexpect: {asked: [to_setting]}\n"
        ),
    }
    library(tmp_path, files)
    made = scenario_problems(load(tmp_path), DAY)
    assert CORE.is_dir()
    assert [(each.level, each.code) for each in made] == [("warning", "scenario-fails")]

"""The picture of the loss cascade and the table behind it."""

from __future__ import annotations

from fake_study import need_rows, study
from fakes import coverage_of
from pages import Element, by_id, chapter, report, rows


def part(root: Element) -> Element:
    section = by_id(root, "cascade").parent
    assert section is not None
    return section


def labels(root: Element, name: str) -> list[str]:
    picture = by_id(root, "cascade-picture")
    return [label.text for label in picture.all("text") if label.attributes["class"] == name]


def test_picture_shows_who_is_lost_and_who_is_left_in_both_readings() -> None:
    root = report(study())
    assert labels(root, "stage") == [
        "In need",
        "Somebody offers it",
        "The offer serves the area",
        "It runs in these months",
        "It fits language, age, price, access",
        "It has a free place",
        "The one who refers knows it",
    ]
    assert labels(root, "loss") == [
        "",
        "26 lost",
        "27 lost",
        "4 lost",
        "8 lost",
        "7–13 lost",
        "22.5–82.5 lost",
    ]
    assert labels(root, "left") == [
        "329 people",
        "303 left",
        "276 left",
        "272 left",
        "264 left",
        "251–257 left",
        "168.5–234.5 left",
    ]
    assert labels(root, "small-print")[1:3] == ["Tanahashi: availability", "Tanahashi: accessibility"]


def test_table_behind_the_picture_counts_the_needs() -> None:
    table = rows(by_id(report(study()), "cascade-table"))
    assert table[0] == ["Somebody offers it", "Availability", "4", "26", "303"]
    assert table[4] == ["It has a free place", "Availability", "4", "7–13", "251–257"]
    assert table[5] == ["The one who refers knows it", "Contact", "3", "22.5–82.5", "168.5–234.5"]


def test_losses_and_people_left_add_up_to_the_people_in_need() -> None:
    coverage = study().coverage
    assert coverage is not None
    for end in ("least", "most"):
        lost = sum(float(str(row[f"lost_{end}"])) for row in coverage.cascade.records)
        assert lost + float(str(coverage.cascade.records[-1][f"left_{end}"])) == coverage.totals.people


def test_it_says_that_losses_need_not_be_curable_at_once() -> None:
    text = part(report(study())).text
    assert "between 168.5 and 234.5 have a place in an offer that passes all of them." in text
    assert "Losses of different needs need not be curable at once" in text
    assert "Dashed parts are open" in text
    assert "The bars begin at" not in text


def test_small_losses_cut_the_bars_and_it_says_so() -> None:
    given = study()
    given.coverage = coverage_of([row for row in need_rows() if row["need"] in ("n-01", "n-02", "n-05")])
    root = report(given)
    assert "The bars begin at 62 people, not at 0" in part(root).text
    cuts = [path for path in by_id(root, "cascade-picture").all("path") if path.attributes["class"] == "cut"]
    assert len(cuts) == 7


def test_stage_that_nobody_recorded_is_unknown_and_not_passed() -> None:
    given = study()
    assert given.coverage
    given.coverage.cascade.records[5].update(
        status="unknown", **dict.fromkeys(("lost_least", "lost_most", "left_least", "left_most"))
    )
    root = report(given)
    assert labels(root, "loss")[-1] == "not recorded"
    assert labels(root, "left")[-1] == "unknown"
    assert rows(by_id(root, "cascade-table"))[-1][2:] == ["unknown", "unknown", "unknown"]
    text = part(root).text
    assert "The one who refers knows it: nobody recorded what this asks for" in text
    assert "an offer that passes all of them that the data say something about" in text


def test_nobody_counted_draws_nothing() -> None:
    given = study()
    given.coverage = coverage_of([row for row in need_rows() if row["people"] is None])
    assert not any(e.attributes.get("id") == "cascade" for e in chapter(report(given), "coverage").all("h3"))

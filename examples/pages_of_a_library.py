"""Every page of a library of made-up people, into the folder pages: python examples/pages_of_a_library.py"""

from pathlib import Path

from carescore import Report, compare, score_many
from carescore.history import Library, answers, manifests, progress, surveys, team

EXAMPLES = Path(__file__).with_name("library")
TRAINED = "2026-03-01"  # the day of their training


def main(folder: Path = Path("pages")) -> None:
    folder.mkdir(exist_ok=True)
    known = manifests.read(EXAMPLES / "people.csv")
    with Library(folder / "example.db") as library:
        for report in score_many(sorted(EXAMPLES.glob("*.txt")), profile="front-desk-phone", n_jobs=1):
            if isinstance(report, Report):
                library.add(report, known[report.id], keep_text=True)
        taken = answers.take(library, answers.read(str(EXAMPLES / "answers.csv")))
        entries, kept = library.entries(), library.answers()
        for name in library.people():
            progress(library, name).to_html(folder / f"progress-{name.lower()}.html")
        team(library, rank=True).to_html(folder / "team.html")
        before, after = ([one for one in entries if (one.date < TRAINED) is first] for first in (True, False))
        compare(before, after, library.totals, answers=kept).to_html(folder / "impact.html")
        surveys.surveys(kept, entries, taken.unmatched).to_html(folder / "surveys.html")
    print(
        f"{len(entries)} conversations; the pages are in {folder}. In the app: carescore open {folder / 'example.db'}"
    )


if __name__ == "__main__":
    main()

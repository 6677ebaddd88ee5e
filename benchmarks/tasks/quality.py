"""The task of quality: do the skills tell good role-plays from poor ones, as experts filmed or writers meant them?

AnnoMI's label mi_quality (high or low) and the writers' quality train nothing in this package; mixed ones are left
out. Roles are those of the data, the context is "role-play". A conversation whose skill is missing (too little talk,
no occasion) leaves that skill's row; n says how many stayed, so rows with a smaller n are judged on fewer
conversations.
"""

from __future__ import annotations

from collections.abc import Iterator

from sklearn.metrics import roc_auc_score

from tasks.conversations import report
from tasks.row import Records, Row

CHANCE = 0.5
GOOD = ("high", "good")


def quality(dataset: str, records: Records) -> Iterator[Row]:
    meant = [(record, record["meta"].get("mi_quality") or record["meta"]["quality"]) for record in records]
    sides = [(record, quality in GOOD) for record, quality in meant if quality != "mixed"]
    skills = [report(record, "role-play").skills for record, _ in sides]
    good = [is_good for _, is_good in sides]
    names = sorted(skills[0], key=lambda name: name != "overall")
    for name in names:
        known = [(is_good, one[name].value) for is_good, one in zip(good, skills, strict=True)]
        known = [(is_good, value) for is_good, value in known if value is not None]
        if len({is_good for is_good, _ in known}) == 2:
            value = float(roc_auc_score([is_good for is_good, _ in known], [value for _, value in known]))
            yield Row("quality", dataset, "auc" if name == "overall" else f"auc_{name}", value, len(known), CHANCE)

"""carescore in spaCy: a pipe that codes a message or a turn. Importing it registers the factory "carescore".

spaCy imports every registered factory with any pipeline, a blank one too: what the pipe needs is imported by the pipe.
Annotations here are no strings: spaCy up to 3.8 checks a factory's arguments by them, and cannot resolve strings.
"""

from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from carescore.integrations.documents import of_report as of_report
    from carescore.integrations.pipe import CarePipe as CarePipe

__all__ = ["CarePipe", "make", "of_report"]
NAME = "carescore"


@Language.factory(
    NAME,
    default_config={"side": "staff", "group": NAME, "figures": True, "only": []},
    assigns=["doc.spans", f"doc._.{NAME}"],
    retokenizes=False,
)
def make(nlp: Language, name: str, side: str, group: str, figures: bool, only: list[str]) -> "CarePipe":
    """The pipe for a pipeline. Raises UsageError for one of another language, and for a side or a code that is none."""
    from carescore.integrations.documents import require_english
    from carescore.integrations.pipe import CarePipe

    require_english(nlp)
    return CarePipe(side, group, figures, only)


def __getattr__(name: str) -> Any:
    if name == "CarePipe":
        from carescore.integrations.pipe import CarePipe

        return CarePipe
    if name == "of_report":
        from carescore.integrations.documents import of_report

        return of_report
    raise AttributeError(f"module {__name__} has no attribute {name}")

"""A report with what files stumble over: markup, an emoji, a control character, marks, both at once."""

from __future__ import annotations

from conftest import timed

import carescore

ODD = carescore.score(
    timed(
        ("S", 0, 2000, 'I\'m so sorry & <b>"truly"</b> sorry, Zebedee: 3 {or} 4?'),
        ("P", 1500, 4000, "I'm terrified … of cancer\U0001f622 [crying] at 5:30."),
        ("S", 4000, 9000, "That must be frightening. What worries you most?\x0b Could you please wait?"),
    )
)

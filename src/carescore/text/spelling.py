"""How everyday words are spelt where speech is written as it sounds."""

from __future__ import annotations

# everyday words as dialects and accents are written: no content, like the words they stand for
RESPELT = frozenset(
    "dis dat dat's de dey dem dere dan den wit tink ting tree tank tanks nutting gonna wanna gotta gimme lemme cos coz "
    "cuz dunno ain't aye y'all nothin' somethin' doin' goin' gettin' feelin' ya yer o' em me mah innit wot "
    "wiv fink".split()
)

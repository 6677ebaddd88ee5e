"""The tables of a library, as the steps that lead from each version of the schema to the next; only ever add a step."""

from __future__ import annotations

APPLICATION = 0x43415245  # "CARE" in the file's header: whose SQLite file this is

MIGRATIONS = (
    """
    CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL COLLATE NOCASE,
        apart TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
        UNIQUE (name, apart)
    ) STRICT;
    CREATE TABLE conversation (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL,
        focus TEXT NOT NULL DEFAULT '',
        person INTEGER REFERENCES person ON DELETE CASCADE,
        date TEXT NOT NULL,
        team TEXT, setting TEXT NOT NULL, scenario TEXT, trainer TEXT, cohort TEXT,
        title TEXT NOT NULL, path TEXT, format TEXT NOT NULL,
        may_show INTEGER NOT NULL DEFAULT 0,
        UNIQUE (sha256, focus)
    ) STRICT;
    CREATE INDEX conversation_of ON conversation (person, date);
    CREATE TABLE score (
        id INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,
        digest TEXT NOT NULL,
        carescore TEXT NOT NULL, profile TEXT NOT NULL, instrument TEXT NOT NULL,
        words INTEGER NOT NULL,
        latest INTEGER NOT NULL DEFAULT 1,
        data BLOB NOT NULL,
        UNIQUE (conversation, digest)
    ) STRICT;
    CREATE INDEX score_of ON score (conversation, latest);
    CREATE TABLE skill (
        score INTEGER NOT NULL REFERENCES score ON DELETE CASCADE,
        name TEXT NOT NULL, value REAL, low REAL, high REAL,
        PRIMARY KEY (score, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE figure (
        score INTEGER NOT NULL REFERENCES score ON DELETE CASCADE,
        measure TEXT NOT NULL, value REAL, count REAL, per REAL, scale REAL, unit TEXT,
        PRIMARY KEY (score, measure)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE moment (
        id INTEGER PRIMARY KEY,
        score INTEGER NOT NULL REFERENCES score ON DELETE CASCADE,
        kind TEXT NOT NULL, praise INTEGER NOT NULL, measure TEXT NOT NULL,
        turn INTEGER NOT NULL, start_ms INTEGER, confidence REAL
    ) STRICT;
    CREATE INDEX moment_of ON moment (score);
    CREATE TABLE review (
        id INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,
        saved TEXT NOT NULL, data TEXT NOT NULL,
        UNIQUE (conversation, data)
    ) STRICT;
    """,
    """
    CREATE TABLE survey (
        id INTEGER PRIMARY KEY,
        conversation INTEGER REFERENCES conversation ON DELETE CASCADE,
        person INTEGER REFERENCES person ON DELETE CASCADE,
        month TEXT,
        item TEXT NOT NULL, scale TEXT NOT NULL, value REAL NOT NULL,
        origin TEXT NOT NULL,
        UNIQUE (origin, item)
    ) STRICT;
    """,
    """
    CREATE TABLE answered (
        id INTEGER PRIMARY KEY,
        recording TEXT,
        person INTEGER REFERENCES person ON DELETE CASCADE,
        month TEXT,
        item TEXT NOT NULL, scale TEXT NOT NULL, value REAL NOT NULL,
        origin TEXT NOT NULL, answer TEXT, about TEXT NOT NULL,
        UNIQUE (origin, item)
    ) STRICT;
    INSERT INTO answered SELECT v.id, c.sha256, v.person, v.month, v.item, v.scale, v.value, v.origin, NULL, ''
        FROM survey v LEFT JOIN conversation c ON c.id = v.conversation;
    DROP TABLE survey;
    ALTER TABLE answered RENAME TO survey;
    """,
)

"""The tables of the catalog as they are first made. Times are microseconds since 1970, UTC."""

APPLICATION_ID = 0x4E505331  # "NPS1", in the file's header: told from any other SQLite file

# The tables of version 1; migrations make the later ones.
# Events and verbs are only ever appended; cases and undone follow from them, in the same
# transaction. An event's time and person are its verb's. `counters` holds one row.
TABLES: tuple[str, ...] = (
    """
    CREATE TABLE counters (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        segments_version INTEGER NOT NULL,
        last_event_id INTEGER NOT NULL
    )
    """,
    "INSERT INTO counters VALUES (1, 0, 0)",
    """
    CREATE TABLE segments (
        name TEXT PRIMARY KEY,
        rows INTEGER NOT NULL,
        earliest INTEGER,
        latest INTEGER,
        columns TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE imports (
        import_id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        person TEXT NOT NULL,
        source TEXT NOT NULL,
        path TEXT NOT NULL,
        mapping TEXT NOT NULL,
        policy TEXT NOT NULL,
        fates TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE columns (
        position INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        reading TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE refused (
        key TEXT PRIMARY KEY,
        import_id INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE superseded (
        superseded_id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        response_id TEXT NOT NULL,
        import_id INTEGER NOT NULL,
        content TEXT NOT NULL
    )
    """,
    "CREATE INDEX superseded_by_response ON superseded (source, response_id)",
    """
    CREATE TABLE verbs (
        verb_id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        person TEXT NOT NULL,
        command TEXT NOT NULL,
        said TEXT NOT NULL,
        target INTEGER REFERENCES verbs
    )
    """,
    "CREATE INDEX verbs_by_person ON verbs (person, verb_id)",
    "CREATE INDEX verbs_by_target ON verbs (target) WHERE target IS NOT NULL",
    """
    CREATE TABLE events (
        event_id INTEGER PRIMARY KEY,
        verb_id INTEGER NOT NULL REFERENCES verbs,
        case_id INTEGER NOT NULL REFERENCES cases,
        kind TEXT NOT NULL,
        data TEXT NOT NULL
    )
    """,
    "CREATE INDEX events_by_case ON events (case_id)",
    "CREATE INDEX events_by_verb ON events (verb_id, case_id)",
    """
    CREATE TABLE undone (
        verb_id INTEGER PRIMARY KEY REFERENCES verbs,
        by_verb INTEGER NOT NULL REFERENCES verbs
    )
    """,
    """
    CREATE TABLE cases (
        case_id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        response_id TEXT NOT NULL,
        responded_at INTEGER,
        touched INTEGER NOT NULL,
        opened_at INTEGER,
        assignee TEXT,
        tags TEXT NOT NULL,
        notes INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        first_contact_at INTEGER,
        last_contact_at INTEGER,
        last_channel TEXT,
        last_result TEXT,
        snoozed_at INTEGER,
        snoozed_until INTEGER,
        resolved_at INTEGER,
        outcome TEXT,
        remedy TEXT,
        amount REAL,
        again_at INTEGER,
        reopened_at INTEGER,
        excluded TEXT,
        last_event_id INTEGER NOT NULL,
        last_person TEXT,
        UNIQUE (source, response_id)
    )
    """,
    "CREATE INDEX cases_by_last_event ON cases (last_event_id)",
)

# What version 2 brought. A marker is never changed but by being dropped, once.
MARKERS = """
    CREATE TABLE markers (
        marker_id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        text TEXT NOT NULL,
        narrowed TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        person TEXT NOT NULL,
        dropped_at INTEGER,
        dropped_actor TEXT,
        dropped_person TEXT
    )
"""

# How an import's columns were read, as JSON; "" where there is nothing to remember.
REMEMBERED = "ALTER TABLE imports ADD COLUMN remembered TEXT NOT NULL DEFAULT ''"

# What version 4 brought: cases handed on, what promoters were asked, and the due times
# that rules set. Null in every row of before.
HANDING: tuple[str, ...] = tuple(
    f"ALTER TABLE cases ADD COLUMN {column}"
    for column in (
        "handed_to TEXT",
        "handed_at INTEGER",
        "handed_until INTEGER",
        "ask TEXT",
        "answer TEXT",
        "asked_at INTEGER",
        "ruled_due_at INTEGER",
        "ruled_starts_at INTEGER",
    )
)

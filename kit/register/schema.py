"""The register's tables. ``SCHEMA_VERSION`` stands in ``PRAGMA user_version``."""

from __future__ import annotations

from kit.model.sheet import Column, Sheet

SCHEMA_VERSION = 4
"""2 added decisions, fates, and what earlier editions said; 3 the figures of their self-evaluations and
of each claim; 4 the footnotes by their numbers."""

ORIGIN = ("file", "sheet", "row", "workshop", "area", "unit")
"""Where a row comes from; in views ``origin_file`` …, since sheets have columns such as ``unit`` too."""

FIXED = """
CREATE TABLE edition (
    number TEXT PRIMARY KEY,          -- 0.1, 0.2, 1.0 … earlier ones included
    current INTEGER NOT NULL,         -- 1 for the edition that the other tables are about
    day TEXT NOT NULL,                -- ISO date by which "overdue" and the like are measured
    municipality TEXT NOT NULL,
    process TEXT NOT NULL,            -- the code in every identity token
    lang TEXT NOT NULL
) STRICT;
CREATE TABLE return_file (
    file TEXT PRIMARY KEY,            -- path in the process folder
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,             -- xlsx, ods …: what the file really is
    workshop TEXT,                    -- kickoff, roles …; empty where nobody could recognise the file
    unit TEXT,                        -- G3 = group 3, ASO = area SO, LEAD
    schema_version INTEGER
) STRICT;
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,              -- B4.G3.7 = sheet B4, group 3, row 7
    sheet_code TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES return_file(file),
    sheet TEXT NOT NULL,              -- the sheet's name as it stands in the file
    row INTEGER NOT NULL,             -- the row as it stands in the file
    workshop TEXT NOT NULL,
    area TEXT NOT NULL,
    unit TEXT NOT NULL,
    complete INTEGER NOT NULL,        -- 0 where a required cell is empty
    cells TEXT NOT NULL               -- JSON: column → address
) STRICT;
CREATE TABLE decision (               -- the latest word of the lead on each matter
    matter TEXT PRIMARY KEY,          -- same:systems:a|b, value:owner:x, holder:RO-03:area:SO …
    kind TEXT NOT NULL,               -- same, value, holder, initiative, module or text
    state TEXT NOT NULL,              -- holds, changed (its ground has), gone or contradicted
    answer TEXT NOT NULL,             -- JSON: column of the review workbook → what was answered
    decided_by TEXT NOT NULL,         -- a function
    decided_on TEXT NOT NULL,         -- ISO date, empty where nobody wrote one
    why TEXT NOT NULL,
    ground TEXT NOT NULL,             -- print of what it rested on
    ground_now TEXT NOT NULL          -- print of the same today
) STRICT;
CREATE TABLE decision_evidence (      -- the rows of review workbooks that say so
    matter TEXT NOT NULL REFERENCES decision(matter),
    evidence_id TEXT NOT NULL REFERENCES evidence(id),
    PRIMARY KEY (matter, evidence_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE fate (                   -- what became of each row in this edition
    edition TEXT NOT NULL REFERENCES edition(number),
    evidence_id TEXT NOT NULL REFERENCES evidence(id),
    kind TEXT NOT NULL,               -- used, merged, parked, open, decision or kept
    other TEXT NOT NULL,              -- merged: the name that counts
    reason TEXT NOT NULL,             -- parked: the lead's words, or scores; kept: unused or incomplete
    owner TEXT NOT NULL,              -- open: the function that finds the answer
    due TEXT NOT NULL,                -- open: ISO date
    PRIMARY KEY (edition, evidence_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE edition_claim (          -- what each edition says and said
    edition TEXT NOT NULL REFERENCES edition(number),
    claim_id TEXT NOT NULL,
    module TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (edition, claim_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE note (                   -- the footnotes of each edition by the numbers that readers see
    edition TEXT NOT NULL REFERENCES edition(number),
    number INTEGER NOT NULL,          -- the same in Word, PDF, HTML and Markdown
    published INTEGER,                -- its number where the strategy is published, if it is there
    text TEXT NOT NULL,
    evidence TEXT NOT NULL,           -- JSON: ids of the rows behind it; those of individual answers never
    PRIMARY KEY (edition, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE note_claim (             -- the claims that a footnote stands by
    edition TEXT NOT NULL,
    number INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    PRIMARY KEY (edition, number, claim_id),
    FOREIGN KEY (edition, number) REFERENCES note(edition, number),
    FOREIGN KEY (edition, claim_id) REFERENCES edition_claim(edition, claim_id)
) STRICT, WITHOUT ROWID;
CREATE VIEW note_evidence AS          -- the rows behind footnotes; an earlier edition's may have gone since
    SELECT edition, number, value AS evidence_id FROM note, json_each(note.evidence);
CREATE TABLE edition_mark (           -- the self-evaluation of each edition, as far as it may be told
    edition TEXT NOT NULL REFERENCES edition(number),
    subject TEXT NOT NULL,            -- M03.theme.T04, M03.leaders.L1, M07.wheel.K-03
    value REAL NOT NULL,              -- mean of a theme or mark (1-5), median of a competence (0-4)
    answers INTEGER NOT NULL,
    PRIMARY KEY (edition, subject)
) STRICT, WITHOUT ROWID;
CREATE VIEW mark_change AS            -- the self-evaluation of this edition against the one before
    WITH numbered AS (
        SELECT number, current, CAST(number AS INTEGER) * 1000
            + CAST(substr(number, instr(number, '.') + 1) AS INTEGER) AS place FROM edition
    ), before AS (
        SELECT number FROM numbered WHERE place < (SELECT place FROM numbered WHERE current)
        ORDER BY place DESC LIMIT 1
    )
    SELECT now.subject, then_.value AS earlier, now.value, round(now.value - then_.value, 6) AS change,
        now.answers - then_.answers AS answers
    FROM edition_mark now JOIN numbered ON numbered.number = now.edition AND numbered.current
    JOIN edition_mark then_ ON then_.subject = now.subject
        AND then_.edition = (SELECT number FROM before);
CREATE TABLE change (                 -- what is new since the run before this one
    id INTEGER PRIMARY KEY,
    what TEXT NOT NULL,               -- figure, claim or question
    kind TEXT NOT NULL,               -- new, changed or gone
    subject TEXT NOT NULL,            -- the figure's, claim's or question's id
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    causes TEXT NOT NULL              -- files and matters; or day, edition, kit
) STRICT;
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL
) STRICT;
CREATE TABLE result (
    analysis TEXT NOT NULL,           -- the part of the analysis, such as forces or maturity
    name TEXT NOT NULL,               -- path of the figure inside it: themes[3].now.mean
    number REAL,
    text TEXT,
    list TEXT,                        -- themes: the list that it stands in; empty where it stands alone
    place INTEGER,                    -- 3: its item, from 1
    field TEXT,                       -- now.mean: the figure of the item
    PRIMARY KEY (analysis, name)
) STRICT;
CREATE TABLE threshold (              -- what the analyses were set to
    name TEXT PRIMARY KEY,            -- groups.competence
    value REAL NOT NULL
) STRICT;
CREATE TABLE claim (
    id TEXT PRIMARY KEY,
    module TEXT NOT NULL,
    text TEXT NOT NULL,
    analyses TEXT NOT NULL            -- AN-05; AN-07
) STRICT;
CREATE TABLE claim_evidence (
    claim_id TEXT NOT NULL REFERENCES claim(id),
    evidence_id TEXT NOT NULL REFERENCES evidence(id),
    PRIMARY KEY (claim_id, evidence_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_figure (           -- the numbers and dates that a claim tells
    claim_id TEXT NOT NULL REFERENCES claim(id),
    place INTEGER NOT NULL,
    number REAL,
    text TEXT,                        -- ISO date, or quarter such as 2027-K1
    query TEXT NOT NULL,              -- gives it, asked of this file
    PRIMARY KEY (claim_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE open_question (
    id TEXT PRIMARY KEY,
    module TEXT NOT NULL,
    text TEXT NOT NULL,
    blocking INTEGER NOT NULL,
    responsible TEXT NOT NULL,
    due TEXT NOT NULL                 -- ISO date, empty where nobody set one
) STRICT;
CREATE TABLE open_question_evidence ( -- the rows of C2 where people asked; none where the kit asks
    question_id TEXT NOT NULL REFERENCES open_question(id),
    evidence_id TEXT NOT NULL REFERENCES evidence(id),
    PRIMARY KEY (question_id, evidence_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sheet_column (           -- what the columns of the sheets' tables mean
    sheet_code TEXT NOT NULL,
    column TEXT NOT NULL,
    sheet_title TEXT NOT NULL,
    header TEXT NOT NULL,             -- as it stands in the worksheet, in the process language
    type TEXT NOT NULL,
    list TEXT,                        -- the list whose ids stand in the column
    help TEXT NOT NULL,
    PRIMARY KEY (sheet_code, column)
) STRICT, WITHOUT ROWID;
CREATE TABLE list_entry (             -- what the ids in columns with a list mean
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_sheet ON evidence(sheet_code, unit);
CREATE INDEX claim_of_evidence ON claim_evidence(evidence_id);
CREATE INDEX result_item ON result(analysis, list, field, place);
"""


def sheet_table(sheet: Sheet) -> str:
    """The table of one sheet code: one column per sheet column, referring to its evidence."""
    columns = ",\n".join(f'    "{column.id}" {_sql_type(column)}' for column in sheet.columns)
    return (
        f'CREATE TABLE "{sheet.code}" (\n'
        f"    evidence_id TEXT PRIMARY KEY REFERENCES evidence(id),\n{columns}\n);\n"
    )


def sheet_view(sheet: Sheet) -> str:
    """The same with its origin beside it, for people who read with Datasette or Excel."""
    origin = ", ".join(f"e.{column} AS origin_{column}" for column in ORIGIN)
    return (
        f'CREATE VIEW "{sheet.code}_with_origin" AS SELECT s.*, {origin}, e.complete '
        f'FROM "{sheet.code}" s JOIN evidence e ON e.id = s.evidence_id;\n'
    )


def _sql_type(column: Column) -> str:
    """Numbers have no declared type, so that "?" may stand among them as it was written."""
    return "" if column.type in ("number", "int") else "TEXT"

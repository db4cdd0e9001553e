CREATE TABLE edition (
    number TEXT PRIMARY KEY,          -- 0.1, 0.2, 1.0 …
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
    name TEXT NOT NULL,               -- path of the figure inside it
    number REAL,
    text TEXT,
    PRIMARY KEY (analysis, name)
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

"""A strategy document that holds every kind of node and the awkward cases that real returns bring."""

from __future__ import annotations

import tomllib
from functools import cache

from strategy_figures import ALL, LONG_WORD

from kit.model.document import (
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    FigureNode,
    Heading,
    Module,
    Note,
    Paragraph,
    Table,
)
from kit.resources import OWN_ROOT

NOTES = 60
ROWS = 210
ODD = "Nexus → Excel ✓ <b>&amp; \x07 🙂 50 % | *stjerne* _streg_ [x](y)"
FILE_NAME = "Indberetning_maaned_2026-11_endelig_version_3_rettet_af_konsulent.xlsx"

_DA = {
    "title": "Datastrategi 2026–2029",
    "subtitle": "Fra tal i skuffer til viden, vi bruger sammen",
    "status": "Udkast til styregruppen",
    "body": "Kommunen bruger 210 systemer på otte fagområder. 14 af de 38 kritiske har ingen systemejer. Det "
    "betyder, at ingen tager stilling, når et felt bliver udfyldt forskelligt to steder.",
    "lead": "Vi vil kunne stole på vores tal, finde dem hurtigt og bruge dem, når vi beslutter noget.",
    "unknown": "Det ved vi ikke endnu. Kun to fagområder har svaret på, hvem der ejer borgerdata.",
    "quote": "“Vi taster det samme tal tre steder, og så er det alligevel ikke det rigtige.”",
    "monday": "Det ændrer sig på mandag",
    "item": "Systemejeren står på listen, og alle kan se den",
    "head": (
        ("Ejer", "Digitaliseringschef"),
        ("Version", "0.3"),
        ("Status", "Udkast"),
        ("Gælder fra", "1. januar 2027"),
        ("Gennemsyn", "1. april 2027"),
        ("Skiftes ud hvis", "en ny rolle vedtages, eller et fagområde skifter fagsystem"),
        ("Krav <i>1</i>", 'svar <i>inden</i> & "fristen"'),
        ("Bygger på", "24 svar fra fem borde, workshop 1 og rundturen"),
    ),
    "sub": "Hvem gør hvad",
    "subsub": "Når to er uenige",
    "caption": "Roller og dækning på fagområderne",
    "note": "Ark R3, bord 1 til 5. Tallet er antallet af rækker, hvor rollen er besat.",
    "columns": ("Rolle", "Fagområde", "Besat", "Bemærkning"),
    "rows": (("Systemejer", "Sundhed og omsorg", "3 af 4"), ("Dataejer", "Børn og unge", "0 af 2")),
    "modules": (
        "Versionsblad",
        "Kort fortalt",
        "Hvorfor data",
        "Hvor er vi",
        "Roller og ansvar",
        "BI-netværk og prioritering",
        "Systemoverblik og datakvalitet",
        "Opkvalificering",
        "Leveranceplan",
    ),
    "appendices": ("Belæg og metode", "Systemliste"),
    "municipality": "Kystby Kommune",
}
_EN = {
    "title": "Data strategy 2026–2029",
    "subtitle": "From figures in drawers to knowledge we share",
    "status": "Draft for the steering group",
    "body": "The municipality runs 210 systems in eight service areas. 14 of the 38 critical ones have no "
    "system owner. Nobody decides, then, when a field is filled in differently in two places.",
    "lead": "We want to trust our figures, find them quickly and use them when we decide.",
    "unknown": "We do not know yet. Only two service areas have told us who owns citizen data.",
    "quote": "“We key in the same figure three times, and it is still not the right one.”",
    "monday": "What changes on Monday",
    "item": "The system owner is on the list, and everybody can see it",
    "head": (
        ("Owner", "Head of digitalisation"),
        ("Version", "0.3"),
        ("Status", "Draft"),
        ("Valid from", "1 January 2027"),
        ("Review", "1 April 2027"),
        ("Replaced if", "a new role is adopted or a service area changes its system"),
        ("Demand <i>1</i>", 'answer <i>before</i> & "in time"'),
        ("Rests on", "24 answers from five tables, workshop 1 and the round"),
    ),
    "sub": "Who does what",
    "subsub": "When two disagree",
    "caption": "Roles and coverage in the service areas",
    "note": "Sheet R3, tables 1 to 5. The figure is the number of rows in which the role is filled.",
    "columns": ("Role", "Service area", "Filled", "Remark"),
    "rows": (("System owner", "Health and care", "3 of 4"), ("Data owner", "Children", "0 of 2")),
    "modules": (
        "Version sheet",
        "In brief",
        "Why data",
        "Where are we",
        "Roles and responsibility",
        "BI network and priorities",
        "Systems and data quality",
        "Upskilling",
        "Delivery plan",
    ),
    "appendices": ("Evidence and method", "List of systems"),
    "municipality": "Kystby Municipality",
}


def labels(lang: str) -> tuple[tuple[str, str], ...]:
    """The renderers' words as the strategy builder hands them over."""
    words = tomllib.loads((OWN_ROOT / "templates/words/document.toml").read_text("utf-8"))
    return tuple((key, wordings[lang]) for key, wordings in words.items())


@cache
def document(lang: str = "da", colour: str = "#1f4e5f") -> Document:
    say = _DA if lang == "da" else _EN
    modules = [_module(n, title, say) for n, title in enumerate(say["modules"])]
    modules += [_appendix(letter, title, say) for letter, title in zip("AB", say["appendices"], strict=True)]
    notes = tuple(
        Note(
            n,
            f"{say['note']} ({n})",
            tuple(f"R3.G{k % 5 + 1}.{k}" for k in range(n % 4 * (8 if n == 7 else 1))),
        )
        for n in range(1, NOTES + 1)
    )
    return Document(
        title=say["title"],
        subtitle=say["subtitle"],
        municipality=say["municipality"],
        lang=lang,
        edition="0.3",
        status=say["status"],
        day="2026-11-21",
        colour=colour,
        labels=labels(lang),
        modules=tuple(modules),
        notes=notes,
    )


def _module(number: int, title: str, say: dict) -> Module:
    first = 1 + number * 5
    figures = [(name, figure) for name, figure in ALL.items() if name not in {"heat", "radar_full"}]
    nodes = [
        Paragraph(say["lead"], "lead", f"M{number:02}.lead", (first,)),
        Paragraph(
            f"{say['body']} (M{number:02})", claim=f"M{number:02}.systems", notes=(first + 1, first + 2)
        ),
        Heading(say["sub"], 2),
        Paragraph(say["unknown"], "unknown"),
        Paragraph(say["body"]),
        Paragraph(say["quote"], "quote", notes=(first + 3,)),
        Bullets((Paragraph(say["item"]), Paragraph(ODD), Paragraph(say["unknown"], "unknown"))),
        Bullets(tuple(Paragraph(f"{n}. {say['item']}") for n in range(1, 4)), ordered=True),
    ]
    if number:
        name, figure = figures[number - 1]
        data = Table(f"{name}-data", say["caption"], _columns(say)[:3], _rows(say, 4, 3))
        nodes += [
            Heading(say["subsub"], 3),
            FigureNode(
                name, f"{say['caption']}: {name}", f"{say['body']} {name}", figure, data, (first + 4,)
            ),
        ]
    else:
        nodes.append(Paragraph(say["body"], notes=(first + 4,)))
    nodes.append(
        Table(f"t{number}", say["caption"], _columns(say), _rows(say, 0 if number == 2 else 6, 4), (1,))
    )
    if number == 5:
        nodes += [
            Heading(say["sub"], 2),
            Table("w5", say["caption"], _columns(say) * 2, _wide(say, 12), wide=True),
        ]
    nodes.append(Callout(say["monday"], (Paragraph(say["item"], notes=(first,)), Paragraph(say["body"]))))
    return Module(f"M{number:02}", title, say["head"], tuple(nodes))


def _appendix(letter: str, title: str, say: dict) -> Module:
    first = 46 if letter == "A" else 54
    notes = tuple(range(first, first + 8 if letter == "A" else NOTES + 1))
    nodes = (
        Paragraph(say["body"], notes=notes),
        Table(
            f"list-{letter}",
            say["caption"],
            _columns(say) * 2,
            _wide(say, ROWS if letter == "B" else 3),
            wide=True,
        ),
    )
    return Module(letter, title, say["head"][:2], nodes, appendix=True)


def _columns(say: dict) -> tuple[Column, ...]:
    role, area, filled, remark = say["columns"]
    return (
        Column(role, width=1.4),
        Column(area, width=1.6),
        Column(filled, "right", 0.8),
        Column(remark, width=1.6),
    )


def _rows(say: dict, count: int, columns: int) -> tuple[tuple[Cell, ...], ...]:
    texts = (LONG_WORD, FILE_NAME, "", ODD, f"{say['item']}\n2")
    return tuple(
        (
            *(Cell(text) for text in say["rows"][n % 2][:2]),
            Cell(say["rows"][n % 2][2], level=n % 5),
            *((Cell(texts[n % 5], notes=(1,) if n == 0 else ()),) if columns == 4 else ()),
        )
        for n in range(count)
    )


def _wide(say: dict, count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (Cell(f"System {n}"), Cell("x"), Cell(f"{n},5"), Cell(say["item"]), *_rows(say, n % 6 + 1, 4)[-1])
        for n in range(count)
    )

"""Figures of every kind, with the awkward cases that real returns bring."""

from __future__ import annotations

from kit.model.figure import (
    Accord,
    AgreementPlot,
    Bar,
    Bubble,
    BubbleChart,
    CompetenceWheel,
    DivergingBars,
    FlowDiagram,
    FlowEdge,
    FlowNode,
    Gantt,
    GanttBar,
    HeatCell,
    HeatMatrix,
    Load,
    LoadChart,
    LoadRow,
    RadarDot,
    RadarRings,
    RankedBar,
    RankedBars,
    Spread,
    SpreadChart,
    Wedge,
)

LONG_WORD = "Kommunalbestyrelsesmødesekretariatsbetjeningsaftaleoversigten"

FORCE_FIELD = DivergingBars(
    "Det holder igen",
    "Det driver på",
    (
        Bar("Tal står i mange systemer, der ikke taler sammen", 22, 3.5),
        Bar("Ledelsen spørger efter data", 0, 18),
        Bar("Tid til at arbejde med data i en travl hverdag", 17.5, 0),
        Bar("Nysgerrige medarbejdere", 1, 12),
        Bar(LONG_WORD, 9, 6),
    ),
)

_THEMES = (
    ("Organisering", "Vision og retning", 2.4, 4.0, 1.0, 4.0, "Uenige"),
    ("Organisering", "Roller og ansvar", 1.8, 3.5, 1.0, 3.0, ""),
    ("Organisering", "Ledelsens brug af data i den daglige styring", 2.9, 3.8, 2.0, 4.0, ""),
    ("Organisering", "Økonomi og prioritering", 3.0, 3.0, 3.0, 3.0, ""),
    ("Data", "Datakvalitet", 2.2, 4.2, 1.0, 5.0, "Uenige"),
    ("Data", "Overblik over systemer", None, None, None, None, ""),
    ("Data", "Begreber og definitioner", 1.6, 3.4, 1.0, 2.0, ""),
    ("Data", "Adgang til data", 2.7, 3.9, 2.0, 4.0, ""),
    ("Mennesker", "Kompetencer hos medarbejderne", 2.1, 3.6, 1.0, 3.0, ""),
    ("Mennesker", "Nøglepersoner", 3.3, None, None, None, ""),
    ("Mennesker", "Kultur", 2.5, 3.5, 1.0, 4.0, "Uenige"),
    ("Mennesker", "Samarbejde på tværs", 2.8, 4.0, 2.0, 4.0, ""),
    ("Brug", "Rapporter", 3.6, 4.4, 2.0, 5.0, "Ledelsen ser det lysere"),
    ("Brug", "Analyser", 1.9, 3.2, 1.0, 3.0, ""),
    ("Brug", "Automatisering", 1.5, 3.5, 1.0, 2.0, ""),
    ("Brug", "Etik og tillid", 3.1, 4.5, 2.0, 4.0, ""),
)
SPREAD = SpreadChart(
    ("slet ikke", "begyndt", "på vej", "i drift", "en vane for alle"),
    "Nu",
    "Mål",
    "Spænd i svarene",
    "For få svar",
    tuple(
        Spread(label, group, mean, target, low, high, flag)
        for group, label, mean, target, low, high, flag in _THEMES
    ),
)

_ROLES = (
    "Systemejer",
    "Dataejer",
    "Datasteward",
    "Procesejer for den tværgående borgerrejse",
    "BI-ambassadør",
)
_WORDS = ("Mangler", "Svag", "På vej", "God", "Stærk")
_LEVELS = ((0, 2, 3, 4, 1), (1, 1, None, 2, 0), (4, 3, 2, 1, 0), (2, 2, 2, 3, 4), (None, 0, 0, 1, 3))


def _cell(level: int | None) -> HeatCell:
    return HeatCell("–", None) if level is None else HeatCell(f"{level * 25} %", level, _WORDS[level])


HEAT = HeatMatrix(
    "Rolle",
    ("Sundhed og omsorg", "Børn og unge", "Teknik og miljø", "Beskæftigelse", "Borgerservice"),
    tuple((role, tuple(map(_cell, levels))) for role, levels in zip(_ROLES, _LEVELS, strict=True)),
    _WORDS,
)
_DIMENSIONS = tuple(f"Dimension {n}" for n in range(1, 8))
HEAT_WIDE = HeatMatrix(
    "System",
    (*_DIMENSIONS, "Fuldstændighed", "Aktualitet", "Entydighed", "Ensartethed"),
    tuple(
        (
            f"System {n}",
            tuple(_cell((n * 3 + k * 2) % 6 if (n * 3 + k * 2) % 6 < 5 else None) for k in range(11)),
        )
        for n in range(1, 13)
    ),
    _WORDS,
)

BUBBLES = BubbleChart(
    "Gennemførlighed",
    "Gevinst",
    "Indsats (dage)",
    3.0,
    ("Store satsninger", "Gør det nu", "Lad ligge", "Lette gevinster"),
    tuple(
        Bubble(n, label, x, y, size, "")
        for n, (label, x, y, size) in enumerate(
            (
                ("Fælles sygefraværsrapport", 4.5, 4.2, 12),
                ("Én indgang til nøgletal", 4.5, 4.2, 30),
                ("Dataoverblik for skoleledere", 4.4, 4.1, 20),
                ("Automatisk indberetning af magtanvendelser til styrelsen hver måned", 2.1, 4.8, 80),
                ("Oprydning i dubletter på tværs af fagsystemer", 3.0, 3.0, 45),
                ("Kursus i regneark", 4.9, 1.8, 5),
                ("Prognose for børnetal", 1.0, 5.0, 120),
                ("Ny kvartalsrapport", 5.0, 1.0, 3),
                ("Fælles begreber", 1.2, 1.4, 25),
                ("Borgerrettet tilfredshedsmåling", 3.4, 3.9, 15),
                ("Energiforbrug pr. bygning", 3.6, 3.7, 18),
            ),
            1,
        )
    ),
)

GANTT = Gantt(
    ("1. kvt. 2027", "2. kvt. 2027", "3. kvt. 2027", "4. kvt. 2027"),
    (
        GanttBar("Fælles sygefraværsrapport", 0, 0, "Første synlige: rapport til ledergruppen"),
        GanttBar("Én indgang til nøgletal", 0, 2, "Pilot i Sundhed og omsorg"),
        GanttBar("Oprydning i dubletter på tværs af fagsystemer", 1, 3),
        GanttBar("Kursus i regneark", 3, 3, "Hold 1 og 2"),
        GanttBar(
            "Prognose for børnetal", None, None, "der mangler en dataejer, og Børn og unge har sagt nej i år"
        ),
        GanttBar("Energiforbrug pr. bygning", None, None),
    ),
    "Ikke placeret",
)

_NODES = (
    ("nexus", "Omsorgssystem", "system"),
    ("fk", "Fagsystem til beskæftigelse", "system"),
    ("ark1", "Vagtplan i regneark", "spreadsheet"),
    ("ark2", "Månedsopgørelse", "spreadsheet"),
    ("papir", "Kørselsliste på papir", "paper"),
    ("kons", "Økonomikonsulent", "person"),
    ("leder", "Teamleder", "person"),
    ("bi", "BI-platform", "system"),
    ("dst", "Danmarks Statistik", "outside"),
    ("styr", "Styrelse", "outside"),
    ("lon", "Lønsystem", "system"),
    ("alene", "Arkivsystem", "system"),
)
_EDGES = (
    ("nexus", "ark2", True, "36 t/år"),
    ("ark1", "lon", True, "120 t/år"),
    ("papir", "leder", True, "52 t/år"),
    ("leder", "ark1", True, ""),
    ("lon", "bi", False, "hver nat"),
    ("nexus", "bi", False, "hver nat"),
    ("fk", "bi", False, ""),
    ("ark2", "kons", True, "12 t/år"),
    ("kons", "dst", True, "8 t/år"),
    ("bi", "kons", False, ""),
    ("bi", "styr", False, "kvartal"),
    ("kons", "ark2", True, "rettelser"),
    ("fk", "styr", False, "månedligt"),
)
FLOW = FlowDiagram(
    "I hånden",
    "Automatisk",
    tuple(FlowNode(*node) for node in _NODES),
    tuple(FlowEdge(*edge) for edge in _EDGES),
)
FLOW_LARGE = FlowDiagram(
    "I hånden",
    "Automatisk",
    tuple(
        FlowNode(f"n{n}", f"System nummer {n}", ("system", "spreadsheet", "person")[n % 3]) for n in range(25)
    ),
    tuple(
        FlowEdge(f"n{n}", f"n{(n * 7 + 5) % 25}", n % 3 == 0, f"{n * 4} t/år" if n % 2 else "")
        for n in range(25)
        if n % 4 != 3
    ),
)
EMPTY = (
    DivergingBars("Barrierer", "Drivere", ()),
    SpreadChart((), "Nu", "Mål", "Spænd", "For få", ()),
    HeatMatrix("Rolle", (), (), ()),
    BubbleChart("x", "y", "dage", 3.0, ("a", "b", "c", "d"), ()),
    Gantt((), (), "Ikke placeret"),
    FlowDiagram("I hånden", "Automatisk", (), ()),
    RadarRings(("Klar", "Afprøv", "Hold øje", "Afvent"), "I gang", "Ikke i gang", ()),
    CompetenceWheel((), (), "I dag", "Krav", "For få svar", ()),
    AgreementPlot("Enighed", "Tal sammen", "Øvrige", ("halvt", "helt"), ("a", "b", "c"), (0.5, 0.7), ()),
    LoadChart((), "I brug", "Ved grænsen", "Ledige", "Grænsen", 0.85, ()),
    RankedBars("Timer om året", "t", ()),
)
AGREEMENT = AgreementPlot(
    "Enighed",
    "Tal sammen først",
    "Øvrige temaer",
    ("halvdelen svarer 1, halvdelen 5", "alle svarer det samme"),
    ("Uenige", "Delvist enige", "Enige"),
    (0.5, 0.7),
    (
        Accord(
            "Tværgående samarbejde mellem fagområderne om data og begreber", 0.0, "Tal sammen først", True
        ),
        Accord("Roller og ansvar", 0.43, "Tal sammen først", True),
        Accord("Prioritering", 0.49, "Undersøg"),
        Accord("Governance og koordinering", 0.5, "Tal sammen først", True),
        Accord("Mål", 0.69, "Undersøg"),
        Accord("Inddragelse og ejerskab", 0.71, "Gør noget nu"),
        Accord("Fundamenter", 0.79, "Hold fast"),
        Accord("Data", 1.0, "Hold fast"),
    ),
)


def _load(used: float, free: float) -> Load:
    return Load(used, free, f"{used:g} af {free:g}")


LOAD = LoadChart(
    ("4. kvartal 2026", "1. kvartal 2027", "2. kvartal 2027", "3. kvartal 2027"),
    "Timer i brug",
    "Ved grænsen",
    "Ledige timer",
    "Grænsen på 85 %",
    0.85,
    (
        LoadRow("Dataanalytiker", (_load(85, 100), _load(84.5, 100), _load(40, 120), _load(0, 60))),
        LoadRow("Systemejer for tværgående systemer", (_load(10, 40), None, _load(0, 0), _load(51, 60))),
        LoadRow("Datasteward", (_load(1234.5, 2468), _load(5, 20), None, None)),
    ),
)
LOAD_FULL = LoadChart(
    tuple(f"{n % 4 + 1}. kvartal {2026 + n // 4}" for n in range(8)),
    "Timer i brug",
    "Ved grænsen",
    "Ledige timer",
    "Grænsen: 85 % af de ledige timer",
    0.85,
    tuple(
        LoadRow(
            f"Koordinator for tværgående samarbejde {n}", (Load(1234.5, 2468.5, "1.234,5 af 2.468,5"),) * 8
        )
        for n in range(8)
    ),
)
RANKED = RankedBars(
    "Timer om året",
    "t",
    (
        RankedBar("Nexus til Regneark om sygefravær i hjemmeplejen", 1248, "Indberetning, kopi i hånden"),
        RankedBar("KMD Opus til Økonomi", 208, "Løndata, fil"),
        RankedBar("AULA til Børn og unge", 36, "Fremmøde"),
        RankedBar("Papir til SBSYS", 0.4),
    ),
)
WHEEL = CompetenceWheel(
    ("Anvendelse", "Teknologiforståelse", "Formidling og kommunikation", "Udvikling og implementering"),
    ("Ikke endnu", "Kender til", "Kan med hjælp", "Kan selv", "Lærer andre op"),
    "I dag",
    "Rollernes krav",
    "For få svar",
    (
        Wedge("Registrere rigtigt", 0, 3, 3),
        Wedge("Finde og hente data", 0, 2, 3),
        Wedge("Analysere", 0, 1, 4),
        Wedge("Beskytte data", 0, 2.5, 3),
        Wedge("Forstå begreber og definitioner", 1, 2, 3),
        Wedge("Vurdere datakvalitet", 1, 2, 3),
        Wedge("Etik og ansvarlig AI", 1, 1, 2),
        Wedge("Vise data", 2, None, 3),
        Wedge("Bruge data i beslutninger", 2, 2, 3),
        Wedge("Bygge løsninger", 3, 0, 3.5),
        Wedge("Styre data", 3, 1, 3),
        Wedge("Lede forandring med data", 3, 4, None),
    ),
)
RADAR = RadarRings(
    ("Klar", "Afprøv", "Hold øje", "Afvent"),
    "I gang hos os: pilot eller drift",
    "Ikke i gang hos os",
    tuple(
        RadarDot(n, label, ring, running)
        for n, (label, ring, running) in enumerate(
            (
                ("Fælles dashboards", 0, True),
                ("Softwarerobotter", 0, True),
                ("Syntetiske data til prøver i alle fagområder, før noget bliver sat i drift", 0, False),
                ("Sensorer på veje og i bygninger", 1, True),
                ("Sprogmodeller i sagsbehandlingen", 2, False),
                ("Chatbot", 3, True),
            ),
            1,
        )
    ),
)
RADAR_FULL = RadarRings(
    RADAR.rings,
    "I gang",
    "Ikke i gang",
    tuple(RadarDot(n, f"Teknologi {n}", 0, n % 2 == 0) for n in range(1, 13)),
)
ALL = {
    "force_field": FORCE_FIELD,
    "spread": SPREAD,
    "heat": HEAT,
    "heat_wide": HEAT_WIDE,
    "bubbles": BUBBLES,
    "gantt": GANTT,
    "radar": RADAR,
    "radar_full": RADAR_FULL,
    "wheel": WHEEL,
    "flow": FLOW,
    "flow_large": FLOW_LARGE,
    "agreement": AGREEMENT,
    "load": LOAD,
    "load_full": LOAD_FULL,
    "ranked": RANKED,
}

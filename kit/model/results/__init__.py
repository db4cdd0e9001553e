"""Results of the analyses AN-01 … AN-25: frozen values with ids, numbers and the rows behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kit.model.decision import Decision
from kit.model.results.common import Count, Ids, NamePair, Share, Statistic, View
from kit.model.results.dashboards import Dashboard, Dashboards, KeyFigure, Source
from kit.model.results.direction import (
    AreaView,
    ForceCategory,
    ForceField,
    ForceItem,
    Leadership,
    LeadershipMark,
    Maturity,
    Purpose,
    ThemeMaturity,
)
from kit.model.results.disagreement import Disagreement, Disagreements, Point, Side
from kit.model.results.forums import Forum, ForumFault, Forums, WheelActivity
from kit.model.results.goals import Benefit, Goal, GoalCheck, Sin, YearSum
from kit.model.results.landscape import (
    AreaSystems,
    ContractEnd,
    Flow,
    Flows,
    Node,
    Overlap,
    Quality,
    QualityCell,
    QualityObject,
    Silo,
    System,
    SystemDifference,
    Systems,
    UserGap,
)
from kit.model.results.messages import Communication, Message, Reached
from kit.model.results.network import CharterField, CharterText, Member, Network
from kit.model.results.outlook import (
    Architecture,
    ArchitectureGoal,
    AreaRing,
    CheckedSystem,
    Combination,
    Combinations,
    DataSet,
    DataSets,
    Pilot,
    Radar,
    Technology,
)
from kit.model.results.people import (
    AccountableConflict,
    Attendance,
    CoverageCell,
    CriticalGap,
    DoubleHat,
    HolderConflict,
    Load,
    Participation,
    RaciCell,
    RaciFault,
    RaciQuality,
    RaciRow,
    RoleConflicts,
    RoleCoverage,
    RoleSlots,
    SponsorCheck,
    Stakeholder,
    Stakeholders,
)
from kit.model.results.portfolio import (
    Criterion,
    DeliveryPlan,
    FirstVisible,
    Initiative,
    Initiatives,
    PlanItem,
    Risk,
    RiskCell,
    Risks,
    RoleDays,
    RoleHours,
    Utilisation,
)
from kit.model.results.skills import (
    Activity,
    CompetenceCell,
    CompetenceLevel,
    CompetenceNeed,
    Competences,
    GapCover,
    KeyFunction,
    KeyPerson,
    Learning,
    QuarterLearning,
)
from kit.model.results.steering import (
    AskedQuestion,
    CheckPoint,
    DecisionRow,
    Decisions,
    Input,
    MinimumCheck,
    ModuleHealth,
    ModuleState,
    OpenQuestions,
    Provenance,
    SheetRows,
)

__all__ = [
    "AccountableConflict",
    "Activity",
    "Architecture",
    "ArchitectureGoal",
    "AreaRing",
    "AreaSystems",
    "AreaView",
    "AskedQuestion",
    "Attendance",
    "Benefit",
    "CharterField",
    "CharterText",
    "CheckPoint",
    "CheckedSystem",
    "Combination",
    "Combinations",
    "Communication",
    "CompetenceCell",
    "CompetenceLevel",
    "CompetenceNeed",
    "Competences",
    "ContractEnd",
    "Count",
    "CoverageCell",
    "Criterion",
    "CriticalGap",
    "Dashboard",
    "Dashboards",
    "DataSet",
    "DataSets",
    "DecisionRow",
    "Decisions",
    "DeliveryPlan",
    "Disagreement",
    "Disagreements",
    "DoubleHat",
    "FirstVisible",
    "Flow",
    "Flows",
    "ForceCategory",
    "ForceField",
    "ForceItem",
    "Forum",
    "ForumFault",
    "Forums",
    "GapCover",
    "Goal",
    "GoalCheck",
    "HolderConflict",
    "Ids",
    "Initiative",
    "Initiatives",
    "Input",
    "KeyFigure",
    "KeyFunction",
    "KeyPerson",
    "Leadership",
    "LeadershipMark",
    "Learning",
    "Load",
    "Maturity",
    "Member",
    "Message",
    "MinimumCheck",
    "ModuleHealth",
    "ModuleState",
    "NamePair",
    "Network",
    "Node",
    "OpenQuestions",
    "Overlap",
    "Participation",
    "Pilot",
    "PlanItem",
    "Point",
    "Provenance",
    "Purpose",
    "Quality",
    "QualityCell",
    "QualityObject",
    "QuarterLearning",
    "RaciCell",
    "RaciFault",
    "RaciQuality",
    "RaciRow",
    "Radar",
    "Reached",
    "Results",
    "Risk",
    "RiskCell",
    "Risks",
    "RoleConflicts",
    "RoleCoverage",
    "RoleDays",
    "RoleHours",
    "RoleSlots",
    "Share",
    "SheetRows",
    "Side",
    "Silo",
    "Sin",
    "Source",
    "SponsorCheck",
    "Stakeholder",
    "Stakeholders",
    "Statistic",
    "System",
    "SystemDifference",
    "Systems",
    "Technology",
    "ThemeMaturity",
    "UserGap",
    "Utilisation",
    "View",
    "WheelActivity",
    "YearSum",
]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the analyses found; each default is the result of no evidence at all, themes, modules
    and points of the catalogue left out. ``rulings`` are the lead's decisions: no figures, but the strategy
    tells of them."""

    participation: Participation = field(default_factory=Participation)
    forces: ForceField = field(default_factory=ForceField)
    maturity: Maturity = field(default_factory=Maturity)
    stakeholders: Stakeholders = field(default_factory=Stakeholders)
    coverage: RoleCoverage = field(default_factory=RoleCoverage)
    raci: RaciQuality = field(default_factory=RaciQuality)
    role_conflicts: RoleConflicts = field(default_factory=RoleConflicts)
    network: Network = field(default_factory=Network)
    initiatives: Initiatives = field(default_factory=Initiatives)
    plan: DeliveryPlan = field(default_factory=DeliveryPlan)
    risks: Risks = field(default_factory=Risks)
    systems: Systems = field(default_factory=Systems)
    quality: Quality = field(default_factory=Quality)
    flows: Flows = field(default_factory=Flows)
    competences: Competences = field(default_factory=Competences)
    learning: Learning = field(default_factory=Learning)
    minimum: MinimumCheck = field(default_factory=MinimumCheck)
    questions: OpenQuestions = field(default_factory=OpenQuestions)
    modules: ModuleHealth = field(default_factory=ModuleHealth)
    provenance: Provenance = field(default_factory=Provenance)
    decisions: Decisions = field(default_factory=Decisions)
    forums: Forums = field(default_factory=Forums)
    goals: GoalCheck = field(default_factory=GoalCheck)
    dashboards: Dashboards = field(default_factory=Dashboards)
    leadership: Leadership = field(default_factory=Leadership)
    data_sets: DataSets = field(default_factory=DataSets)
    combinations: Combinations = field(default_factory=Combinations)
    architecture: Architecture = field(default_factory=Architecture)
    radar: Radar = field(default_factory=Radar)
    communication: Communication = field(default_factory=Communication)
    disagreements: Disagreements = field(default_factory=Disagreements)
    rulings: tuple[Decision, ...] = field(default=(), metadata={"figures": False})

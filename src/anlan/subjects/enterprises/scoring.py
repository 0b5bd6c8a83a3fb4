"""Scoring of risk points by LEC and LS and their colours; pure arithmetic. Thresholds are data of the bureau: those
here stand only until it has entered its own."""

from dataclasses import dataclass
from decimal import Decimal

from anlan.subjects.enterprises.choices import Method, Risk

LIKELIHOODS = {  # L of LEC
    Decimal(10): "完全可以预料",
    Decimal(6): "相当可能",
    Decimal(3): "可能，但不经常",
    Decimal(1): "可能性小，完全意外",
    Decimal("0.5"): "很不可能，可以设想",
    Decimal("0.2"): "极不可能",
    Decimal("0.1"): "实际不可能",
}
EXPOSURES = {  # E of LEC
    Decimal(10): "连续暴露",
    Decimal(6): "每天工作时间内暴露",
    Decimal(3): "每周一次，或偶然暴露",
    Decimal(2): "每月一次暴露",
    Decimal(1): "每年几次暴露",
    Decimal("0.5"): "非常罕见的暴露",
}
CONSEQUENCES = {  # C of LEC
    Decimal(100): "大灾难，许多人死亡",
    Decimal(40): "灾难，数人死亡",
    Decimal(15): "非常严重，一人死亡",
    Decimal(7): "严重，重伤",
    Decimal(3): "重大，致残",
    Decimal(1): "引人注意",
}
FIVE = frozenset(Decimal(number) for number in range(1, 6))  # L and S of LS
CLASSIC = ((Decimal(320), 1), (Decimal(160), 2), (Decimal(70), 3), (Decimal(20), 4))
COLOURS = (Risk.RED, Risk.ORANGE, Risk.YELLOW, Risk.BLUE)


@dataclass(frozen=True)
class Thresholds:
    """From which score on a point is red, orange and yellow; the bound itself belongs to it where ``inclusive``."""

    red: Decimal
    orange: Decimal
    yellow: Decimal
    inclusive: bool = False

    def colour(self, score: Decimal) -> Risk:
        """The colour of a score."""
        for bound, colour in ((self.red, Risk.RED), (self.orange, Risk.ORANGE), (self.yellow, Risk.YELLOW)):
            if score > bound or (self.inclusive and score == bound):
                return colour
        return Risk.BLUE


FOUR_A = Thresholds(Decimal(320), Decimal(160), Decimal(70))
FOUR_B = Thresholds(Decimal(160), Decimal(70), Decimal(20))
FIVE_BY_FIVE = Thresholds(Decimal(20), Decimal(15), Decimal(9), inclusive=True)
BUILT_IN = {Method.LEC: FOUR_A, Method.LS: FIVE_BY_FIVE}


def score(method: str, likelihood: Decimal, exposure: Decimal | None, consequence: Decimal) -> Decimal | None:
    """D = L·E·C, or R = L·S; ``None`` while a factor is missing."""
    if method == Method.LS:
        return likelihood * consequence
    return None if exposure is None else likelihood * exposure * consequence


def classic_grade(d: Decimal) -> int:
    """The five grades of LEC, 1 the worst; a bound belongs to the lower side (strictly greater)."""
    return next((grade for bound, grade in CLASSIC if d > bound), 5)


def wrong_factors(
    method: str, likelihood: Decimal | None, exposure: Decimal | None, consequence: Decimal | None
) -> dict[str, str]:
    """Sentences by field for values that the method's tables do not have."""
    if method == Method.LS:
        given = {"likelihood": likelihood, "consequence": consequence}
        return {
            name: "LS 法取 1、2、3、4、5。" for name, value in given.items() if value is not None and value not in FIVE
        }
    errors = {}
    for name, value, table in (
        ("likelihood", likelihood, LIKELIHOODS),
        ("exposure", exposure, EXPOSURES),
        ("consequence", consequence, CONSEQUENCES),
    ):
        if value is not None and value not in table:
            errors[name] = f"LEC 法取 {'、'.join(format(number, 'f') for number in table)}。"
    if likelihood is not None and consequence is not None and exposure is None:
        errors["exposure"] = "LEC 法须填暴露频率 E。"
    return errors


def worst(colours: "list[str] | set[str]") -> str:
    """The highest of several colours; empty where there is none."""
    return next((colour for colour in COLOURS if colour in colours), "")

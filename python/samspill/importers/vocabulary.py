"""Words that foreign files use for the same thing: sectors of relief work, kinds of organisation, units.

The lists are short on purpose and are meant to be read: what they do not contain is kept as written and
reported, never guessed. Codes of sectors and of types of organisations are those of HDX HAPI.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from samspill.importers.cells import fold, squeeze, words
from samspill.importers.tables import Rule, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.importers.tables import FindingLog

#: The sector of an organisation of which nothing is known: those who run offers mostly are associations.
ASSUMED_SECTOR = "civil_society"

Unit = Literal["people", "other", "unrecognised"]

#: The common name of a relief sector -> the names and codes that mean it.
_SECTORS = {
    "Water, sanitation and hygiene": (
        "wsh|wash|water sanitation hygiene|eau hygiène assainissement|eha|agua saneamiento e higiene"
        "|agua y saneamiento"
    ),
    "Food security": (
        "fsc|fsl|food security and livelihoods|food security and agriculture|sécurité alimentaire"
        "|seguridad alimentaria"
    ),
    "Education": "edu|eie|education in emergencies|éducation|educación|utdanning|uddannelse|utbildning",
    "Health": "hea|santé|salud|helse|sundhed|hälsa",
    "Nutrition": "nut|nutrición|ernæring",
    "Protection": "pro|general protection|protección",
    "Child protection": (
        "pro-cpn|protection de l'enfant|protection de l'enfance|protección de la niñez|protección infantil"
    ),
    "Gender-based violence": (
        "pro-gbv|gbv|vbg|violence basée sur le genre|violencia basada en género|violencia de género"
    ),
    "Housing, land and property": "pro-hlp|hlp|logement terre et propriété|vivienda tierra y propiedad",
    "Mine action": "pro-min|action contre les mines|lutte antimines|acción contra minas",
    "Shelter": (
        "shl|emergency shelter and nfi|shelter and nfi|es/nfi|abris|abris et nfi|alojamiento|albergue"
    ),
    "Camp coordination": (
        "ccm|cccm|camp coordination and camp management|camp coordination / management|gestion des camps"
    ),
    "Early recovery": "ery|relèvement précoce|recuperación temprana",
    "Logistics": "log|logistique|logística|logistikk",
    "Emergency telecommunications": ("tel|télécommunications d'urgence|telecomunicaciones de emergencia"),
}

# Municipalities come before states: "City Department of Health" is the city's.
_SECTOR_WORDS = {
    "municipal": (
        r"municipal\w*|city of|county of|town of|public library|city library|kommunen?|kommunal\w*|mairie"
        r"|commune|alcald[ií]a|ayuntamiento|local authority|local government"
    ),
    "target_group": (
        r"refugee[- ]led|user[- ]led|self[- ]help|brukerorganisasjon\w*|innvandrerorganisasjon\w*"
    ),
    "state": (
        r"ministry|minist[eè]re|ministerio|(?<!non[- ])government\w*|gouvernement\w*|embassy|donor|military"
        r"|united nations|un agency|unicef|unhcr|unfpa|undp|unesco|un women|wfp|world food programme"
        r"|world health organi[sz]ation|acnur|oms|fao|ocha|international organi[sz]ation|academic\w*"
        r"|universit\w+"
    ),
    "civil_society": (
        r"ngo|ingo|nngo|ong|charit\w+|non[- ]?profit\w*|non[- ]governmental|501\(?c\)?\(?3\)?|red cross"
        r"|red crescent|croix[- ]rouge|association\w*|foundation|church|parish|religious|volunteers?"
        r"|salvation army|community[- ]based|voluntary|frivillig\w*|civil society|cbo"
    ),
    "private": (r"private|limited company|ltd|llc|gmbh|corporation|business|(?<!non[- ])for[- ]profit|media"),
}

_ORGANISATION_TYPE_CODES = {
    "431": "state",
    "433": "state",
    "434": "state",
    "435": "state",
    "437": "civil_society",
    "438": "state",
    "439": "private",
    "440": "state",
    "441": "civil_society",
    "444": "private",
    "445": "civil_society",
    "446": "civil_society",
    "447": "state",
}

_PEOPLE_WORDS = words(
    """people persons person individuals individual beneficiaries women men girls boys children infants
    adults adolescents youth youths elderly pupils students learners teachers patients refugees idps
    returnees migrants volunteers workers staff personnel farmers caregivers parents mothers fathers
    newcomers participants survivors victims inhabitants residents detainees personnes enfants femmes
    hommes filles garçons élèves enseignants réfugiés déplacés retournés bénéficiaires personas niños
    niñas mujeres hombres refugiados desplazados beneficiarios estudiantes personer barn kvinner menn
    jenter gutter elever flyktninger deltakere kvinder mænd piger drenge flygtninge deltagere kvinnor
    män flickor pojkar flyktingar"""
)
_THING_WORDS = words(
    """quantity tonnes tons ton mt kg kilograms litres liters m3 amount value usd euros cash kits kit
    households household families family hh communities villages sites site areas regions districts
    schools classrooms centers centres facilities spaces wells boreholes latrines shelters tents houses
    committees committee mechanisms mechanism systems sessions session meetings trainings modules
    materials material reports report campaigns projects plans months month days weeks period hours
    visits assessments consultations items packages animals hectares seeds vouchers meals rations
    percentage percent % ratio rate ménages villages écoles séances comités communautés hogares escuelas
    comunidades husstander familier skoler husstande hushåll familjer skolor"""
)
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|%")
_ELISION = re.compile(r"(?<!\w)[dl]['’]")


def _sector_key(text: str) -> str:
    """The words of a sector label without marks and without the small words between them."""
    return " ".join(
        word for word in re.findall(r"[^\W_]+", fold(text)) if word not in {"and", "et", "y", "e", "og"}
    )


_SECTOR_OF = {
    _sector_key(synonym): name
    for name, synonyms in _SECTORS.items()
    for synonym in [name, *synonyms.split("|")]
}
_SECTOR_PATTERNS = {
    sector: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for sector, pattern in _SECTOR_WORDS.items()
}


def sector_of_relief(label: str) -> str | None:
    """The common name of a relief sector ("WASH" gives "Water, sanitation and hygiene") or ``None``."""
    return _SECTOR_OF.get(_sector_key(label))


def sector_of_organisation(*texts: str) -> str | None:
    """The sector that a type code, legal form or name states in so many words; ``None`` when none does.

    The first text that decides wins, so callers put stated types before names. Bodies of states, the United
    Nations and universities among them, are ``state``.
    """
    for text in texts:
        if squeeze(text) in _ORGANISATION_TYPE_CODES:
            return _ORGANISATION_TYPE_CODES[squeeze(text)]
        folded = fold(text)
        for sector, pattern in _SECTOR_PATTERNS.items():
            if pattern.search(folded):
                return sector
    return None


def unit_counted(text: str) -> Unit:
    """What an indicator or unit text counts, told by its first word that is in one of the two word lists.

    "Number of communities with persons sensitized" counts communities; "children receiving kits" counts
    children, "youth centers" centers. Households are not people: nobody says how many live in one.
    """
    found = _WORDS.findall(_ELISION.sub("", fold(text)))
    for word, following in pairwise([*found, ""]):
        if word in _THING_WORDS or (word in _PEOPLE_WORDS and following in _THING_WORDS):
            return "other"
        if word in _PEOPLE_WORDS:
            return "people"
    return "unrecognised"


_COUNT_PREFIX = re.compile(
    r"(?:(?:total )?(?:number|no\.?|nb|nombre|número|numero|antall|antal|#) (?:of |de |d'|des )*)",
    re.IGNORECASE,
)


def people_counted(indicator: str) -> str:
    """Whom an indicator counts: its text without "number of" before it, itself when nothing is left."""
    rest = _COUNT_PREFIX.sub("", indicator, count=1) if _COUNT_PREFIX.match(indicator) else indicator
    return rest.strip(" .") or indicator


def log_assumed_sectors(log: FindingLog, sectors: Sequence[str | None], table: str = "") -> None:
    """One finding that says for how many organisations (``None``) the sector was assumed."""
    assumed = sum(sector is None for sector in sectors)
    if assumed:
        rule = Rule(
            "info",
            "sector_assumed",
            f"{assumed} of {len(sectors)} organisations state no sector in a known word; they are taken for"
            f" {ASSUMED_SECTOR}",
            "the balance of sectors rests on this: check the table of actors",
        )
        log.add(rule, Where(table))

"""Figures of equal width for a typeface that has none.

Be Vietnam Pro sets a narrow 1 and a wide 4, so that sums in a column do not stand
under each other. This adds a second set of digits, each centred in the width of the
middle one, behind the OpenType feature that ``font-variant-numeric: tabular-nums`` asks for.
"""

from copy import deepcopy
from statistics import median_high

from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

DIGITS = "0123456789"
FEATURE = "tnum"


def add_to(font: TTFont) -> None:
    """Add the digits and the feature to an uncut font."""
    names = [font.getBestCmap()[ord(digit)] for digit in DIGITS]
    width = median_high(font["hmtx"][name][0] for name in names)
    tabular = {name: _centred(font, name, width) for name in names}
    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(tabular)]))
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    _offer(table, lookup=table.LookupList.LookupCount - 1)


def _centred(font: TTFont, name: str, width: int) -> str:
    """Copy a digit into the middle of ``width``; return the copy's name."""
    copy = f"{name}.{FEATURE}"
    advance, bearing = font["hmtx"][name]
    shift = (width - advance) // 2
    outline = deepcopy(font["glyf"][name])
    outline.coordinates.translate((shift, 0))
    font["glyf"][copy] = outline
    font["hmtx"][copy] = (width, bearing + shift)
    return copy


def _offer(table: otTables.GSUB, *, lookup: int) -> None:
    """List the feature for every script and language of the font."""
    record = otTables.FeatureRecord()
    record.FeatureTag = FEATURE
    record.Feature = otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [lookup]
    record.Feature.LookupCount = 1
    table.FeatureList.FeatureRecord.append(record)
    number = len(table.FeatureList.FeatureRecord) - 1
    table.FeatureList.FeatureCount = number + 1
    for script in table.ScriptList.ScriptRecord:
        languages = [entry.LangSys for entry in script.Script.LangSysRecord]
        for language in (script.Script.DefaultLangSys, *languages):
            language.FeatureIndex.append(number)
            language.FeatureCount = len(language.FeatureIndex)

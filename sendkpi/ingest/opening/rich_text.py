"""Texts whose letters have formats of their own: what is struck out is left away, what is raised is a note.

Raised and lowered digits come out as the raised digits of Unicode, so that a footnote is never a figure's last digit.
ECMA-376 part 1, section 18.4.
"""

from __future__ import annotations

from typing import IO
from xml.parsers import expat

from sendkpi.ingest.opening.xml_part import feed, refuse_doctype

_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz()+-=", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁽⁾⁺⁻⁼")
_ORDINALS = {"st", "nd", "rd", "th"}
_PICTURES = ("Wingdings", "Webdings", "Marlett")
"""Fonts whose letters are arrows and other signs: a p in one of them is no letter."""
_OFF = {"0", "false", "off"}


class Run:
    """The runs of one text as they are read: `words` takes the letters of the present one, `parts` has those before.

    Each part tells whether it is struck out.
    """

    def __init__(self) -> None:
        """Begin with no letters."""
        self.words: list[str] = []
        self.parts: list[tuple[str, bool]] = []
        self._is_raised = self._is_struck = self._is_picture = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element before the letters: a run, or one of its formats."""
        if name == "r":
            self._is_raised = self._is_struck = self._is_picture = False
        elif name == "rFont":
            self._is_picture = attributes.get("val", "").startswith(_PICTURES)
        elif name == "vertAlign":
            self._is_raised = attributes.get("val") in {"superscript", "subscript"}
        elif name == "strike":
            self._is_struck = attributes.get("val") not in _OFF

    def end(self) -> None:
        """The end of a run's letters."""
        text = "".join(self.words)
        self.words.clear()
        if self._is_picture:
            return
        if self._is_raised and text.strip().casefold() not in _ORDINALS:
            text = text.casefold().translate(_RAISED)
        self.parts.append((text, self._is_struck))

    @property
    def struck(self) -> bool:
        """Whether all of the text is struck out."""
        seen = any(text.strip() for text, struck in self.parts if not struck)
        return not seen and any(struck for _, struck in self.parts)

    @property
    def text(self) -> str:
        """The text without what is struck out of it; all of it where nothing would be left."""
        whole = self.struck
        return "".join(text for text, struck in self.parts if whole or not struck)

    def clear(self) -> None:
        """Make ready for the next text."""
        self.parts.clear()
        self._is_raised = self._is_struck = self._is_picture = False


def read_texts(source: IO[bytes]) -> tuple[list[str], frozenset[int]]:
    """The texts that cells share, without the readings that help to pronounce them; and which are struck out whole."""
    texts: list[str] = []
    struck: set[int] = set()
    run = Run()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    phonetic = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal phonetic
        name = tag.rpartition(":")[2]
        if name == "rPh":
            phonetic = True
        elif name == "t" and not phonetic:
            parser.CharacterDataHandler = run.words.append
        else:
            run.start(name, attributes)

    def end(tag: str) -> None:
        nonlocal phonetic
        name = tag.rpartition(":")[2]
        if name == "t":
            parser.CharacterDataHandler = None
            if not phonetic:
                run.end()
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            if run.struck:
                struck.add(len(texts))
            texts.append(run.text)
            run.clear()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse_doctype
    feed(parser, source)
    return texts, frozenset(struck)

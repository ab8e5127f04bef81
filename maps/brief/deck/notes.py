"""What the notes of the speaker say: what the slide was made from, and how to make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...phrases import Language, Phrase

if TYPE_CHECKING:
    from ..facts import BriefFacts


def speaker_notes(facts: BriefFacts, language: Language) -> str:
    """Return the notes of a slide, the hash of the inputs among them."""
    basis = facts.basis
    none = Phrase("none", "无")
    lines = [
        Phrase("Inputs (SHA-256): {d}", "输入指纹（SHA-256）：{d}").fill(d=basis.digest),
        Phrase("Program: landbridge {v}", "程序：landbridge {v}").fill(v=basis.version),
        Phrase("Network: {n}; scenarios: {s}", "网络：{n}；情景：{s}").fill(
            n=basis.network, s=", ".join(basis.scenarios) or none
        ),
        Phrase("To make the plan again: {c}", "复现命令：{c}").fill(c=basis.command),
        Phrase("Proof: {m}", "求解证明：{m}").fill(m=basis.method),
        *(
            Phrase("{label}: {figure} {note}", "{label}：{figure} {note}").fill(
                label=fact.label, figure=fact.figure.phrase, note=fact.note
            )
            for fact in facts.facts
        ),
    ]
    return "\n".join(line[language].strip() for line in lines)

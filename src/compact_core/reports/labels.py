"""The labels of a code and its parts: one name for each field, in every output and on forms."""

SIGNED_WORDS = "Signed words"
"""The label of the document's own words."""
LABELS = {
    # a code
    "agreement": "Agreement",
    "kind": "Kind",
    "place": "Place",
    "language": "Language",
    "issued": "Issued",
    "revised": "Last changed",
    "effective": "Holds from",
    "ends": "Holds until",
    "review": "Next review",
    "version": "Version",
    "status": "Status",
    "stem": "Said before each action",
    "scale": "Usual scale of answers",
    "id": "Id",
    "provisions": "Holds",
    # its source
    "publisher": "Published by",
    "address": "Found at",
    "note": "Note on the source",
    "sha256": "SHA-256 of the file",
    "signed_wording": "Signed wording",
    "signed_words": SIGNED_WORDS,
    # its parts
    "at": "Place",
    "role": "Purpose",
    "instrument": "Quoted from",
    "also": "Also called",
    "example": "Example",
    "duty": "Owed by",
    "hedge": "Limited by the words",
    "aside": "The source adds",
    "formal_variant": "Formal partnerships use",
    "formality": "Only for",
    "condition": "Not applicable when",
    "erratum": "Error in the source",
    "within": "Stands in",
    "about": "A sign of",
    "on": "A note on",
    "office": "Office",
    "signed": "Signed",
    "who": "Who",
    "time_limit": "Within",
    "otherwise": "If not",
    "target": "Target",
    "lead": "Led by",
    "due": "Due",
    "cost": "Cost",
    "measure": "Measured by",
    "state": "State",
}
"""The label of each field that is shown as a fact or a link."""

COVERS = "It covers:"
"""What stands before the things that a provision covers."""
SIGNED_BY = "Signed by"
RELATED = "Related codes"
PARTIES = "Parties"
APPLICABILITY = "What applies to whom"
SOURCE = "Written from"
REVISIONS = "Changes since it was issued"
OTHER_CODES = "In other codes"
WORDING = "About the wording"
TOGETHER = "Together with"
RESTATED = "The text is a restatement in plain words, not the signed wording."

ROLES = {
    "introduction": "Introduction",
    "review": "How the agreement is reviewed",
    "dispute": "How disputes are settled",
    "glossary": "Glossary",
    "signatories": "Who signed",
    "appendix": "Appendix",
}
"""What a section is for."""
STATUS = {
    "draft": "draft, not in force yet",
    "current": "in force",
    "superseded": "replaced by a later code",
    "historic": "kept for the record",
}
"""Where an edition stands."""
EDITION = {
    "translates": "This edition translates",
    "summarises": "This edition is a short form of",
    "replaces": "This edition replaces",
    "accompanies": "This edition goes with",
}
"""How an edition stands to a related code."""
NAMED_BY = {
    "translates": "Its translation",
    "summarises": "Its short form",
    "replaces": "Replaced by",
    "accompanies": "This edition goes with",
}
"""How a code that names this edition as related stands to it."""
SCOPE = {"choose": "choose what matters most to them", "all": "aim at everything"}
"""What a kind of partnership is to aim at."""
SERVES = {
    "addresses": "Helps against",
    "upholds": "Upholds",
    "cites": "See",
    "implements": "Puts into practice",
    "illustrates": "Shows",
    "about": "About",
}
"""How a part serves or names another."""
SERVED = {
    "addresses": "What helps against it",
    "upholds": "What upholds it",
    "cites": "Named by",
    "implements": "Put into practice by",
    "illustrates": "Shown by",
    "about": "What is about it",
}
"""How a part is served or named by another."""
BASIS = {"editorial": "our reading", "source": "the source says so"}
"""Who says that a provision serves another."""
CHANGES = {
    "kept": "kept as it was",
    "reworded": "said in other words",
    "strengthened": "made stronger",
    "weakened": "made weaker",
}
"""What became of a provision between two codes."""
COMPARED = "What changed"
"""What a comparison of two codes is called."""
COMPARISONS = {
    "equal": "says the same in the same words",
    "equivalent": "says the same in other words",
    "subset": "says more than this",
    "superset": "says less than this",
    "intersects": "says partly the same",
}
"""How the provision of another code compares with this one."""
LINEAGE_BASIS = {**BASIS, "source": "a document says so"}
"""Who says how two provisions compare."""

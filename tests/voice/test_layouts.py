"""Labels, transcripts, headlines, quotations set apart, and where reported words end."""

from __future__ import annotations

import pytest

from toolkit.articles import Engine
from toolkit.voice import attribute, voices_of

BOTH = pytest.mark.parametrize("engine", ["rules", "model"])


def said(text: str, words: str, engine: Engine) -> tuple[str, str | None]:
    start = text.index(words)
    found = voices_of(text, engine=engine).at(start, start + len(words))
    return found.voice, found.speaker


TRANSCRIPTS = [
    ("Q: When did the pump fail?\n\nA: It failed because vandals broke it.", "vandals", "A"),
    ("Q. Was it sabotage?\nA. It was sabotage, plain and simple.", "sabotage, plain", "A"),
    ("STEIN: The mayor is a crook.\n\nMARLOW: That is a lie.", "crook", "STEIN"),
    ("STEIN: The mayor is a crook.\n\nMARLOW: That is a lie.", "lie", "MARLOW"),
    ("EVA STEIN, HOST: Is the mayor a crook?\n\nREP. LEO MARLOW (D-OR): The mayor is a crook and a cheat.", "cheat",
     "REP. LEO MARLOW"),
    ("Courier: Was the flood a scandal?\n\nEngineer: It was no scandal at all. It was a storm.", "no scandal",
     "Engineer"),
    ("STEIN: He is a crook. MARLOW: That is a lie.\n\nSTEIN: He lied to us.", "That is a lie", "MARLOW"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("text", "words", "name"), TRANSCRIPTS)
def test_a_run_of_labels_is_a_transcript(text: str, words: str, name: str, engine: Engine) -> None:
    assert said(text, words, engine) == ("direct", name)


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Where: The brutal North Shore\n\nWhen: Monday at noon\n\nCost: Five pounds",
        "Directed by: Nora Lind\n\nStarring: Leo Marsh",
    ],
)
def test_a_box_of_facts_is_no_transcript(text: str, engine: Engine) -> None:
    assert attribute(text, engine=engine) == ()


HEADLINES = [
    ("Stein on rates: ‘It’s a scandal’", "scandal", "Stein"),
    ("Rates are a scandal - Stein", "scandal", "Stein"),
    ("Rates are a scandal – Stein", "scandal", "Stein"),
    ("Flood a ‘national shame’: UN envoy", "national shame", "UN envoy"),
    ("Pilot was ‘reckless’, inquest hears", "reckless", "inquest"),
    ("Minister: Rates are a scandal", "scandal", "Minister"),
    ("Eva Stein: We will never give up", "never give up", "Eva Stein"),
    ("Stein to voters: Don’t trust the crooks", "crooks", "Stein"),
    ("Police: Gang had looted the bank", "looted", "Police"),
    ("Study: Coffee is a killer", "killer", "Study"),
]


@BOTH
@pytest.mark.parametrize(("text", "words", "name"), HEADLINES)
def test_a_headline_names_its_speaker(text: str, words: str, name: str, engine: Engine) -> None:
    assert said(text, words, engine)[1] == name


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "OPINION: The reckless bet of the mayor", "FACT CHECK: Did crooks rob the bank?",
        "Storm Nora: Brutal gales hit Cork",
        "Election 2031: Savage night for the left", "Flu: Reckless parties shut", "EXCLUSIVE: The secret cabal of Ely",
        "Rail strike latest: Chaos at Leeds", "Premier League: Ruthless Leeds crush Ely", "Oops: A reckless new tax",
        "Q&A: Why is the regime falling?", "Profile: The ruthless banker of Ely",
        "Train wreck: The chaotic sale of a bank",
        "Explainer: How brutal is the new tax?", "Budget: What it means for thugs", "Champions of Ely: A brutal season",
    ],
)  # fmt: skip
def test_a_topic_in_front_of_a_colon_does_not_speak(text: str, engine: Engine) -> None:
    assert {stretch.voice for stretch in voices_of(text, engine=engine).stretches} == {"outlet"}


APART = [
    ("The vicar said:\n\n“These cruel cuts will hurt.”", "cruel", ("direct", "the vicar")),
    ("Vicar Eva Stein said in a letter:\n\n“These cruel cuts will hurt.”", "cruel", ("direct", "Eva Stein")),
    ("Vicar Eva Stein:\n\n“These cruel cuts will hurt.”", "cruel", ("direct", "Eva Stein")),
    ("The letter from the vicar’s house read:\n\n“These cruel cuts will hurt.”", "cruel",
     ("direct", "the letter from the vicar’s house")),
    ("The firm’s full letter reads:\n\nWe reject these cruel claims and will sue.", "cruel",
     ("indirect", "the firm’s full letter")),
    ("Eva Stein took the stage.\n\n“These cruel cuts will hurt,” she said.", "cruel", ("direct", "Eva Stein")),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("text", "words", "expected"), APART)
def test_a_paragraph_that_ends_with_a_colon_announces_the_next(
    text: str, words: str, expected: tuple[str, str], engine: Engine
) -> None:
    assert said(text, words, engine) == expected


@BOTH
@pytest.mark.parametrize(
    "verb", ["growled", "fumed", "cooed", "spat", "marvelled", "murmured", "bellowed", "chirped", "hit back", "joked"]
)
def test_any_verb_between_a_quotation_and_a_name_is_a_cue(verb: str, engine: Engine) -> None:
    assert said(f"“This is a cruel plan,” {verb} Bishop Eva Stein.", "cruel", engine) == ("direct", "Eva Stein")


@BOTH
@pytest.mark.parametrize(
    "verb", ["scribbled", "smiled", "shrugged", "croaked", "posted", "told reporters", "told her aide"]
)
def test_any_verb_behind_a_name_is_a_cue(verb: str, engine: Engine) -> None:
    assert said(f"“This is a cruel plan,” Bishop Eva Stein {verb}.", "cruel", engine) == ("direct", "Eva Stein")


OTHERS = [
    # told, asked, added
    ("“It is a farce,” Stein told the court on Monday.", "farce", "direct", "Stein"),
    ("“It is a farce,” Stein told radio host Leo Marsh, adding that she would leave.", "farce", "direct", "Stein"),
    ("“It is a farce,” Stein said, adding later: “I will leave at once.”", "leave at once", "direct", "Stein"),
    # inside a clause
    ("The dam was, according to the engineer, wrecked by a rogue crew.", "rogue", "indirect", "the engineer"),
    ("The new road will, according to a study by Ely College, ruin small farms.", "ruin", "indirect",
     "a study by Ely College"),
    ("Fishers, in the view of the union, are being robbed.", "robbed", "indirect", "the union"),
    ("The plan is, in the words of one vicar, a cruel stunt.", "cruel", "indirect", "one vicar"),
    ("The plan, says Mrs Stein, is a cruel stunt.", "cruel", "indirect", "Stein"),
    ("As Stein notes, the plan is a cruel stunt.", "cruel", "indirect", "Stein"),
    # judgements in the passive
    ("The party, labelled extremists by Ottawa, denied it.", "extremists", "indirect", "Ottawa"),
    ("Eva Stein was hailed as a saint by her fans.", "saint", "ascribed", "her fans"),
    ("He was accused by his partner of running a crooked bank.", "crooked", "ascribed", "his partner"),
    ("To her critics she is a bully; to her fans, a saint.", "bully", "ascribed", "her critics"),
    # no cue
    ("The brutal race was ranked according to age.", "brutal", "outlet", None),
    ("Champions of the valley crushed the reckless visitors.", "reckless", "outlet", None),
    # where a content ends
    ("The vicar said the roof would hold, a reckless claim that she later withdrew.", "reckless", "outlet", None),
    ("The vicar said the roof would hold, angering the furious parish.", "furious", "outlet", None),
    # titles and names of things
    ("She sang “Songs of the Cruel Sea” and left.", "Cruel", "mention", None),
    ("The trawler “Savage Queen” sank off Hull.", "Savage", "mention", None),
    ("He directed “The Butcher of Ely” in 1997.", "Butcher", "mention", None),
    ("The 1961 western “The Cruel, the Bold and the Wicked” was shown.", "Wicked", "mention", None),
    # somebody's words, not a title
    ("Stein called the plan “Cruel Madness” in a letter.", "Cruel", "partial", "Stein"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("text", "words", "voice", "name"), OTHERS)
def test_other_kinds_of_real_news(text: str, words: str, voice: str, name: str | None, engine: Engine) -> None:
    assert said(text, words, engine) == (voice, name)


@BOTH
def test_a_quotation_that_ends_a_sentence_keeps_the_speaker_behind_it(engine: Engine) -> None:
    text = "“I will stay here for years…” Stein said. “Who would not?” Marsh replied."
    assert [found.speaker for found in attribute(text, engine=engine)] == ["Stein", "Marsh"]


def test_a_signed_post_is_its_authors() -> None:
    text = (
        "The harbour stayed shut.\n\n"
        "The brutal cuts ruin us. Nobody asked us. — Ida Holm (@idaholm) May 3, 2021\n\n"
        "The council met later. It was a dismal meeting."
    )
    for engine in ("rules", "model"):
        assert said(text, "brutal cuts", engine) == ("direct", "Ida Holm")
        assert said(text, "Nobody asked", engine) == ("direct", "Ida Holm")
        assert said(text, "dismal", engine) == ("outlet", None)


def test_two_posts_in_one_paragraph_have_two_authors() -> None:
    text = "A vile plan. — Ida Holm (@idaholm) May 3, 2021 A fine plan! — Leo Marsh (@leom) 4 May 2021"
    assert said(text, "vile", "rules")[1] == "Ida Holm"
    assert said(text, "fine", "rules")[1] == "Leo Marsh"


def test_a_handle_inside_a_sentence_signs_nothing() -> None:
    text = "The vile plan – Holm (@idaholm) had warned of it – was dropped on Monday."
    assert all(a.why != "speech: signed post" for a in attribute(text, engine="rules"))


@BOTH
def test_names_on_lines_of_their_own_are_an_interview(engine: Engine) -> None:
    text = (
        "I met him in Leeds.\n\nMary Stone\n\nWas it a scandal?\n\nPaul Marsh\n\nIt was a disgrace.\n\nI said so then."
        "\n\nMary Stone\n\nAnd now?\n\nPaul Marsh\n\nThe crooks are gone."
    )
    assert said(text, "scandal", engine) == ("direct", "Mary Stone")
    assert said(text, "disgrace", engine) == ("direct", "Paul Marsh")
    assert said(text, "I said so then", engine) == ("direct", "Paul Marsh")
    assert said(text, "crooks", engine) == ("direct", "Paul Marsh")
    assert said(text, "I met him", engine)[0] != "direct"


@BOTH
def test_subheads_are_no_speakers(engine: Engine) -> None:
    text = "Harbour Street\n\nThe brutal wind blew.\n\nMarket Square\n\nA grim morning.\n\nHarbour Street\n\nThe end."
    assert said(text, "brutal", engine) == ("outlet", None)


@BOTH
def test_one_label_in_capitals_speaks_if_the_story_knows_the_name(engine: Engine) -> None:
    story = (
        "The keeper, Bo Lund, was asked about the boats:\n\nLUND: We sank them. It was a vile job.\n\nThe day ended."
    )
    assert said(story, "vile", engine) == ("direct", "LUND")
    assert said(story, "The day ended", engine)[0] == "outlet"


@BOTH
def test_a_paragraph_set_apart_is_somebodys_to_its_end(engine: Engine) -> None:
    text = (
        "The fisher Bo Lund writes in his letter:\n\n"
        "The harbour is dead. Nobody cares about it. The crooks have won.\n\n"
        "A grim week passed."
    )
    assert said(text, "crooks", engine) == ("indirect", "Bo Lund")
    assert said(text, "grim", engine) == ("outlet", None)


@BOTH
def test_a_list_behind_a_colon_is_the_outlets(engine: Engine) -> None:
    text = (
        "Lund said the boats were old. Here is what the council found:\n\nThe dismal boats leaked. The crew was lazy."
    )
    assert said(text, "dismal", engine) == ("outlet", None)
    assert said(text, "lazy", engine) == ("outlet", None)


INSERTED = [
    ("In the end, Ms Lund said, the vile plan must fall.", "vile plan", "Lund"),
    ("Still, the ministry said, the brutal winter was over.", "brutal", "the ministry"),
    ("But, Lund warned, the crooks would return.", "crooks", "Lund"),
    ("For the vile plan to fall, Lund argued, the town must vote.", "vile plan", "Lund"),
]


@BOTH
@pytest.mark.parametrize(("text", "words", "name"), INSERTED)
def test_a_source_between_commas_speaks_on_both_sides(text: str, words: str, name: str, engine: Engine) -> None:
    assert said(text, words, engine) == ("indirect", name)


def test_who_shows_somebody_as_something_names_him() -> None:
    assert said("Ms Lund cast her rivals as cowards.", "cowards", "rules") == ("indirect", "Lund")
    assert said("The mayor painted the plan as a disaster.", "disaster", "rules") == ("indirect", "the mayor")
    assert said("They cast ballots as the vile storm hit.", "vile", "rules") == ("outlet", None)


@BOTH
def test_an_agency_that_reports_speaks(engine: Engine) -> None:
    assert said("The vile mob fled at dawn, the AP reports.", "vile mob", engine) == ("indirect", "the AP")


@BOTH
def test_as_somebody_notes_may_follow_a_connective(engine: Engine) -> None:
    assert said("And as Lund notes, the vile plan is dead.", "vile plan", engine) == ("indirect", "Lund")


@BOTH
def test_what_somebody_is_accused_of_is_not_the_outlets(engine: Engine) -> None:
    text = "The bureau has been accused of using vile tricks against farmers."
    assert said(text, "vile tricks", engine) == ("ascribed", None)


@BOTH
def test_in_a_transcript_paragraphs_without_a_label_go_on(engine: Engine) -> None:
    text = (
        "This is a rush transcript.\n\nAMY STONE: Today is a holiday.\n\nPAUL MARSH: The silence was appalling.\n\n"
        "Then came the vile years.\n\nThey were long.\n\nI said so.\n\nAMY STONE: The crooks have won."
    )
    assert said(text, "vile years", engine) == ("direct", "PAUL MARSH")
    assert said(text, "I said so", engine) == ("direct", "PAUL MARSH")
    assert said(text, "crooks", engine) == ("direct", "AMY STONE")


@BOTH
def test_in_a_story_that_quotes_a_transcript_the_outlet_goes_on(engine: Engine) -> None:
    text = (
        "Stone and Marsh met on the air. The talk was short.\n\nSTONE: Was it bad?\n\nMARSH: It was vile.\n\n"
        "The host made a dismal face.\n\nA grim hour passed.\n\nNobody called.\n\nThe day ended."
    )
    assert said(text, "vile", engine) == ("direct", "MARSH")
    assert said(text, "grim hour", engine)[0] == "outlet"


@BOTH
def test_as_somebody_saw_it(engine: Engine) -> None:
    assert said("As Lund saw it, the vile plan was dead.", "vile plan", engine) == ("ascribed", "Lund")

"""Names: laws of the match, then pairs of names that are one actor's, are not, or may be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.actors.names import AUTOMATIC, blocks, find, fold, match, skeleton
from allegiance.language.mention import ActorKind

PERSON, ORGANIZATION, COUNTRY = ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY
ARMED_GROUP = ActorKind.ARMED_GROUP
WORDS = (
    "al el al- as- the of bin Abd Abdul abu Ali Hasan Hussein Muqtada Moqtada Sadr Maliki Nuri President Gen. Dr Jr II"
    " 1st second 18 M23 Party Front Army Hizb Allah مقتدى الصدر عبد الله ال ة Владимир Ъ É ß ’ ( ) - . PMF AAH US Iran"
).split(" ")
names = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))
kinds = st.sampled_from([None, *ActorKind])


@given(names, names, kinds)
@settings(max_examples=400)
def test_order_makes_no_difference_and_scores_are_bounded(a: str, b: str, kind: ActorKind | None) -> None:
    found = match(a, b, kind)
    assert found == match(b, a, kind)
    assert 0.0 <= found.score <= 1.0
    assert found.reason


@given(names, kinds)
def test_every_name_matches_itself(name: str, kind: ActorKind | None) -> None:
    assert match(name, name, kind).score == 1.0


@given(names)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(names, names)
def test_blocks_are_alike_for_names_that_fold_alike(a: str, b: str) -> None:
    if fold(a) == fold(b) and fold(a) and a.count("(") == b.count("(") == 0:
        assert not blocks(a) or not blocks(b) or blocks(a) & blocks(b)


@given(names, st.lists(st.tuples(st.sampled_from("abc"), names), max_size=8))
def test_findings_are_ranked_and_each_actor_stands_once(query: str, known: list[tuple[str, str]]) -> None:
    found = find(query, known)
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    assert len({f.actor for f in found}) == len(found)
    assert all(0.0 < f.score <= 1.0 and (f.actor, f.name) in known for f in found)


SAME = [
    ("Nouri al-Maliki", "Nuri al-Malki", PERSON),
    ("Muqtada al-Sadr", "Moqtada Sadr", PERSON),
    ("Muqtada al-Sadr", "مقتدى الصدر", PERSON),
    ("Muqtada as-Sadr", "Muqtada al-Sadr", PERSON),
    ("Qais al-Khazali", "Qays al-Khaz’ali", PERSON),
    ("Abd al-Rahman Arif", "Abdulrahman Aref", PERSON),
    ("Abdullah Ocalan", "Abd Allah Öcalan", PERSON),
    ("Muammar Gaddafi", "Moammar Qadhafi", PERSON),
    ("Muammar Gaddafi", "معمر القذافي", PERSON),
    ("Bashar al-Assad", "Bashar Asad", PERSON),
    ("Muhammad bin Salman", "محمد بن سلمان", PERSON),
    ("Abu Mahdi al-Muhandis", "أبو مهدي المهندس", PERSON),
    ("Ayatollah Ali Khamenei", "Ali Khamenei", PERSON),
    ("Gen. Hassan Nasrallah", "Sayyid Hasan Nasrallah", PERSON),
    ("Vladimir Putin", "Владимир Путин", PERSON),
    ("Volodymyr Zelensky", "Володимир Зеленський", PERSON),
    ("Joaquin Guzman", "Joaquín “El Chapo” Guzmán", PERSON),
    ("Xi Jinping", "Jinping Xi", PERSON),
    ("Asa'ib Ahl al-Haq", "Asaib Ahl al-Haq", ORGANIZATION),
    ("Asa'ib Ahl al-Haq", "عصائب أهل الحق", ORGANIZATION),
    ("Hezbollah", "Hizballah", ORGANIZATION),
    ("Hezbollah", "حزب الله", ORGANIZATION),
    ("Mahdi Army", "Jaysh al-Mahdi", ORGANIZATION),
    ("Dawa Party", "Hizb al-Dawa", ORGANIZATION),
    ("Popular Mobilization Forces", "Popular Mobilisation Force", ORGANIZATION),
    ("the Zetas", "Los Zetas", ORGANIZATION),
    ("Islamic State (ISIS)", "ISIS", ORGANIZATION),
    ("Second Division", "2nd Division", ORGANIZATION),
    ("Islamic State", "Da'esh", ORGANIZATION),
    ("FARC", "Revolutionary Armed Forces of Colombia", None),
    ("Red Command", "Comando Vermelho", ORGANIZATION),
    ("League of the Righteous", "عصائب أهل الحق", ORGANIZATION),
    ("M23", "March 23 Movement", ORGANIZATION),
    ("M23", "M-23", ARMED_GROUP),
    ("MS-13", "MS13", ARMED_GROUP),
    ("KX-13", "KX13", ARMED_GROUP),
    ("KX‑13", "KX 13 gang", ARMED_GROUP),
    ("14K", "14-K", None),
    ("Unit 61398", "Unit61398", ORGANIZATION),
    ("Unit 61398", "Unit-61398", ORGANIZATION),
    ("5th Brigade", "Brigade-5", ARMED_GROUP),
    ("Brigade 5", "Brigade5", ARMED_GROUP),
    ("2-nd Division", "2nd Division", ORGANIZATION),
    ("Fuerzas Armadas Revolucionarias de Colombia (FARC)", "Farc", ORGANIZATION),
    ("US", "United States", COUNTRY),
    ("Burma", "Myanmar", COUNTRY),
    ("Wajih Matthews", "Wagih Mathews", PERSON),
    ("Khalil Haddad", "Halil Haddad", PERSON),
    ("Naguib Souza", "Nagib Sousa", PERSON),
    ("Omar Schmidt", "Omar Schmitt", PERSON),
    ("Fathi Haddad", "فتحي حداد", PERSON),
    ("Samih Haddad", "سميح حداد", PERSON),
    ("Ishaq Haddad", "إسحاق حداد", PERSON),
    ("Mumtaz Haddad", "ممتاز حداد", PERSON),
    ("Khadija Haddad", "خديجة حداد", PERSON),
    ("Karim Piaget", "كريم بياجيه", PERSON),
    ("Karim Wilders", "كريم فيلدرز", PERSON),
    ("Karim Ramazzini", "كريم راماتسيني", PERSON),
    ("Marija Haddad", "Mariya Haddad", PERSON),
    ("Murad Haddad", "Murat Haddad", PERSON),
    ("Yakub Haddad", "Yakup Haddad", PERSON),
    ("Sharif Haddad", "Syarif Haddad", PERSON),
    ("Qusay Haddad", "Kusay Haddad", PERSON),
    ("Rahma Haddad", "Rahmat Haddad", PERSON),
]

APART = [
    ("Nouri al-Maliki", "Riyad al-Maliki", PERSON),
    ("Masoud Barzani", "Masrour Barzani", PERSON),
    ("Masoud Barzani", "Masrour Barzani", None),
    ("Bashar al-Assad", "Hafez al-Assad", PERSON),
    ("Hasan Rouhani", "Hussein Rouhani", PERSON),
    ("Ali Khamenei", "Ali Khomeini", PERSON),
    ("Muhammad bin Salman", "Mohammed bin Nayef", PERSON),
    ("Abu Bakr al-Baghdadi", "Abu Omar al-Baghdadi", PERSON),
    ("Kim Jong-un", "Kim Jong-il", PERSON),
    ("Donald Trump", "Donald Trump Jr.", PERSON),
    ("M23", "M19", None),
    ("M-23", "M19", None),
    ("KX-13", "KX18", ARMED_GROUP),
    ("KX-13", "KY13", ARMED_GROUP),
    ("Unit61398", "Unit 61486", ORGANIZATION),
    ("Brigade 5", "Brigade 6", ARMED_GROUP),
    ("Brigade5", "Brigade 6", ARMED_GROUP),
    ("Brigade-5", "Brigade", ARMED_GROUP),
    ("1st Division", "2nd Division", None),
    ("Barrio 18", "Barrio 13", ORGANIZATION),
    ("Karim Haddad", "Karima Haddad", PERSON),
    ("Jamal Haddad", "Jamil Haddad", PERSON),
    ("Hamid Haddad", "Humaid Haddad", PERSON),
    ("Mansour Haddad", "Mansouri Haddad", PERSON),
    ("Saad Haddad", "Said Haddad", PERSON),
    ("Mario Haddad", "Maria Haddad", PERSON),
    ("Simon Haddad", "Simona Haddad", PERSON),
    ("Valentin Haddad", "Valentina Haddad", PERSON),
    ("Karim Bardot", "Karim Bardou", PERSON),
    ("Rashad Haddad", "رشا حداد", PERSON),
    ("Karim Faris", "كريم وارس", PERSON),
    ("Walid Haddad", "فليد حداد", PERSON),
    ("National Front", "National Party", ORGANIZATION),
    ("Iraqi Army", "Iraqi Police", ORGANIZATION),
    ("Gulf Cartel", "Sinaloa Cartel", ORGANIZATION),
    ("Islamic Dawa Party", "Dawa Party", ORGANIZATION),
    ("Zetas", "Zetas Vieja Escuela", ORGANIZATION),
    ("PCC", "Primeiro Comando da Capital", ORGANIZATION),  # elsewhere the Communist Party of Cuba
    ("IS", "ISIS", ORGANIZATION),
    ("Taliban", "Tehrik-i-Taliban Pakistan", ORGANIZATION),
    ("Communist Party of India (Maoist)", "Communist Party of India (Marxist)", ORGANIZATION),
    ("Islamic State", "Daesh", COUNTRY),
    ("Dominican Republic", "National Police of the Dominican Republic", None),
    ("Upegui brothers", "Upegui brothers’ network", ORGANIZATION),
    ("Russia", "Russian Empire", COUNTRY),
    ("Iran", "Iraq", None),
    ("Guinea", "Guinea-Bissau", COUNTRY),
    ("Austria", "Australia", COUNTRY),
]


@pytest.mark.parametrize(("a", "b", "kind"), SAME)
def test_one_actor(a: str, b: str, kind: ActorKind | None) -> None:
    assert match(a, b, kind).score >= AUTOMATIC, match(a, b, kind).reason


@pytest.mark.parametrize(("a", "b"), [pair[:2] for pair in SAME])
def test_one_actor_shares_a_block(a: str, b: str) -> None:
    assert blocks(a) & blocks(b)


@pytest.mark.parametrize(("a", "b", "kind"), APART)
def test_not_joined_without_asking(a: str, b: str, kind: ActorKind | None) -> None:
    assert match(a, b, kind).score < AUTOMATIC, match(a, b, kind).reason


@pytest.mark.parametrize(
    ("a", "b", "kind", "reason"),
    [
        ("Sadr", "Muqtada al-Sadr", PERSON, "surname only"),
        ("Muqtada", "Muqtada al-Sadr", PERSON, "given name only"),
        ("AAH", "Asa'ib Ahl al-Haq", ORGANIZATION, "initials of 'asaib ahl al haq'"),
        ("PMF", "Popular Mobilization Forces", None, "initials of 'popular mobilization forces'"),
        ("ali Sadr", "M. Sadr", PERSON, "'ali' and 'm' differ"),
        ("1st Division", "2nd Division", None, "numbers differ: 1 and 2"),
        ("Iran", "Iraq", None, "two countries: Iran and Iraq"),
        ("Hezbollah", "Kata'ib Hizballah", None, "two groups: Hezbollah and Kata'ib Hezbollah"),
        ("Iraqi Army", "Iraqi Police", ORGANIZATION, "'army' and 'police' differ"),
        ("Masoud Barzani", "Masrour Barzani", PERSON, "'masoud' and 'masrour' differ"),
    ],
)
def test_weaker_matches_say_what_they_are(a: str, b: str, kind: ActorKind | None, reason: str) -> None:
    found = match(a, b, kind)
    assert found.reason == reason
    assert found.score < AUTOMATIC


def test_names_of_one_known_group_say_so() -> None:
    found = match("ISIL", "Daesh", ORGANIZATION)
    assert (found.score, found.reason) == (0.98, "both name Islamic State")


def test_initials_are_a_proposal_and_longer_ones_more() -> None:
    three = match("AAH", "Asa'ib Ahl al-Haq", ORGANIZATION)
    four = match("UPOE", "Union of Peoples and Organizations of Everywhere", ORGANIZATION)
    assert 0.8 <= three.score < AUTOMATIC <= four.score
    assert blocks("AAH") & blocks("Asa'ib Ahl al-Haq")
    assert match("AAH", "Ali Ahmad Hasan", PERSON).score < 0.5


@pytest.mark.parametrize(
    ("tokens", "same"),
    [
        (("Khazali", "Ghazaly", "خزعلي", "Хазали"), "ksl"),
        (("Qaddafi", "Gadhafi", "القذافي"[2:]), "kdf"),
        (("Nouri", "Nuri", "نوري"), "nr"),
        (("Muhammad", "Mohamed", "محمد"), "mmd"),
    ],
)
def test_skeletons_are_alike_across_spellings(tokens: tuple[str, ...], same: str) -> None:
    assert {skeleton(token) for token in tokens} == {same}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The Asa’ib Ahl al-Ḥaqq", "asaib ahl al haqq"),
        ("  ÖCALAN ", "ocalan"),
        ("أحمد الجلبيّ", "احمد الجلبي"),
        ("فاطمة", "فاطمه"),
        ("ایران", "ايران"),
        ("!?", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


KNOWN = [
    ("sadr", "Muqtada al-Sadr"),
    ("sadr", "مقتدى الصدر"),
    ("father", "Mohammed Sadiq al-Sadr"),
    ("movement", "Sadrist movement"),
    ("iran", "Iran"),
    ("guard", "Iranian Revolutionary Guard"),
    ("khamenei", "Ali Khamenei"),
    ("aah", "Asa'ib Ahl al-Haq"),
    ("us", "United States"),
    ("maliki", "Nouri al-Maliki"),
    ("barrio", "Barrio 18"),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Sadr", "sadr"),
        ("moqtada al sadr", "sadr"),
        ("مقتدى", "sadr"),
        ("iran", "iran"),
        ("president of iran", "iran"),
        ("khamenie", "khamenei"),
        ("Nuri Malki", "maliki"),
        ("malki", "maliki"),
        ("aah", "aah"),
        ("the us", "us"),
        ("usa", "us"),
        ("barrio 18", "barrio"),
        ("revol", "guard"),
    ],
)
def test_names_as_people_type_them(query: str, first: str) -> None:
    assert find(query, KNOWN)[0].actor == first


@pytest.mark.parametrize("query", ["", "!!", "xyzzy", "barrio 13", "of the"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert find(query, KNOWN) == []


def test_the_whole_name_comes_before_its_parts() -> None:
    found = find("Sadr", [*KNOWN, ("sadr city", "Sadr")])
    assert (found[0].actor, found[0].score) == ("sadr city", 1.0)


def test_long_names_are_bounded() -> None:
    start = time.process_time()
    for name in ("a" * 1_000_000, "Ali " * 250_000, "(" * 1_000_000, "ـ" * 100_000, "عبد ال" * 100_000):
        match(name, name + "x", PERSON)
        blocks(name)
        find(name, [("a", name + "x")])
    assert time.process_time() - start < 20


def test_initials_are_not_read_as_a_word() -> None:
    assert match("ACA", "Al-Qa", ActorKind.ARMED_GROUP).score < AUTOMATIC
    assert match("HAMAS", "Hamas", ActorKind.ARMED_GROUP).score == 1.0

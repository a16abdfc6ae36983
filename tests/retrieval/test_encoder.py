"""The encoder: prepared text, the shipped model without torch, models by setting, training."""

import json
import lzma
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
import pytest

from retrieval.encoder import SHIPPED, EncoderError, load_encoder, prepare
from retrieval.encoder.base import unit_rows
from retrieval.encoder.disguise import Disguise
from retrieval.encoder.field import read_field
from retrieval.encoder.lexicon import read_lexicon
from retrieval.encoder.pairs import Pair, pieces, read_pairs
from retrieval.encoder.static import MARK
from retrieval.encoder.vocabulary import UNKNOWN, choose_terms, examples

TEXTS = [
    "Phòng, chống tai nạn thương tích, đuối nước cho trẻ em",
    "Công an xã phối hợp với các trường học tuyên truyền phòng ngừa xâm hại trẻ em",
    "Kinh phí thực hiện từ ngân sách nhà nước theo phân cấp",
]
TINY = ["--dim", "8", "--vocabulary", "200", "--epochs", "2"]
ROOMY = ["--dim", "8", "--vocabulary", "5000", "--epochs", "1"]


@pytest.fixture(scope="module")
def shipped():
    return load_encoder(None)


@pytest.fixture
def pairs_file(tmp_path):
    records = [
        {
            "title": f"Trách nhiệm của {body} về {matter}",
            "text": f"{body} chủ trì, phối hợp thực hiện {matter}.\n{body} báo cáo về {matter}.",
            "topic": "13.1 Trẻ em",
            "chapter": "Chương II - TRÁCH NHIỆM",
        }
        for body in ("Công an xã", "Trạm Y tế", "Hội Phụ nữ", "Đoàn Thanh niên")
        for matter in ("phòng, chống đuối nước", "tiêm chủng", "xâm hại trẻ em")
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def in_new_python(code, *arguments):
    """Run code in a fresh interpreter and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=SHIPPED.parents[1],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestPreparation:
    def test_text_becomes_folded_syllables_and_their_bigrams(self):
        assert prepare("Phòng, chống") == "phong chong phong_chong"

    def test_a_document_number_stays_one_term(self):
        assert prepare("NĐ 56/2017/NĐ-CP") == "nd 56/2017/nd-cp nd_56/2017/nd-cp"

    def test_tone_placement_composition_and_accents_make_no_difference(self):
        assert prepare("hoà giải") == prepare("hòa giải") == prepare("hoa giai")


class TestShippedModel:
    def test_it_is_read_without_torch(self):
        """Importing torch costs seconds and 400 MB: the shipped model must do without."""
        code = (
            "import sys; from retrieval.encoder import load_encoder;"
            "load_encoder(None).encode(['trẻ em']);"
            "print([name for name in ('torch', 'sentence_transformers') if name in sys.modules])"
        )
        assert in_new_python(code).strip() == "[]"

    def test_rows_are_as_many_as_texts_and_one_long(self, shipped):
        rows = shipped.encode(TEXTS)
        assert rows.shape == (3, shipped.dim)
        assert rows.dtype == np.float32
        assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)

    def test_no_texts_give_no_rows(self, shipped):
        assert shipped.encode([]).shape == (0, shipped.dim)

    @pytest.mark.parametrize("text", ["", "  \n", "…", "zzxqj"])
    def test_a_text_without_known_terms_gives_zeros(self, shipped, text):
        rows = shipped.encode([text, TEXTS[0]])
        assert not rows[0].any()
        assert rows[1].any()

    def test_a_text_without_accents_gets_the_same_vector(self, shipped):
        accented, bare = shipped.encode(["Phòng chống đuối nước", "phong chong duoi nuoc"])
        assert np.array_equal(accented, bare)

    def test_a_text_gets_the_same_vector_alone_and_among_others(self, shipped):
        assert np.allclose(shipped.encode(TEXTS)[1], shipped.encode([TEXTS[1]])[0], atol=1e-6)

    def test_an_unknown_word_does_not_turn_the_vector(self, shipped):
        known, mixed = shipped.encode(["trẻ em", "trẻ em zzxqj"])
        assert np.allclose(known, mixed, atol=1e-5)

    def test_threads_may_share_it(self, shipped):
        """The bot encodes the questions of several chats at once."""
        with ThreadPoolExecutor(4) as pool:
            rows = list(pool.map(shipped.encode, [TEXTS * 100] * 8))
        assert all(np.array_equal(row, rows[0]) for row in rows)

    def test_no_length_cuts_a_text(self, shipped):
        """What stands at the end of a long text still counts."""
        start = "trẻ em " * 5_000
        plain, longer = shipped.encode([start, start + "ngân sách " * 5_000])
        assert plain @ longer < 0.99

    @pytest.mark.parametrize(
        ("asked", "answer"),
        [
            ("ai lo phong chong duoi nuoc cho tre em", 0),
            ("cong an lam gi ve xam hai tre em", 1),
            ("tien thuc hien ke hoach lay o dau", 2),
            pytest.param(
                "tre em bi duoi nuoc thi phong tranh the nao",
                0,
                marks=pytest.mark.xfail(reason="a known limit: see the model card", strict=True),
            ),
        ],
    )
    def test_a_question_is_nearest_to_the_text_that_answers_it(self, shipped, asked, answer):
        assert np.argmax(shipped.encode([asked]) @ shipped.encode(TEXTS).T) == answer

    @pytest.mark.parametrize(
        ("asked", "written", "ahead"),
        [("chết chìm", 0, 0.1), ("drowning", 0, 0.1), ("chu canh sat", 1, 0.0)],
    )
    def test_everyday_and_english_words_find_what_plans_write(self, shipped, asked, written, ahead):
        nearness = (shipped.encode([asked]) @ shipped.encode(TEXTS).T)[0]
        assert nearness[written] > np.delete(nearness, written).max() + ahead

    def test_the_fingerprint_is_the_same_at_every_reading(self, shipped):
        assert load_encoder(str(SHIPPED)).fingerprint == shipped.fingerprint
        assert len(shipped.fingerprint) == 16

    def test_the_folder_stays_small(self):
        """It travels in the wheel and in the repository."""
        assert sum(file.stat().st_size for file in SHIPPED.rglob("*")) <= 12_000_000

    def test_sentence_transformers_gives_the_same_vectors(self, shipped):
        """The folder is an ordinary one of sentence-transformers, given prepared text."""
        code = (
            "import json, sys; from sentence_transformers import SentenceTransformer;"
            "model = SentenceTransformer(sys.argv[1], device='cpu');"
            "rows = model.encode(json.loads(sys.argv[2]), show_progress_bar=False);"
            "print(json.dumps(rows.tolist()))"
        )
        texts = [*TEXTS, "trẻ em zzxqj"]
        prepared = json.dumps([prepare(text) for text in texts])
        theirs = np.array(json.loads(in_new_python(code, str(SHIPPED), prepared)))
        assert np.abs(theirs - shipped.encode(texts)).max() < 1e-3


class TestRefusals:
    def test_a_folder_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(EncoderError) as caught:
            load_encoder(str(tmp_path / "none"))
        assert caught.value.code == "encoder_unavailable"
        assert caught.value.facts["name"] == str(tmp_path / "none")
        assert "no such folder" in str(caught.value.facts["reason"])

    def test_a_damaged_model_is_refused(self, tmp_path):
        for file in ("tokenizer.json", "config.json", MARK):
            (tmp_path / file).write_bytes((SHIPPED / file).read_bytes())
        (tmp_path / "model.safetensors").write_bytes(b"cut short")
        with pytest.raises(EncoderError) as caught:
            load_encoder(str(tmp_path))
        assert caught.value.code == "encoder_unavailable"

    def test_a_model_for_another_preparation_is_refused(self, tmp_path):
        (tmp_path / MARK).write_text('{"text": "words"}', encoding="utf-8")
        with pytest.raises(EncoderError) as caught:
            load_encoder(str(tmp_path))
        assert "words" in str(caught.value.facts["reason"])

    def test_a_folder_without_a_model_is_refused(self, tmp_path):
        with pytest.raises(EncoderError):
            load_encoder(str(tmp_path))


class TestPairs:
    def test_equal_pairs_and_empty_headings_are_left_out(self, tmp_path):
        lines = [
            {"title": "Kinh phí", "text": "Ngân sách", "topic": "13.1 Trẻ em", "chapter": ""},
            {"title": "Kinh phí", "text": "Ngân sách", "topic": "13.1 Trẻ em"},
            {"title": "", "text": "Không đầu đề"},
        ]
        path = tmp_path / "pairs.jsonl.xz"
        path.write_bytes(lzma.compress("\n".join(map(json.dumps, lines)).encode()))
        assert read_pairs([path]) == [Pair("Kinh phí", ("Trẻ em",), "Ngân sách")]

    @pytest.mark.parametrize("line", ["{", '{"title": "a"}', '["a"]', '{"title": 1, "text": "b"}'])
    def test_a_line_that_is_no_pair_is_named(self, tmp_path, line):
        path = tmp_path / "pairs.jsonl"
        path.write_text('{"title": "a", "text": "b"}\n' + line, encoding="utf-8")
        with pytest.raises(EncoderError) as caught:
            read_pairs([path])
        assert caught.value.code == "pairs_unreadable"
        assert caught.value.facts["line"] == 2

    def test_short_lines_are_joined_with_what_follows(self):
        long = "Ủy ban nhân dân xã chỉ đạo các ngành, đoàn thể tổ chức thực hiện kế hoạch này " * 2
        assert pieces(f"1. Trách nhiệm:\n{long}\n{long}") == [f"1. Trách nhiệm:\n{long}", long]

    def test_a_text_of_one_piece_is_not_cut(self):
        assert pieces("Kinh phí từ ngân sách.") == []

    def test_terms_of_most_texts_are_chosen_and_unknown_ones_dropped(self):
        numbers = choose_terms([Pair("trẻ em", (), "trẻ"), Pair("trẻ em", (), "cô nhi")], 3)
        assert list(numbers) == [UNKNOWN, "em", "tre"]
        (example,) = examples([Pair("trẻ em nghèo", (), "trẻ em")], numbers)
        assert example.heading.tolist() == [2, 1]

    def test_terms_of_kept_texts_are_chosen_however_seldom(self):
        pairs = [Pair("trẻ em", (), "trẻ em")] * 9
        assert list(choose_terms(pairs, 3, ["con nít"])) == [UNKNOWN, "con", "con_nit"]


@pytest.fixture
def corpus(tmp_path):
    """A corpus folder of a few words and one plan."""
    files = {
        "synonyms.toml": 'synonyms = [{ plan = ["đuối nước"], asked = ["chết chìm"] }]',
        "topics.toml": '[[topics]]\nphrases = ["xâm hại", "bạo lực"]\nasked = ["đánh đập"]',
        "bodies.toml": '[[bodies]]\nname = "Công an"\naliases = ["công an", "cảnh sát"]',
        "abbreviations.toml": '[abbreviations]\n"te" = "trẻ em"',
        "glossary.toml": '[terms]\n"drowning" = "đuối nước"\n"children" = "trẻ em"',
        "questions.toml": '[words]\nstop = ["ai", "lo"]\nenglish_stop = ["the"]',
    }
    folder = tmp_path / "corpus"
    (folder / "plans").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    plan = (SHIPPED.parent / "plans" / "2023-phuong-phu-thu.txt").read_text(encoding="utf-8")
    (folder / "plans" / "plan.txt").write_text(plan, encoding="utf-8")
    return folder


class TestField:
    CLAUSE = "Công an phối hợp phòng, chống đuối nước cho trẻ em"

    def test_each_file_of_words_gives_pairs(self, corpus):
        said = {(pair.heading, pair.text) for pair in read_lexicon(corpus).pairs}
        assert {
            ("chết chìm", "đuối nước"),
            ("đánh đập", "xâm hại ; bạo lực"),
            ("cảnh sát", "Công an ; công an ; cảnh sát"),
            ("te", "trẻ em"),
            ("drowning", "đuối nước"),
        } <= said

    def test_a_text_is_cut_into_its_longest_known_phrases(self, corpus):
        units = Disguise(read_lexicon(corpus)).units(self.CLAUSE)
        known = {unit.words: (unit.others, unit.english) for unit in units if unit.others}
        assert known == {
            "công an": (("công an", "cảnh sát"), ()),
            "đuối nước": (("chết chìm",), ("drowning",)),
            "trẻ em": (("te",), ("children",)),
        }

    def test_a_pseudo_question_says_the_same_in_other_words(self, corpus):
        disguise = Disguise(read_lexicon(corpus))
        units, rng = disguise.units(self.CLAUSE), Random(7)
        questions = [disguise.question(units, rng) for _ in range(200)]
        used = Counter(word for question in questions for word in question.split())
        assert {"chìm", "drowning", "children", "te", "đuối", "lo", "the"} <= used.keys()
        assert len(set(questions)) > 150

    def test_plans_and_law_about_children_are_disguised_and_repeat_by_seed(self, corpus):
        about = "Công an phòng, chống đuối nước, xâm hại, bạo lực cho trẻ em"
        law = [Pair("An toàn", (), about), Pair("Thuế", (), "Thuế thu nhập")]
        first, second, other = (read_field(corpus, law, seed) for seed in (7, 7, 8))
        assert first == second != other
        texts = {pair.text for pair in first.disguised}
        assert about in texts
        assert "Thuế thu nhập" not in texts
        assert {pair.text for pair in first.clauses} <= texts
        assert any(pair.heading == "Trạm y tế" for pair in first.clauses)

    @pytest.mark.parametrize("name", ["synonyms.toml", "plans/plan.txt"])
    def test_a_missing_file_is_named(self, corpus, name):
        (corpus / name).unlink()
        with pytest.raises(EncoderError) as caught:
            read_field(corpus, [], 7)
        assert caught.value.code == "field_unreadable"


class TestTraining:
    def test_a_trained_folder_is_used_by_setting_and_repeats_by_seed(self, pairs_file, tmp_path):
        """Two runs give the same bytes; another seed gives another model."""
        code = (
            "import sys; from retrieval.encoder.train import main;"
            "sys.exit(sum(main([sys.argv[1], '--out', sys.argv[2] + name, *sys.argv[3:],"
            "'--seed', seed]) for name, seed in (('a', '7'), ('b', '7'), ('c', '8'))))"
        )
        in_new_python(code, str(pairs_file), f"{tmp_path}/", *TINY)
        first, second, other = (load_encoder(str(tmp_path / name)) for name in "abc")
        assert first.fingerprint == second.fingerprint != other.fingerprint
        assert first.encode(TEXTS).shape == (3, 8)
        assert "12 pairs" in Path(tmp_path / "a" / "README.md").read_text(encoding="utf-8")

    def test_words_of_the_field_get_vectors_when_its_folder_is_named(
        self, pairs_file, corpus, tmp_path
    ):
        code = "import sys; from retrieval.encoder.train import main; sys.exit(main(sys.argv[1:]))"
        out = str(tmp_path / "model")
        in_new_python(code, str(pairs_file), "--field", str(corpus), "--out", out, *ROOMY)
        assert load_encoder(out).encode(["drowning"]).any()
        card = Path(tmp_path / "model" / "README.md").read_text(encoding="utf-8")
        assert "pseudo-questions" in card
        assert "--field corpus" in card


class TestOtherModels:
    """Models of sentence-transformers made here: no download."""

    @pytest.fixture(params=["static", "transformer"])
    def folder(self, request, tmp_path):
        make = static_model if request.param == "static" else transformer_model
        make(tmp_path / "parts").save(str(tmp_path / "model"), create_model_card=False)
        return tmp_path / "model"

    def test_a_folder_is_usable_by_setting(self, folder):
        encoder = load_encoder(str(folder))
        rows = encoder.encode(["trẻ em", "", "trẻ em"])
        assert rows.shape == (3, encoder.dim)
        assert rows.dtype == np.float32
        assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 1], abs=1e-5)
        assert np.allclose(rows[0], rows[2], atol=1e-6)
        assert encoder.encode([]).shape == (0, encoder.dim)
        assert load_encoder(str(folder)).fingerprint == encoder.fingerprint

    def test_other_weights_have_another_fingerprint(self, tmp_path):
        for name in "ab":
            static_model(tmp_path).save(str(tmp_path / name), create_model_card=False)
        first, second = (load_encoder(str(tmp_path / name)) for name in "ab")
        assert first.fingerprint != second.fingerprint


def static_model(_parts):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    return SentenceTransformer(modules=[StaticEmbedding(tokenizer(), embedding_dim=8)])


def transformer_model(parts):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    BertModel(small_config()).save_pretrained(parts)
    save_tokenizer(parts)
    words = Transformer(str(parts))
    return SentenceTransformer(modules=[words, Pooling(8)])


def small_config():
    from transformers import BertConfig

    return BertConfig(
        vocab_size=8,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=16,
    )


def save_tokenizer(folder):
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer(), pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder)


def tokenizer():
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    found = Tokenizer(WordLevel({"[PAD]": 0, "[UNK]": 1, "trẻ": 2, "em": 3}, unk_token="[UNK]"))
    found.pre_tokenizer = WhitespaceSplit()
    return found


def test_rows_of_zeros_stay_zeros():
    rows = unit_rows(np.array([[0.0, 0.0], [3.0, 4.0]]))
    assert rows == pytest.approx(np.array([[0.0, 0.0], [0.6, 0.8]]))

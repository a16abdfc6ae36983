"""A paper set as Word and read back: the form holds, the words are all there."""

import pytest

from prompts.word.paper import Annex, Paper, spoken_day
from prompts.word.plans import paper_of
from prompts.word.setting import set_paper
from retrieval.corpus import CORPUS
from retrieval.reading import read_file
from tests.prompts.sample_plan import DAY, reviewed, sample

PLANS = sorted(path.stem for path in (CORPUS / "plans").glob("*.txt"))


@pytest.mark.parametrize("name", PLANS)
def test_each_shipped_plan_set_anew_has_no_fault_of_form(name, services, tmp_path):
    """Whatever the plan's own form was; its words stay as they are."""
    library = services.library
    document = next(each for each in library.documents() if each.id == name)
    blocks = library.blocks(name)
    content = set_paper(paper_of(document, blocks, library.text(name)))
    report = reviewed(tmp_path, content)
    assert [each for each in report.findings if each.rule.startswith("form.")] == []
    text = "".join(read_file(tmp_path / "du-thao.docx").text.split())
    clauses = [block.text for block in blocks if block.type.value == "clause"]
    lost = [each for each in clauses if "".join(each.split()).rstrip("./;,") not in text]
    assert lost == []


def test_a_table_of_an_annex_repeats_its_header_row(tmp_path):
    rows = tuple((str(i), "Rà soát nơi nguy hiểm", "Công an xã") for i in range(1, 30))
    annex = Annex(("PHỤ LỤC", "Phân công"), ("TT", "Nhiệm vụ", "Chủ trì"), rows, (0.1, 0.6, 0.3))
    paper = sample()
    fields = {name: getattr(paper, name) for name in Paper.__slots__} | {"annexes": (annex,)}
    (tmp_path / "bang.docx").write_bytes(set_paper(Paper(**fields)))
    layout = read_file(tmp_path / "bang.docx", measured=True).layout
    assert layout is not None
    assert [table.repeats for table in layout.tables if table.bordered] == [True]


def test_days_are_spoken_as_decree_30_wants():
    """A zero before days below 10, and before January and February only."""
    assert spoken_day(DAY.replace(day=5, month=4), 2027) == "ngày 05 tháng 4 năm 2026"
    assert spoken_day(DAY.replace(day=5, month=1), 2027) == "ngày 05 tháng 01 năm 2026"
    assert "năm 2027" in spoken_day(None, 2027)

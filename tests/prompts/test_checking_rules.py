"""Every rule against its own examples: the bad one is found, the good one is not."""

import pytest

from prompts.checking import all_rules
from tests.prompts.sample_plan import drafted, reviewed

_WITH_EXAMPLES = [rule for rule in all_rules().values() if rule.place]


def test_the_sample_plan_has_no_fault(tmp_path):
    assert reviewed(tmp_path, drafted("", "")).findings == ()


@pytest.mark.parametrize("rule", _WITH_EXAMPLES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule, tmp_path):
    bad = {each.rule for each in reviewed(tmp_path, drafted(rule.place, rule.bad)).findings}
    good = {each.rule for each in reviewed(tmp_path, drafted(rule.place, rule.good)).findings}
    assert rule.id in bad
    assert rule.id not in good


def test_every_rule_says_what_it_wants_and_on_what_basis():
    for rule in all_rules().values():
        assert rule.says.endswith("."), rule.id
        assert rule.fix.endswith("."), rule.id
        assert rule.basis, rule.id

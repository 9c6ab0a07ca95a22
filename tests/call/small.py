"""A small pack written out as text, so that each test shows the rule it is about."""

from pathlib import Path

from agent_assist.call.replay import Replayed, replay
from agent_assist.call.tape import read_tape
from agent_assist.script.model import Script
from agent_assist.script.shelf import read_script

PACK = """
organisation = "Test"
language = "{language}"
address = "{{surname}}{{title}}"
[rules]
hangup = "agent"
promises = ["2h", "24h", "now"]
name = "use"
[timings]
late = 10
[titles]
mr = {{ word = "先生", alone = "先生" }}
ms = {{ word = "女士", alone = "女士" }}
[slots.surname]
label = "姓氏"
fallback = ""
personal = true
[slots.title]
label = "称谓"
kind = "choice"
fallback = ""
[slots.callback_no]
label = "电话"
ask = "请问您的电话是多少？"
personal = true
[slots.issue]
label = "事由"
ask = "请问是什么事？"
aliases = ["complaint"]
personal = true
[slots.complaint_class]
label = "类别"
kind = "choice"
fallback = ""
choices = {{ simple = "简单", complex = "复杂" }}
[slots.consent]
label = "同意等待"
kind = "tick"
fallback = ""
[slots.read_back]
label = "复述电话"
kind = "tick"
fallback = ""
"""
TOPIC = """
[opening]
title = "开场"
late = "sorry"
[opening.greet]
title = "问候"
say = "[{caller}，]您好，请问有什么可以帮您？"
wait = { seconds = 5, to = "silent-caller" }
replies = [{ id = "yes", label = "有事", to = "anything-else" }]
[opening.sorry]
title = "久等"
say = "让您久等了，请问有什么可以帮您？"
wait = { seconds = 5, to = "silent-caller" }
replies = [{ id = "yes", label = "有事", to = "anything-else" }]

[silent-caller]
title = "无声"
heard = "back"
lost = true
[silent-caller.repeat]
title = "再问"
say = "您好，请问有什么可以帮您？"
wait = { seconds = 5, to = "exit" }
[silent-caller.exit]
title = "换电话"
say = "请您换一部电话再打，再见。"
wait = { seconds = 5, opens = "hangup" }

[thanks]
title = "谢谢"
reflex = true
[thanks.reply]
title = "不客气"
say = "不客气。"
replies = [{ id = "still", label = "还谢", to = "reply" }]

[complaint]
title = "投诉"
[complaint.listen]
title = "听"
say = "对不起，请您说一下情况，好吗？"
record = ["issue"]
replies = [
  { id = "clear", label = "说完了", to = "number", needs = ["said", "issue"] },
  { id = "nothing", label = "不说", to = "back" },
]
[complaint.number]
title = "复述"
say = "您的电话是{callback_no}，对吗？"
record = ["callback_no"]
tick = "read_back"
replies = [
  { id = "simple", label = "简单", to = "two-hours", set = { complaint_class = "simple" }, needs = ["said"] },
  { id = "complex", label = "复杂", to = "one-day", set = { complaint_class = "complex" } },
]
[complaint.two-hours]
title = "两小时"
say = "两小时内给您答复。"
follow_up = { within = "2h", owner = "agent", reason = "complaint" }
next = "anything-else"
[complaint.one-day]
title = "一天"
say = "二十四小时内给您答复。"
follow_up = { within = "24h", owner = "agent", reason = "complaint" }
next = "anything-else"

[hold]
title = "等待"
held = "holding"
resumed = "return"
[hold.ask]
title = "征得同意"
say = "我查一下，请您稍等，好吗？"
replies = [
  { id = "yes", label = "同意", to = "holding", set = { consent = "yes" } },
  { id = "no", label = "不同意", to = "back" },
]
[hold.holding]
title = "等待中"
next = "return"
wait = { seconds = 30, to = "refresh" }
[hold.refresh]
title = "安抚"
say = "还在查，请您再等一下，好吗？"
next = "holding"
[hold.return]
title = "返回"
say = "让您久等了，谢谢您。"

[anything-else]
title = "还有吗"
[anything-else.ask]
title = "问"
say = "请问还有什么可以帮您？"
replies = [{ id = "yes", label = "有", to = "back" }, { id = "no", label = "没有", to = "closing" }]

[closing]
title = "结束"
[closing.bye]
title = "再见"
say = "[{caller}，]感谢您的来电，再见。"
hangup = "said"
"""


def make_script(folder: Path) -> Script:
    for language in ("zh", "en"):
        pack = folder / f"scripts_{language}" / "test"
        pack.mkdir(parents=True)
        (pack / "pack.toml").write_text(PACK.format(language=language), encoding="utf-8")
        (pack / "all.toml").write_text(TOPIC.replace("您好", "Hello" if language == "en" else "您好"), encoding="utf-8")
    roots = {"zh": [folder / "scripts_zh"], "en": [folder / "scripts_en"]}
    found, problems = read_script("test", roots)
    assert not problems
    assert found is not None
    return found


def run(script: Script, text: str) -> Replayed:
    tape, problems = read_tape("pack test zh\n" + text, "test.tape")
    assert problems == ()
    assert tape is not None
    return replay(tape, script)


def passes(script: Script, text: str) -> Replayed:
    done = run(script, text)
    assert [str(problem) for problem in done.problems] == []
    return done

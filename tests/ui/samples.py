"""Words to draw the components with, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import (
    ActionView,
    ChipView,
    Figure,
    FollowUpRow,
    HangupView,
    Head,
    HitRow,
    KeyRow,
    MustRow,
    NeverView,
    Option,
    Part,
    PathRow,
    Rank,
    ResultsView,
    RingKind,
    RingView,
    RowMarks,
    SayState,
    SayView,
    Tick,
    WaitView,
)
from agent_assist.ui.theme import Tone


@dataclass(frozen=True)
class Samples:
    chips: tuple[ChipView, ...]
    says: tuple[SayView, ...]
    long: SayView
    endless: SayView
    never: NeverView
    never_long: NeverView
    waits: tuple[WaitView, ...]
    hangups: tuple[HangupView, ...]
    situations: tuple[KeyRow, ...]
    reflexes: tuple[KeyRow, ...]
    replies: tuple[KeyRow, ...]
    results: ResultsView
    musts: tuple[MustRow, ...]
    path: tuple[PathRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    figures: tuple[Figure, ...]
    actions: tuple[ActionView, ...]
    titles: tuple[Option, ...]
    modes: tuple[Option, ...]
    then: Head
    must_head: Head
    path_head: Head
    promise_head: Head
    search_hint: str


def found(*spans: tuple[int, int]) -> Callable[[], RowMarks]:
    """What was found in the words of a row."""
    return lambda: RowMarks(spans)


def mains(view: SayView) -> tuple[ActionView, ...]:
    return (_SAID_ZH,) if view.chinese else (_BACK_EN,) if view.main == _BACK_EN else (_SAID_EN,)


def parts(marked: str) -> tuple[Part, ...]:
    """Parts from a text whose slot values stand in square brackets."""
    made = []
    for at, piece in enumerate(marked.replace("]", "[").split("[")):
        if piece:
            made.append(Part(piece, slot=at % 2 == 1))
    return tuple(made)


_SAID_ZH = ActionView("said", "已说", "空格", Icon.TICK, Rank.PRIMARY)
_SAID_EN = ActionView("said", "Said", "Space", Icon.TICK, Rank.PRIMARY)
_BACK_EN = ActionView("resume", "Back on the line", "A", Icon.PHONE, Rank.PRIMARY)
_OTHERS_ZH = (
    ActionView("copy", "复制", "C", also=("已复制",)),
    ActionView("speak", "朗读", "V"),
    ActionView("undo", "撤销", "Z", rank=Rank.QUIET),
)
_OTHERS_EN = (
    ActionView("copy", "Copy", "C", also=("Copied",)),
    ActionView("speak", "Read aloud", "V"),
    ActionView("undo", "Undo", "Z", rank=Rank.QUIET),
)

ZH = Samples(
    chips=(
        ChipView(Icon.TICK, Tone.PLAIN, "空闲", "01:12"),
        ChipView(Icon.PHONE, Tone.SAY, "来电 · 第 2 声", "00:04"),
        ChipView(Icon.PHONE, Tone.OPEN, "通话中", "00:19"),
        ChipView(Icon.WAIT, Tone.WAIT, "等待 5 秒", "3.2"),
        ChipView(Icon.HOLD, Tone.WAIT, "请客户等待", "0:38"),
        ChipView(Icon.HANGUP, Tone.OPEN, "可以挂机"),
        ChipView(Icon.RECORD, Tone.RECORD, "整理", "0:21"),
        ChipView(Icon.OFFLINE, Tone.NEVER, "电话未连接"),
    ),
    says=(
        SayView(
            parts("[李先生]，我复述一下您的电话：[139 0000 2211]，对吗？"), True, SayState.UNSAID,
            "请说", "投诉 › 复述电话", "S3-43", main=_SAID_ZH, others=_OTHERS_ZH,
        ),
        SayView(
            parts("[李先生]，我复述一下您的电话：[139 0000 2211]，对吗？"), True, SayState.SAID,
            "请说", "投诉 › 复述电话", "S3-43", said="02:14 已说", others=_OTHERS_ZH,
        ),
        SayView(
            parts("请您留一个联系电话，好吗？"), True, SayState.ASK, "先问", "这句话里要用到 联系电话",
            main=ActionView("fill", "填好", "Enter", tone=Tone.RECORD), slot="callback", field="联系电话",
        ),
    ),
    long=SayView(
        parts("[张女士]，您好！这里是[某某快递]，[8021] 号为您服务，请问有什么可以帮您？"), True, SayState.NEXT,
        "下一通先说", norms="S3-01",
        main=ActionView("answer", "手动接听", "空格", Icon.PHONE), others=(ActionView("drill", "练 3 道到期题", "F6"),),
        note="约 4 秒读完",
    ),
    endless=SayView(
        parts("[张女士]，让您久等了，非常抱歉。您反映的破损件我已经登记，理赔同事会在二十四小时之内给您答复，也就是[明天下午四点零五分]之前。"
              "到时我会用这个号码[138 0013 8000]给您回电，请您保持电话畅通。如果您在这之前想起什么要补充，请随时打我们的热线，"
              "报您的单号就可以，不用再从头说一遍。另外，请您先不要丢掉外包装，也麻烦拍几张照片，理赔同事可能会请您发过来。"),
        True, SayState.UNSAID, "请说", "投诉 › 承诺时限", "S3-47 S3-49", main=_SAID_ZH, others=_OTHERS_ZH,
        note="约 31 秒读完", more="下面还有",
    ),
    never=NeverView("别说", ("“喂，说话呀！”", "“再不说话我就挂了！”"), "改为", "按原句再问候一遍，语气不变，再等 5 秒"),
    never_long=NeverView("别说", ("“不知道，过几天您再打过来问问吧，我也没有办法给您查。”", "“这不归我管，您找别人吧。”", "“您急什么？”"),
                         "改为", "说清时限、谁负责、用哪个号码回电，三样都要有，不能只说尽快"),
    waits=(
        WaitView(RingView(RingKind.LEFT, 3200, 5000, "秒"), "共 5 秒", "到时提示音，转到结束语", loud=True),
        WaitView(RingView(RingKind.LEFT, 1000, 5000, "秒"), "共 5 秒", "到时提示音，转到结束语", loud=True),
        WaitView(RingView(RingKind.DONE, unit="秒"), "5 秒无声", "客户一出声按 F，随时可以接回"),
        WaitView(RingView(RingKind.GONE, 38_000, 60_000, "已等"), "已等 0:38", "到 1:00 提示音：告诉客户还在查"),
        WaitView(RingView(RingKind.EMPTY), "", "这一步不用等"),
    ),
    hangups=(
        HangupView(False, "挂机锁定", "还差 2 项",
                   (Tick("两遍问候都已说", True), Tick("说完结束语", False), Tick("再等 5 秒", False))),
        HangupView(True, "可以挂机", detail="结束语已说，等待已满。", key="B"),
        HangupView(True, "可以挂机", detail="结束语已说，等待已满。挂机后自动登记为无声电话。", key="B"),
        HangupView(False, "挂机锁定", "还差 1 项", (Tick("等客户先挂", False),)),
        HangupView(False, "未在通话"),
    ),
    situations=tuple(
        KeyRow(f"s{at}", key, title, current=at == 0)
        for at, (key, title) in enumerate(
            zip("1234567890", ("听不到声音", "声音小，听不清", "环境嘈杂", "听不懂方言", "打错电话", "转部门、找业务员",
                               "情绪激动、骂人", "投诉，当场答不了", "系统故障", "全部 52 个情况…"), strict=True)
        )
    ),
    reflexes=tuple(
        KeyRow(f"r{key}", key, title)
        for key, title in zip("QWERTASD", ("谢谢", "表扬", "客户道歉", "建议", "再见", "请稍等", "单通", "没声音"), strict=True)
    ),
    replies=(
        KeyRow("heard", "F", "客户说话了", "回到开场"),
        KeyRow("faint", "1", "有声音，但很小", "声音小"),
        KeyRow("noise", "2", "杂音大，听不清", "环境嘈杂"),
        KeyRow("deaf", "3", "客户说听不到我，一直在重复“喂”，也不回答我的任何问题", "客户听不到我，调高音量"),
        KeyRow("due", "", "一直没有声音", "到时自动转结束语", alone=True),
    ),
    results=ResultsView(
        "tbd", "拼音首字母，5 条",
        (
            HitRow("a", "抱歉，暂时听不到您的声音。请您换一部电话再拨。", "听不到声音 › 第 3 步 结束语", found((5, 8))),
            HitRow("b", "不好意思，请您讲普通话好吗？谢谢您。", "听不懂方言 › 第 1 步", lambda: RowMarks(place=((0, 3),))),
            HitRow("c", "您现在还听不到我吗？我把音量调高一些。", "客户听不到我 › 第 1 步", found((4, 7))),
            HitRow("d", "线路成了单通，我听不到您。请先挂机，我马上打给您。", "单通 › 约定回拨", found((8, 11))),
            HitRow("e", "请您记一下投保单号，我念慢一些。", "我的短语", found((5, 8))),
        ),
        keys=(("Enter", "打开"), ("Ctrl Enter", "复制"), ("Esc", "关闭")),
    ),
    musts=(
        MustRow("a", "两遍问候原句一致", True),
        MustRow("b", "到时说结束语", False, due=True),
        MustRow("c", "登记为无声电话", False, by_hand=False, note="自动"),
    ),
    path=(
        PathRow("00:00", Icon.PHONE, Tone.PLAIN, "振铃 2 声，接听"),
        PathRow("00:02", Icon.SAY, Tone.SAY, "开场"),
        PathRow("00:07", Icon.WAIT, Tone.WAIT, "5 秒无声"),
        PathRow("00:17", Icon.SAY, Tone.SAY, "第 2 步：再次问候", current=True),
    ),
    follow_ups=(
        FollowUpRow("1", "超时 12 分", "投诉 · 派件态度，2 小时内答复", "李先生", "2 小时 · 已升级组长", Icon.LATE, Tone.NEVER),
        FollowUpRow("2", "今天 17:30", "破损件理赔结论", "张女士", "还有 1 小时 25 分 · 客户要结论", Icon.CLOCK, Tone.WAIT),
        FollowUpRow("3", "明天 09:40", "改派地址已核实，回告", "王先生", "24 小时"),
        FollowUpRow("4", "系统恢复后", "查件 7702 1188 结果", "陈女士", "无时限 · 等系统", Icon.FLAG),
    ),
    figures=(
        Figure("23", "接听"),
        Figure("96%", "3 秒内接听"),
        Figure("2:41", "平均通话"),
        Figure("5 / 6", "按时回访", Tone.WAIT, Icon.CLOCK),
        Figure("0", "忌语", Tone.OPEN, Icon.TICK),
    ),
    actions=(_SAID_ZH, _OTHERS_ZH[0], _OTHERS_ZH[2], ActionView("x", "填好", "Enter", tone=Tone.RECORD),
             ActionView("y", "发布", icon=Icon.LOCK, enabled=False), ActionView("h", "叫组长", "H", Icon.HELP)),
    titles=(Option("mr", "先生"), Option("ms", "女士"), Option("", "未定")),
    modes=(Option("desk", "坐席台"), Option("practice", "演练"), Option("packs", "话术包")),
    then=Head("客户接下来", Icon.CUSTOMER, Tone.CUSTOMER),
    must_head=Head("这一步必须做", Icon.RECORD, Tone.RECORD),
    path_head=Head("本次通话", note="F 客户出声 · Z 撤销"),
    promise_head=Head("待办与回访", Icon.CLOCK, note="此号码 1 项"),
    search_hint="搜索话术、拼音首字母、条款号",
)  # fmt: skip

EN = Samples(
    chips=(
        ChipView(Icon.TICK, Tone.PLAIN, "Ready", "1:12"),
        ChipView(Icon.PHONE, Tone.SAY, "Ringing · 2nd ring", "0:04"),
        ChipView(Icon.PHONE, Tone.OPEN, "On the line", "0:19"),
        ChipView(Icon.WAIT, Tone.WAIT, "Waiting 5 s", "3.2"),
        ChipView(Icon.HOLD, Tone.WAIT, "On hold", "0:38"),
        ChipView(Icon.HANGUP, Tone.OPEN, "May hang up"),
        ChipView(Icon.RECORD, Tone.RECORD, "Wrap-up", "0:21"),
        ChipView(Icon.OFFLINE, Tone.NEVER, "Phone not connected"),
    ),
    says=(
        SayView(
            parts("[Mr Li], may I read your number back: [139 0000 2211], is that right?"), False, SayState.UNSAID,
            "SAY", "Complaint › Read the number back", "S3-43", main=_SAID_EN, others=_OTHERS_EN,
        ),
        SayView(
            parts("[Mr Li], may I read your number back: [139 0000 2211], is that right?"), False, SayState.SAID,
            "SAY", "Complaint › Read back", "S3-43", said="2:14 said", others=_OTHERS_EN,
        ),
        SayView(
            parts("May I have a number to call you back on?"), False, SayState.ASK, "ASK FIRST",
            "the line needs: callback number",
            main=ActionView("fill", "Fill in", "Enter", tone=Tone.RECORD), slot="callback", field="Callback number",
        ),
    ),
    long=SayView(
        parts("[Ms Zhang], thank you for waiting, and I am sorry it took so long. Your claim is with our claims team now: "
              "you will have a full answer by [4:05 pm tomorrow, Sunday], and I will call you myself on [138 0013 8000]."),
        False, SayState.UNSAID, "SAY ON RETURN", "Complaint › Hold › when you come back", "S3-47 S3-49",
        main=_BACK_EN, others=_OTHERS_EN, note="about 11 s",
    ),
    endless=SayView(
        parts("[Ms Zhang], thank you for waiting, and I am sorry it took so long. Your claim is with our claims team now: "
              "you will have a full answer by [4:05 pm tomorrow, Sunday], and I will call you myself on [138 0013 8000]. "
              "If anything comes to mind before then, please call our hotline and give your tracking number, so that you "
              "need not tell the whole story again. Please keep the wrapping, and take a few pictures of it if you can: "
              "my colleagues may ask you to send them."),
        False, SayState.SAID, "SAY", "Complaint › Promise a time", "S3-47 S3-49", said="5:34 said", others=_OTHERS_EN,
        note="about 26 s", more="more below",
    ),
    never=NeverView("NEVER", ("“I don't know, call again in a couple of days.”",), "Instead",
                    "name the time limit, the owner, and the number you will call"),
    never_long=NeverView("NEVER", ("“That is not my department, you will have to find somebody else to help you.”",
                                   "“Calm down.”"), "Instead", "apologise once, name the next step, and stay on the line"),
    waits=(
        WaitView(RingView(RingKind.LEFT, 22_000, 60_000, "left"), "Held 0:38", "At 1:00 a chime: say you are still there"),
        WaitView(RingView(RingKind.LEFT, 3_160, 5000, "s"), "5 s in all", "Then a chime, and the exit line", loud=True),
        WaitView(RingView(RingKind.DONE), "5 s of silence", "F as soon as the customer speaks"),
        WaitView(RingView(RingKind.GONE, 98_000, 60_000, "held"), "Held 1:38", "Check in with the customer now", loud=True),
        WaitView(RingView(RingKind.EMPTY), "", "Nothing to wait for here"),
    ),
    hangups=(
        HangupView(False, "Hang-up locked", "2 to go",
                   (Tick("Complaint written down", True), Tick("Number read back", False),
                    Tick("Customer hangs up first", False))),
        HangupView(True, "May hang up", detail="Exit line said, wait over.", key="B"),
        HangupView(True, "May hang up", detail="Exit line said, wait over. Will be logged as a silent call.", key="B"),
        HangupView(False, "Hang-up locked", "4 to go",
                   (Tick("Complaint written down", True), Tick("Number read back", False), Tick("Apology said", False),
                    Tick("Promise with a time", False), Tick("Customer hangs up first", False))),
        HangupView(False, "Not on a call"),
    ),
    situations=tuple(
        KeyRow(f"s{at}", key, title, current=at == 7)
        for at, (key, title) in enumerate(
            zip("1234567890", ("Cannot hear the caller", "Caller is faint", "Noisy line", "Dialect", "Wrong number",
                               "Other department", "Furious caller", "Complaint, reply later", "System is down",
                               "All 52 situations…"), strict=True)
        )
    ),
    reflexes=tuple(
        KeyRow(f"r{key}", key, title)
        for key, title in zip("QWERTASD", ("Thanks", "Praise", "Apology", "Suggestion", "Goodbye", "Hold", "One-way",
                                           "No sound"), strict=True)
    ),
    replies=(
        KeyRow("heard", "F", "Speaks while on hold", "back on the line"),
        KeyRow("yes", "1", "Accepts the 24 hours", "Anything else?"),
        KeyRow("no", "2", "Wants an answer today", "Ask supervisor"),
        KeyRow("shout", "3", "Starts shouting again, and will not let you finish a single sentence", "Furious caller"),
        KeyRow("due", "", "Still no sound", "exit line, by itself", alone=True),
    ),
    results=ResultsView(
        "cant hear", "words, 3 hits",
        (
            HitRow("a", "I am sorry, I can't hear you at the moment. Please call again from another phone. Thank you for "
                   "your patience, and goodbye for now.", "Cannot hear the caller › step 3, exit line", found((14, 24))),
            HitRow("b", "Can you hear me now? I have turned my volume up.", "Caller cannot hear › step 1", found((8, 12))),
            HitRow("c", "The line only works one way, so I will call you back.", "One-way audio › step 1", lambda: RowMarks(place=((0, 7),))),
        ),
        keys=(("Enter", "open"), ("Ctrl Enter", "copy"), ("Esc", "close")),
    ),
    musts=(
        MustRow("a", "Apologise before anything else", True),
        MustRow("b", "Complaint written down", True, by_hand=False, note="auto"),
        MustRow("c", "Read the number back", False, due=True),
        MustRow("d", "Promise a time in words", False),
    ),
    path=(
        PathRow("0:00", Icon.SAY, Tone.SAY, "Opening"),
        PathRow("0:14", Icon.LATE, Tone.NEVER, "Furious caller"),
        PathRow("2:51", Icon.FLAG, Tone.WAIT, "Complaint: complex, 24 h"),
        PathRow("5:34", Icon.HOLD, Tone.WAIT, "Hold, she agreed", current=True),
    ),
    follow_ups=(
        FollowUpRow("1", "12 min late", "Complaint about a courier, answer in 2 h", "Mr Li", "2 h · with team leader", Icon.LATE,
                    Tone.NEVER),
        FollowUpRow("2", "17:30", "Crushed parcel, result of the claim", "Ms Zhang", "24 h · 1:25 left", Icon.CLOCK, Tone.WAIT),
        FollowUpRow("3", "Sun 09:40", "New address checked, tell him", "Mr Wang", "24 h"),
        FollowUpRow("4", "when restored", "Tracking 7702 1188, result", "Ms Chen", "no limit · system down", Icon.FLAG),
    ),
    figures=(
        Figure("23", "calls"),
        Figure("96%", "answered within 3 s"),
        Figure("2:41", "average call"),
        Figure("5 / 6", "promises kept in time", Tone.WAIT, Icon.CLOCK),
        Figure("0", "words to avoid said", Tone.OPEN, Icon.TICK),
    ),
    actions=(_SAID_EN, _OTHERS_EN[0], _OTHERS_EN[2], ActionView("x", "Fill in", "Enter", tone=Tone.RECORD),
             ActionView("y", "Publish", icon=Icon.LOCK, enabled=False), ActionView("h", "Leader", "H", Icon.HELP)),
    titles=(Option("mr", "Mr"), Option("ms", "Ms"), Option("", "–")),
    modes=(Option("desk", "Desk"), Option("practice", "Practice"), Option("packs", "Packs")),
    then=Head("THEN the customer", Icon.CUSTOMER, Tone.CUSTOMER),
    must_head=Head("Must do here", Icon.RECORD, Tone.RECORD),
    path_head=Head("This call", note="Z undo"),
    promise_head=Head("Promises", Icon.FLAG, note="from the end of the call"),
    search_hint="Search lines, pinyin initials, norm ids",
)  # fmt: skip

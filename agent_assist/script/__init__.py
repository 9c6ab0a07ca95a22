"""What may be said: the script packs of an organisation, read, checked and filled.

The room knows nothing about a running call. It turns folders of TOML into frozen `model.Pack` objects and says, with
exact places, what is wrong with them. Everything above it takes a `Pack` as a plain value.

The pack format
===============

A pack is a folder with ``pack.toml`` and one TOML file per topic. A topic file holds scenarios; a table inside a scenario
is a step; every other key belongs to the scenario's header.

``pack.toml``::

    organisation = "申通快递"          # shown in the top bar
    language = "zh"                    # zh or en
    extends = "common"                 # the pack below this one (optional)
    norms = "S3"                       # whose norms it serves (optional; `common` has none)
    address = "{surname}{title}"       # how a caller is addressed when both are known
    situations = ["silent-caller", ...]  # the order on the desk; Ctrl+1 to Ctrl+9 are the first nine
    locked = ["opening.greet"]         # lines that a personal pack must not replace
    omit = ["english-caller", "hold.refresh"]   # what is inherited and not wanted

    [rules]                            # house rules, see `model.Rules`
    hangup = "after-wait"              # agent | after-wait | customer
    hold = "mute"                      # mute | talk
    dialect = "forbidden"              # forbidden | allowed | mandarin | unset
    promises = ["2h", "24h", "soon", "now", "restored"]
    leader = "组长"                    # who is told
    hours = "08:30-18:00"              # when people serve; "24h" (default). "soon" counts these hours, a number never does
    name = "use"                       # use: a known name must be said before hanging up | free

    [rules.norms]                      # the norms that house rules serve
    dialect = ["S3-17", "S3-18"]

    [timings]                          # seconds with a name; a wait or a rule may cite them
    silent = 5
    answer = 3                         # answered later is late for the gauge
    late = 12                          # answered later: the opening's `late` step is shown first
    soon = 14400                       # the hidden due time behind "as soon as possible"

    [titles]                           # title ids and their words: after a surname, and alone
    mr = { word = "先生", alone = "先生" }

    [slots.callback_no]
    label = "联系电话"
    ask = "请您留一个方便联系的电话，好吗？"   # a line that needs it and lacks it shows this question instead
    fallback = "..."                   # or: what stands in its place when it is unknown
    value = "..."                      # or: a constant of the organisation
    choices = { simple = "简单", complex = "复杂" }
    kind = "text"                      # text | phone | number | choice | tick | note
    personal = true                    # a value about a person: encrypted, destroyed after wrap-up
    aliases = ["complaint"]            # other names a tape may use

    [directory.claims]                 # numbers of the organisation; a public one may be given to customers
    name = "理赔专线"
    number = "400-000-0101"
    public = true                      # false: a hard taboo wherever it is said; norm and instead go with it

    [[taboos]]                         # pack-wide; the same keys as in a scenario or step
    say = "大点声，听不见"
    also = ["{louder}"]
    norm = "X-03"

    [wordings]                         # lists of wordings that taboos share; those of a pack and of what it extends add up
    louder = ["(大点声/声音大点)[听不(见/清)]", "嗓门大点"]
    louder-allowed = ["(请/麻烦)…声"]  # what is right although {louder} matches

A topic file::

    [silent-caller]
    title = "听不到客户的声音"         # at most 10 Chinese or 22 Latin characters
    aliases = ["没声音", "不说话"]     # words to search it by
    start = "repeat"                   # the step it begins with (default: the first one)
    heard = "back"                     # back: hearing the customer ends this scenario | stay (default)
    reflex = false                     # true: one key, said, and back again
    lost = false                       # true: the customer cannot be heard, so what is owed does not lock the hang-up
    visit = false                      # true: face to face, where nobody waits for the other one to hang up
    late = "answered-late"             # opening only: the step shown when the call was answered late
    held = "holding"                   # hold only: the step while the caller is held
    resumed = "return"                 # hold only: the step when the caller is back
    taboos = [...]                     # apply in every step of the scenario
    guide = [...]

    [silent-caller.repeat]
    title = "再次问候"
    say = "[{caller}，]您好，请问有什么可以帮您？"
    norms = ["S3-07"]
    wait = { seconds = 5, to = "exit" }      # or seconds = "silent" (a timing); `opens = "hangup"` instead of `to`
    replies = [{ id = "heard", label = "客户说话了", to = "back" }]
    next = "other-step"                # where `said` leads at once
    record = ["callback_no", "issue"]  # slots that must be recorded because of this step
    tick = "read_back"                 # a tick slot that saying this line fulfils; owed until then
    hangup = "said"                    # hanging up is allowed here once the line was said
    follow_up = { within = "24h", owner = "agent", reason = "complaint", norm = "S3-47" }   # made by `said`; or a list
    taboos = [{ say = "再不说话我就挂了", norm = "S3-08", instead = "...", severity = "hard" }]
    guide = [{ tip = "音量不变", norm = "S3-11" }]

``only = { hold = "mute" }`` in a step, reply, taboo or tip: it is there in packs with that house rule (one word or a list,
for hangup, hold, dialect, name), so that what a pack extends can serve several houses.

What ``extends`` means: headers of scenarios and pack.toml merge key by key; aliases, taboos, tips and slots add up; a step that is
written replaces the whole inherited step, so who wants another line copies its replies, wait and next too. A greeting of one's own::

    [opening.greet]
    title = "开场白"
    say = "您好，东区服务台，很高兴为您服务。"
    wait = { seconds = "silent", to = "silent-caller" }
    replies = [{ id = "matter", label = "说明来意", to = "listen" }]

Targets (``to``, ``next``): ``back``; a step of the same scenario; a scenario; ``scenario.step``. A target in another
scenario is pushed, ``back`` returns to the step that was left.

Replies: ``id``, ``label``, ``to``, and optionally ``needs`` (what must be true before: ``said``, ``wait`` or slot names),
``set`` (a table of slots this choice records, ids only) and ``norm``. Ids shared where they fit: heard, yes, no, clear,
still, nothing, solved, escalate.

``phrases.toml`` holds phrases that belong to no step and are found by the search; `phrases` tells its form.

A table and a key cannot share a name: no step is called like a header key (``late``, ``held``, ``start`` ...).

Taboos: ``say`` (words, as people are shown them), ``also`` (further wordings), ``pattern`` (a regular expression on folded
text) or ``do`` (a behaviour, shown as "never do"); with ``norm`` (one id or a list), ``instead``, ``why``, ``severity``
("hard" or "soft"), ``except`` (wordings that are allowed although they match), ``except_in`` (scenarios in which they are right) and ``here`` (true: wrong in this place only;
otherwise a hard taboo also counts elsewhere, where its wording is a sentence of its own or stands under ``also``). Words and
wordings are found by sound and with small slips; `wording` tells how, and what ``(a/b) [a] … ^ $ {list}`` mean. A behaviour
names what watches over it in ``by``: lock (hang-up stays locked), record, tick, follow-up, reply (a guarded reply), name
(the name must be used), rule (a house rule), person (only people can judge it).

Lines: ``{slot}`` is filled in; ``{slot|words}`` has its own fallback; ``[...]`` is left out as a whole when a slot inside is
unknown. ``{caller}`` is surname and title as `address` orders them, or the title alone; it is unknown without a title
(a title is never guessed). A step without ``say`` stands for its ``next`` (the line for coming back) and its wait starts
when it is entered.
"""

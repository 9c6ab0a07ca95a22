<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Around</name>
    <message>
        <source>Ringing</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>May leave</source>
        <translation>可以告辞</translation>
    </message>
    <message>
        <source>May hang up</source>
        <translation>可以挂机</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>请客户等待</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>空闲，可接听</translation>
    </message>
    <message>
        <source>Softphone connected</source>
        <translation>软电话已连接</translation>
    </message>
    <message>
        <source>Phone not connected: start by hand</source>
        <translation>电话未连接，请手动接听</translation>
    </message>
    <message>
        <source>No softphone: start by hand</source>
        <translation>未接软电话，手动接听</translation>
    </message>
    <message>
        <source>Second call {0}</source>
        <translation>第二路来电 {0}</translation>
    </message>
    <message>
        <source>Wrap-up {0}</source>
        <translation>待整理 {0}</translation>
    </message>
    <message>
        <source>Parked {0}</source>
        <translation>等候中 {0}</translation>
    </message>
    <message>
        <source>All {0} situations…</source>
        <translation>全部 {0} 个情况…</translation>
    </message>
    <message>
        <source>–</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>{0} to go</source>
        <translation>还差 {0} 项</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>没有未做的</translation>
    </message>
    <message>
        <source>Must do</source>
        <translation>必须做</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>{0} 前</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩 {0}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>已告辞</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Back on the line</source>
        <translation>回到通话</translation>
    </message>
    <message>
        <source>Hung up</source>
        <translation>挂机</translation>
    </message>
    <message>
        <source>The customer hung up</source>
        <translation>客户挂机</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>The customer speaks</source>
        <translation>客户出声</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>撤销：{0}</translation>
    </message>
</context>
<context>
    <name>Between</name>
    <message>
        <source>Continue</source>
        <translation>继续通话</translation>
    </message>
    <message>
        <source>Only wrap up</source>
        <translation>只做整理</translation>
    </message>
    <message>
        <source>↑ ↓  Enter: details</source>
        <translation>↑ ↓  Enter 看详情</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有未结的待办。</translation>
    </message>
    <message>
        <source>Copy for the next shift</source>
        <translation>复制交接清单</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回拨</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已办好</translation>
    </message>
    <message>
        <source>Pass upward</source>
        <translation>转给上级</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>call</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>answered in time</source>
        <translation>及时接听</translation>
    </message>
    <message>
        <source>average call</source>
        <translation>平均通话</translation>
    </message>
    <message>
        <source>promises kept</source>
        <translation>按时回访</translation>
    </message>
    <message>
        <source>{0} open, soonest first</source>
        <translation>{0} 项未结，最早的在上</translation>
    </message>
    <message>
        <source>{0} open</source>
        <translation>{0} 项未结</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>待办与回访</translation>
    </message>
    <message>
        <source>No call yet</source>
        <translation>还没有通话</translation>
    </message>
    <message>
        <source>Last call saved</source>
        <translation>上一通已存</translation>
    </message>
    <message>
        <source>The first call of this shift will stand here.</source>
        <translation>这一班的第一通电话会记在这里。</translation>
    </message>
    <message>
        <source>hung up early</source>
        <translation>提前挂机</translation>
    </message>
    <message>
        <source>ended by the rule</source>
        <translation>按流程结束</translation>
    </message>
    <message>
        <source>lines said: {0}</source>
        <translation>说了 {0} 句话术</translation>
    </message>
    <message>
        <source>once restored</source>
        <translation>系统恢复后</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺于</translation>
    </message>
    <message>
        <source>By</source>
        <translation>负责</translation>
    </message>
    <message>
        <source>Call cut off: {0}, began {1}</source>
        <translation>通话中断：{0}，{1} 接通</translation>
    </message>
</context>
<context>
    <name>Bottom</name>
    <message>
        <source>Who are you?</source>
        <translation>请选择坐席</translation>
    </message>
    <message>
        <source>{0} · {1} calls today</source>
        <translation>{0} · 今天 {1} 通</translation>
    </message>
    <message>
        <source>{0} · 1 call today</source>
        <translation>{0} · 今天 1 通</translation>
    </message>
    <message>
        <source>Agent and settings (F9), between calls</source>
        <translation>坐席与设置（F9），通话之间可用</translation>
    </message>
    <message>
        <source>Search lines, pinyin, norms</source>
        <translation>搜索话术、拼音首字母、条款号</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Small window</source>
        <translation>小窗</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Caller</name>
    <message>
        <source>Surname</source>
        <translation>姓氏</translation>
    </message>
    <message>
        <source>Phone to call back</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>称呼</translation>
    </message>
    <message>
        <source>In one sentence; Tab comes here</source>
        <translation>一句话说清，Tab 到这里</translation>
    </message>
    <message>
        <source>Enter: {0}</source>
        <translation>Enter 填 {0}</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
</context>
<context>
    <name>Compact</name>
    <message>
        <source>What the customer may do next</source>
        <translation>客户接下来</translation>
    </message>
    <message>
        <source>Replies…</source>
        <translation>选回应…</translation>
    </message>
    <message>
        <source>Back to the desk</source>
        <translation>回到坐席台</translation>
    </message>
    <message>
        <source>Close the small window</source>
        <translation>关闭小窗</translation>
    </message>
    <message>
        <source>The call is over. Finish it on the desk.</source>
        <translation>通话已结束，请回坐席台整理。</translation>
    </message>
    <message>
        <source>Finish on the desk</source>
        <translation>回坐席台收尾</translation>
    </message>
    <message>
        <source>Take leave</source>
        <translation>告辞</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂机</translation>
    </message>
    <message>
        <source>Fill in on the desk</source>
        <translation>到坐席台填写</translation>
    </message>
    <message>
        <source>Customer speaks</source>
        <translation>客户说话了</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Situations</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Ctrl + digit</source>
        <translation>Ctrl + 数字</translation>
    </message>
    <message>
        <source>Reflexes</source>
        <translation>礼貌应答</translation>
    </message>
    <message>
        <source>one key, then back</source>
        <translation>说完自动返回</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>待办与回访</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0} 项</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>本次通话</translation>
    </message>
    <message>
        <source>Z undo · X leave</source>
        <translation>Z 撤销 · X 离开</translation>
    </message>
    <message>
        <source>What the customer may do next</source>
        <translation>客户接下来</translation>
    </message>
    <message>
        <source>What must be done in this call</source>
        <translation>这通电话必须做</translation>
    </message>
    <message>
        <source>Path of this call</source>
        <translation>本次通话的经过</translation>
    </message>
    <message>
        <source>Value to record</source>
        <translation>要记录的内容</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>坐席台</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>{0} lines</source>
        <translation>{0} 条</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters, or the initials of the pinyin.</source>
        <translation>没有找到。少打几个字，或者用拼音首字母。</translation>
    </message>
    <message>
        <source>show</source>
        <translation>看话术</translation>
    </message>
    <message>
        <source>go there</source>
        <translation>进入场景</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A new phrase of mine</source>
        <translation>新的短语</translation>
    </message>
    <message>
        <source>Belongs to: {0}</source>
        <translation>属于场景：{0}</translation>
    </message>
    <message>
        <source>{0} Better: {1}</source>
        <translation>{0}可以说：{1}</translation>
    </message>
    <message>
        <source>Change my phrase</source>
        <translation>修改短语</translation>
    </message>
    <message>
        <source>F4 change</source>
        <translation>F4 修改</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>查找词</translation>
    </message>
    <message>
        <source>Keep as a phrase of mine: {0}</source>
        <translation>存为我的短语：{0}</translation>
    </message>
    <message>
        <source>Likely next</source>
        <translation>接下来可能用到</translation>
    </message>
    <message>
        <source>My phrase</source>
        <translation>我的短语</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The phrase could not be saved: {0}</source>
        <translation>短语没能保存：{0}</translation>
    </message>
    <message>
        <source>The search is being prepared: {0}%</source>
        <translation>搜索正在准备：{0}%</translation>
    </message>
    <message>
        <source>The search is being prepared…</source>
        <translation>搜索正在准备…</translation>
    </message>
    <message>
        <source>Type the words to say.</source>
        <translation>请先写要说的话。</translation>
    </message>
    <message>
        <source>Words to say</source>
        <translation>要说的话</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>other words, with commas between them</source>
        <translation>别的说法，用逗号隔开</translation>
    </message>
    <message>
        <source>Brackets and braces mark slots here: {0}.</source>
        <translation>方括号、花括号在这里表示变量：{0}。</translation>
    </message>
    <message>
        <source>This must not be said: {0}.</source>
        <translation>这句话不能说：{0}。</translation>
    </message>
    <message>
        <source>speak</source>
        <translation>朗读</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>more: {0} of {1}</source>
        <translation>还有更多（第 {0} 页，共 {1} 页）</translation>
    </message>
    <message>
        <source>close: {0} of {1}</source>
        <translation>收起（第 {0} 页，共 {1} 页）</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>选通话结果</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>客户反应</translation>
    </message>
    <message>
        <source>said; answered</source>
        <translation>已说；空闲时接听</translation>
    </message>
    <message>
        <source>the customer is heard</source>
        <translation>客户出声</translation>
    </message>
    <message>
        <source>situation</source>
        <translation>进入情况</translation>
    </message>
    <message>
        <source>all situations</source>
        <translation>全部情况</translation>
    </message>
    <message>
        <source>thanks, praise, apology</source>
        <translation>谢谢、表扬、客户道歉</translation>
    </message>
    <message>
        <source>suggestion, goodbye</source>
        <translation>建议、再见</translation>
    </message>
    <message>
        <source>hold, back on the line</source>
        <translation>请稍等、回到通话</translation>
    </message>
    <message>
        <source>one-way, no sound</source>
        <translation>单通、没声音</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>leave this situation</source>
        <translation>离开这个情况</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>read aloud, stop</source>
        <translation>朗读、停止</translation>
    </message>
    <message>
        <source>hang up</source>
        <translation>挂机</translation>
    </message>
    <message>
        <source>hang up anyway</source>
        <translation>仍要挂机</translation>
    </message>
    <message>
        <source>the customer hung up</source>
        <translation>客户已挂机</translation>
    </message>
    <message>
        <source>the other call</source>
        <translation>另一通电话</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>what must be recorded</source>
        <translation>去填必填项</translation>
    </message>
    <message>
        <source>finish wrap-up</source>
        <translation>整理完成</translation>
    </message>
    <message>
        <source>said, heard, in fields too</source>
        <translation>填写时的已说、客户出声</translation>
    </message>
    <message>
        <source>found line: go there</source>
        <translation>搜到的话：转到那里</translation>
    </message>
    <message>
        <source>between calls: promises</source>
        <translation>空闲时：选待办</translation>
    </message>
    <message>
        <source>close, back to the desk</source>
        <translation>关闭，回到坐席台</translation>
    </message>
    <message>
        <source>small window</source>
        <translation>小窗</translation>
    </message>
    <message>
        <source>agent and settings</source>
        <translation>坐席与设置</translation>
    </message>
    <message>
        <source>the rules behind this line</source>
        <translation>这句话的依据</translation>
    </message>
    <message>
        <source>call for help</source>
        <translation>请上级帮忙</translation>
    </message>
    <message>
        <source>found line: copy, speak</source>
        <translation>搜到的话：复制、朗读</translation>
    </message>
    <message>
        <source>phrase of mine: keep, change</source>
        <translation>我的短语：存下、修改</translation>
    </message>
</context>
<context>
    <name>Norms</name>
    <message>
        <source>printed in the rule book</source>
        <translation>规范原文</translation>
    </message>
    <message>
        <source>printed in the rule book, with a misprint set right</source>
        <translation>规范原文，印误已改正</translation>
    </message>
    <message>
        <source>restored: the print is damaged here</source>
        <translation>复原：原文此处残缺</translation>
    </message>
    <message>
        <source>inferred from the rules around it</source>
        <translation>由上下条文推定</translation>
    </message>
    <message>
        <source>not in the register of norms</source>
        <translation>条文登记中没有</translation>
    </message>
    <message>
        <source>our own rule, in no rule book</source>
        <translation>我方补充，规范中没有</translation>
    </message>
    <message>
        <source>the line</source>
        <translation>这句话</translation>
    </message>
    <message>
        <source>the step</source>
        <translation>这一步</translation>
    </message>
    <message>
        <source>a reply</source>
        <translation>客户回应</translation>
    </message>
    <message>
        <source>a reply that waits for it</source>
        <translation>做到才能选的回应</translation>
    </message>
    <message>
        <source>the wait</source>
        <translation>等待计时</translation>
    </message>
    <message>
        <source>the hang-up lock</source>
        <translation>挂机锁</translation>
    </message>
    <message>
        <source>what must be recorded</source>
        <translation>必须登记的内容</translation>
    </message>
    <message>
        <source>what must be ticked</source>
        <translation>必须勾选的事项</translation>
    </message>
    <message>
        <source>the promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>what is never said</source>
        <translation>禁语</translation>
    </message>
    <message>
        <source>the tip</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>a rule of the house</source>
        <translation>本单位规则</translation>
    </message>
    <message>
        <source>Here served by: {0}</source>
        <translation>此处由这些落实：{0}</translation>
    </message>
    <message>
        <source>The rules behind this line</source>
        <translation>这句话的依据</translation>
    </message>
    <message>
        <source>The rule book is not read yet.</source>
        <translation>条文还没有读入。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Press N again if the customer has hung up.</source>
        <translation>客户已经挂机的话，请再按一次 N。</translation>
    </message>
    <message>
        <source>No caller is on the line.</source>
        <translation>线上没有客户。</translation>
    </message>
    <message>
        <source>Wrap-up ends after the call.</source>
        <translation>通话结束后才能完成整理。</translation>
    </message>
    <message>
        <source>The call is over.</source>
        <translation>通话已经结束。</translation>
    </message>
    <message>
        <source>The caller is on hold. Press A to come back first.</source>
        <translation>客户在等候，先按 A 回到通话。</translation>
    </message>
    <message>
        <source>There is no line to say here.</source>
        <translation>这里没有要说的话。</translation>
    </message>
    <message>
        <source>First ask for: {0}</source>
        <translation>先问：{0}</translation>
    </message>
    <message>
        <source>This pack has no such situation.</source>
        <translation>这个话术包没有这个情况。</translation>
    </message>
    <message>
        <source>This step has no such reply.</source>
        <translation>这一步没有这个选项。</translation>
    </message>
    <message>
        <source>This pack does not record that.</source>
        <translation>这个话术包不记录这一项。</translation>
    </message>
    <message>
        <source>That is not one of the choices: {0}</source>
        <translation>不在可选的值里：{0}</translation>
    </message>
    <message>
        <source>This pack has no lines in the other language.</source>
        <translation>这个话术包没有另一种语言的话术。</translation>
    </message>
    <message>
        <source>Before this reply: {0}</source>
        <translation>先做完：{0}</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可以撤销的。</translation>
    </message>
    <message>
        <source>There is no situation to leave.</source>
        <translation>没有可以离开的情况。</translation>
    </message>
    <message>
        <source>Not yet: {0}</source>
        <translation>还不能挂机：{0}</translation>
    </message>
    <message>
        <source>Reading aloud is still being prepared.</source>
        <translation>朗读还在准备。</translation>
    </message>
    <message>
        <source>Reading aloud needs a speech engine, and there is none.</source>
        <translation>没有语音引擎，不能朗读。</translation>
    </message>
    <message>
        <source>There is no voice for this language.</source>
        <translation>没有这种语言的声音。</translation>
    </message>
    <message>
        <source>There is no program to play sound.</source>
        <translation>没有播放声音的程序。</translation>
    </message>
    <message>
        <source>No sound device took the voice.</source>
        <translation>没有可用的声音设备。</translation>
    </message>
    <message>
        <source>Reading aloud stopped; the next try starts it again.</source>
        <translation>朗读中断了，再按一次会重新开始。</translation>
    </message>
    <message>
        <source>The voice did not answer; the next try starts it again.</source>
        <translation>语音没有反应，再按一次会重新开始。</translation>
    </message>
    <message>
        <source>No chime: there is no program to play sound.</source>
        <translation>没有提示音：缺少播放声音的程序。</translation>
    </message>
    <message>
        <source>No chime: no sound device. Choose one with F9 between calls.</source>
        <translation>没有提示音：找不到播放设备，空闲时按 F9 选择。</translation>
    </message>
    <message>
        <source>No chime: this system plays it on its default device only.</source>
        <translation>没有提示音：这个系统只能用默认设备。</translation>
    </message>
    <message>
        <source>No chime: its sound file cannot be read.</source>
        <translation>没有提示音：声音文件读不出来。</translation>
    </message>
    <message>
        <source>A setting in the file cannot be used:</source>
        <translation>设置文件里有一项不能用：</translation>
    </message>
    <message>
        <source>The settings could not be saved:</source>
        <translation>设置没能保存：</translation>
    </message>
    <message>
        <source>Settings can be opened between calls.</source>
        <translation>通话结束后才能打开设置。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Softphone and commands cannot reach this desk; calls are started by hand.</source>
        <translation>软电话和命令连不上坐席台，请手动接听。</translation>
    </message>
    <message>
        <source>Not taken, the old pack stays:</source>
        <translation>改动有错，仍用原话术包：</translation>
    </message>
    <message>
        <source>The changed pack is in use from the next call on.</source>
        <translation>改过的话术包从下一通起使用。</translation>
    </message>
    <message>
        <source>Half the time of a promise is gone.</source>
        <translation>有一项承诺的时间过半。</translation>
    </message>
    <message>
        <source>A promise falls due soon.</source>
        <translation>有一项承诺快到期了。</translation>
    </message>
    <message>
        <source>A promise is overdue; it was passed upward.</source>
        <translation>有一项承诺超时，已转给上级。</translation>
    </message>
    <message>
        <source>Something went wrong; the call goes on. For the technician:</source>
        <translation>出了一个错，通话照常。请告诉技术人员：</translation>
    </message>
    <message>
        <source>The call goes on; what waits is saved later.</source>
        <translation>通话照常，稍后补存。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘满了。</translation>
    </message>
    <message>
        <source>Another program locks the data.</source>
        <translation>数据被别的程序占用。</translation>
    </message>
    <message>
        <source>The data folder may not be written.</source>
        <translation>数据文件夹不能写入。</translation>
    </message>
    <message>
        <source>The disk reports a fault.</source>
        <translation>磁盘报错。</translation>
    </message>
    <message>
        <source>The data file is damaged.</source>
        <translation>数据文件坏了。</translation>
    </message>
    <message>
        <source>The database cannot be reached.</source>
        <translation>连不上数据库。</translation>
    </message>
    <message>
        <source>A newer version wrote the data. Update this one.</source>
        <translation>数据是新版本写的，请升级本程序。</translation>
    </message>
    <message>
        <source>Saving failed.</source>
        <translation>保存失败。</translation>
    </message>
    <message>
        <source>A damaged data file was set aside, and a new one begun.</source>
        <translation>坏掉的数据文件已另存，开始用新的。</translation>
    </message>
    <message>
        <source>Saving works again; nothing is missing.</source>
        <translation>保存恢复正常，没有遗漏。</translation>
    </message>
    <message>
        <source>The key could not be kept: names and numbers last until the end only.</source>
        <translation>密钥没能保存，姓名和号码只保留到退出为止。</translation>
    </message>
    <message>
        <source>The data of today cannot be read.</source>
        <translation>今天的数据读不出来。</translation>
    </message>
    <message>
        <source>No norm is behind what is on screen.</source>
        <translation>屏幕上的内容没有对应的条文。</translation>
    </message>
    <message>
        <source>The words of the norms cannot be read; their ids are still shown:</source>
        <translation>条文内容读不出来，编号照常显示：</translation>
    </message>
    <message>
        <source>Forgotten: the search puts nothing first because you used it.</source>
        <translation>已忘记：搜索不再按您的使用习惯排序。</translation>
    </message>
    <message>
        <source>In the file of your phrases:</source>
        <translation>短语文件里有问题：</translation>
    </message>
    <message>
        <source>Removed. Ctrl+S keeps it again.</source>
        <translation>已删除，按 Ctrl+S 可以再存。</translation>
    </message>
    <message>
        <source>Saved as a phrase of yours.</source>
        <translation>已存为您的短语。</translation>
    </message>
    <message>
        <source>The search could not be prepared; it is tried again at the next start.</source>
        <translation>搜索没能准备好，下次启动会再试。</translation>
    </message>
    <message>
        <source>This line still lacks a value; press Enter to see it.</source>
        <translation>这句话还缺内容，按 Enter 查看。</translation>
    </message>
    <message>
        <source>Situations begin with their first line:</source>
        <translation>情况从第一句话开始：</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>Never say “{0}”.</source>
        <translation>不能说“{0}”。</translation>
    </message>
    <message>
        <source>Better not “{0}”.</source>
        <translation>最好别说“{0}”。</translation>
    </message>
    <message>
        <source>Instead: {0}</source>
        <translation>改说：{0}</translation>
    </message>
</context>
<context>
    <name>Say</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>已说</translation>
    </message>
    <message>
        <source>Back on the line</source>
        <translation>回到通话</translation>
    </message>
    <message>
        <source>more</source>
        <translation>还有</translation>
    </message>
    <message>
        <source>{0} › when you come back</source>
        <translation>{0} › 回来时</translation>
    </message>
    <message>
        <source>SAY</source>
        <translation>请说</translation>
    </message>
    <message>
        <source>SAY ON RETURN</source>
        <translation>回来先说</translation>
    </message>
    <message>
        <source>said</source>
        <translation>已说</translation>
    </message>
    <message>
        <source>{0} said</source>
        <translation>{0} 已说</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Start by hand</source>
        <translation>手动接听</translation>
    </message>
    <message>
        <source>ANSWER WITH</source>
        <translation>接通先说</translation>
    </message>
    <message>
        <source>NEXT CALL OPENS WITH</source>
        <translation>下一通先说</translation>
    </message>
    <message>
        <source>ASK FIRST</source>
        <translation>先问</translation>
    </message>
    <message>
        <source>LOOKED UP</source>
        <translation>查到的话术</translation>
    </message>
    <message>
        <source>NEVER</source>
        <translation>别说</translation>
    </message>
    <message>
        <source>NEVER DO</source>
        <translation>别做</translation>
    </message>
    <message>
        <source>Please ask for: {0}</source>
        <translation>请问：{0}</translation>
    </message>
    <message>
        <source>the line needs: {0}</source>
        <translation>这句话里要用到 {0}</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填好</translation>
    </message>
    <message>
        <source>{0} (Enter: {1})</source>
        <translation>{0}（Enter 填 {1}）</translation>
    </message>
    <message>
        <source>Back to the call</source>
        <translation>回到通话</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>进入场景</translation>
    </message>
    <message>
        <source>This line still lacks a value.</source>
        <translation>这句话还缺一个内容。</translation>
    </message>
    <message>
        <source>still lacks: {0}</source>
        <translation>还缺：{0}</translation>
    </message>
    <message>
        <source>about {0} s</source>
        <translation>约 {0} 秒读完</translation>
    </message>
    <message>
        <source>“</source>
        <translation>“</translation>
    </message>
    <message>
        <source>”</source>
        <translation>”</translation>
    </message>
    <message>
        <source>Instead</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>The rules behind this line</source>
        <translation>这句话的依据</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Encrypted; the key is in the system&apos;s key store.</source>
        <translation>客户资料已加密，密钥在系统密钥库里。</translation>
    </message>
    <message>
        <source>Encrypted; no key store here, so the key is in a private file.</source>
        <translation>客户资料已加密；系统没有密钥库，密钥在私有文件里。</translation>
    </message>
    <message>
        <source>Encrypted; the key cannot be kept, names last until the end only.</source>
        <translation>密钥存不下来：姓名、号码只保留到程序关闭。</translation>
    </message>
    <message>
        <source>Not known yet.</source>
        <translation>稍后显示。</translation>
    </message>
    <message>
        <source>New agent…</source>
        <translation>新坐席…</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Reduced motion: a wait shows digits only</source>
        <translation>减少动画：等待只显示数字</translation>
    </message>
    <message>
        <source>A sound when a wait is over</source>
        <translation>等待结束时响一声</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Work as this agent</source>
        <translation>用这个工号上岗</translation>
    </message>
    <message>
        <source>Agent and settings</source>
        <translation>坐席与设置</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>话术包</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Chime</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Chime on</source>
        <translation>提示音设备</translation>
    </message>
    <message>
        <source>Default device</source>
        <translation>默认设备</translation>
    </message>
    <message>
        <source>{0} (not there now)</source>
        <translation>{0}（现在不在）</translation>
    </message>
    <message>
        <source>Forget which lines I used</source>
        <translation>忘记我用过哪些话术</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>The search lists a little earlier what you use; it keeps ids and counts here, no words</source>
        <translation>常用的话术在搜索里会靠前一点；本机只记编号和次数，不记内容</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>still missing: {0}</source>
        <translation>还差：{0}</translation>
    </message>
    <message>
        <source>Hang up anyway: why?</source>
        <translation>仍要挂机，为什么？</translation>
    </message>
    <message>
        <source>Leave anyway: why?</source>
        <translation>仍要离开，为什么？</translation>
    </message>
    <message>
        <source>Find among {0} situations</source>
        <translation>在 {0} 个情况里找</translation>
    </message>
    <message>
        <source>All situations</source>
        <translation>全部情况</translation>
    </message>
    <message>
        <source>No situation is called so.</source>
        <translation>没有叫这个名字的情况。</translation>
    </message>
</context>
<context>
    <name>Then</name>
    <message>
        <source>The customer says</source>
        <translation>客户说的是</translation>
    </message>
    <message>
        <source>stay here</source>
        <translation>留在这一步</translation>
    </message>
    <message>
        <source>Check in now and then</source>
        <translation>每隔一阵说一声</translation>
    </message>
    <message>
        <source>may hang up</source>
        <translation>可以挂机</translation>
    </message>
    <message>
        <source>may leave</source>
        <translation>可以告辞</translation>
    </message>
    <message>
        <source>wrap-up</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Customer hangs up</source>
        <translation>客户挂机了</translation>
    </message>
    <message>
        <source>The line is said</source>
        <translation>说完这句话</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>自动往下走</translation>
    </message>
    <message>
        <source>first: {0}</source>
        <translation>先：{0}</translation>
    </message>
    <message>
        <source>back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>say the line</source>
        <translation>说完这句话</translation>
    </message>
    <message>
        <source>let the wait end</source>
        <translation>等满时间</translation>
    </message>
    <message>
        <source>Check in with the caller</source>
        <translation>下次回来说一声</translation>
    </message>
    <message>
        <source>The wait is over</source>
        <translation>等待已满</translation>
    </message>
    <message>
        <source>Wait for the customer</source>
        <translation>等待客户</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>{0} s in all</source>
        <translation>共 {0} 秒</translation>
    </message>
    <message>
        <source>Then a chime, and on to: {0}</source>
        <translation>到时提示音，转到：{0}</translation>
    </message>
    <message>
        <source>Then a chime: you may leave</source>
        <translation>到时提示音，即可告辞</translation>
    </message>
    <message>
        <source>Then a chime: you may hang up</source>
        <translation>到时提示音，可以挂机</translation>
    </message>
    <message>
        <source>Nothing was heard</source>
        <translation>没有听到声音</translation>
    </message>
    <message>
        <source>The moment the customer speaks, press F</source>
        <translation>客户一出声按 F，随时可以接回</translation>
    </message>
    <message>
        <source>Say the line again and press Space to count anew</source>
        <translation>再说一遍、按空格，就重新计时</translation>
    </message>
    <message>
        <source>Not counting</source>
        <translation>没有在计时</translation>
    </message>
    <message>
        <source>Say the line; then it begins by itself</source>
        <translation>说完这句话，自动开始</translation>
    </message>
    <message>
        <source>A wait follows</source>
        <translation>说完要等</translation>
    </message>
    <message>
        <source>Held {0}</source>
        <translation>已等候 {0}</translation>
    </message>
    <message>
        <source>Then a chime: say that you are still there</source>
        <translation>到时提示音，回来说一声</translation>
    </message>
    <message>
        <source>The line was said and the wait is over.</source>
        <translation>该说的已说，等待已满。</translation>
    </message>
    <message>
        <source>Everything that had to be said was said.</source>
        <translation>该说的都已说完。</translation>
    </message>
    <message>
        <source>You may leave</source>
        <translation>可以告辞</translation>
    </message>
    <message>
        <source>You may hang up</source>
        <translation>可以挂机</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>还没接听</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>没有通话</translation>
    </message>
    <message>
        <source>Hang-up locked</source>
        <translation>挂机锁定</translation>
    </message>
    <message>
        <source>Not leaving yet</source>
        <translation>先别告辞</translation>
    </message>
    <message>
        <source>{0} to go</source>
        <translation>还差 {0} 项</translation>
    </message>
    <message>
        <source>anyway</source>
        <translation>仍要挂机</translation>
    </message>
    <message>
        <source>leave anyway</source>
        <translation>仍要离开</translation>
    </message>
    <message>
        <source>Say this line</source>
        <translation>说完这句话</translation>
    </message>
    <message>
        <source>Let the wait end</source>
        <translation>等满时间</translation>
    </message>
    <message>
        <source>The customer hangs up first</source>
        <translation>等客户先挂机</translation>
    </message>
    <message>
        <source>Come to the closing line</source>
        <translation>先说结束语</translation>
    </message>
    <message>
        <source>Take the caller back first</source>
        <translation>先回到通话</translation>
    </message>
    <message>
        <source>THEN</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>Customer speaks</source>
        <translation>客户说话了</translation>
    </message>
    <message>
        <source>Still silent</source>
        <translation>一直没有声音</translation>
    </message>
    <message>
        <source>No wait here</source>
        <translation>这一步不用等</translation>
    </message>
    <message>
        <source>Use the caller&apos;s name</source>
        <translation>称呼客户一次</translation>
    </message>
</context>
<context>
    <name>Top</name>
    <message>
        <source>Small window (F8)</source>
        <translation>小窗（F8）</translation>
    </message>
    <message>
        <source>Call {0}</source>
        <translation>请{0}</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>已请组长</translation>
    </message>
    <message>
        <source>Answer; the call on screen is parked</source>
        <translation>接听，这通电话转为等候</translation>
    </message>
    <message>
        <source>Go to this call</source>
        <translation>转到这通电话</translation>
    </message>
    <message>
        <source>The language of the lines</source>
        <translation>话术的语言</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>Talking</source>
        <translation>交谈中</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Agent Assist</source>
        <translation>坐席助手</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>tomorrow {0}</source>
        <translation>明天 {0}</translation>
    </message>
    <message>
        <source>once restored</source>
        <translation>系统恢复后</translation>
    </message>
    <message>
        <source>{0} min late</source>
        <translation>超时 {0} 分</translation>
    </message>
    <message>
        <source>{0} h late</source>
        <translation>超时 {0} 小时</translation>
    </message>
    <message>
        <source>{0} d late</source>
        <translation>超时 {0} 天</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>as soon as possible</source>
        <translation>尽快</translation>
    </message>
    <message>
        <source>you</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>team leader</source>
        <translation>组长</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>at the next visit</source>
        <translation>下次走访</translation>
    </message>
    <message>
        <source>department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已解答</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>已转出</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>无声电话</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>打错电话</translation>
    </message>
    <message>
        <source>Harassment</source>
        <translation>骚扰电话</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>中途断线</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Somebody is in danger</source>
        <translation>有人身危险</translation>
    </message>
    <message>
        <source>A superior said so</source>
        <translation>上级要求</translation>
    </message>
    <message>
        <source>The customer is gone</source>
        <translation>客户已离开</translation>
    </message>
    <message>
        <source>Technical trouble</source>
        <translation>技术故障</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Thanks</source>
        <translation>谢谢</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>表扬</translation>
    </message>
    <message>
        <source>Apology</source>
        <translation>客户道歉</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Goodbye</source>
        <translation>再见</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>请稍等</translation>
    </message>
    <message>
        <source>One-way</source>
        <translation>单通</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>没声音</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
</context>
<context>
    <name>WrapUp</name>
    <message>
        <source>Copy for the CRM</source>
        <translation>复制到 CRM</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>Outcome of the call</source>
        <translation>通话结果</translation>
    </message>
    <message>
        <source>Notes: Tab comes here, Enter leaves</source>
        <translation>备注：Tab 到这里，Enter 离开</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成整理</translation>
    </message>
    <message>
        <source>{0} missing</source>
        <translation>还缺 {0} 项</translation>
    </message>
    <message>
        <source>finish all the same</source>
        <translation>仍然完成</translation>
    </message>
    <message>
        <source>Deletes names, numbers and notes, except what a promise needs.</source>
        <translation>姓名、电话、备注随即删除，回访要用的除外。</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>The call is over</source>
        <translation>通话已结束</translation>
    </message>
</context>
</TS>

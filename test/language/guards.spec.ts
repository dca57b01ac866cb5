import { evidenceAt, understandAt } from '../../src/conversation/grammar/parse';
import { readAnswer } from '../../src/conversation/grammar/readings/answers';
import { GUARDS } from '../../src/conversation/grammar/guards/all-guards';
import { WRITES } from '../../src/conversation/grammar/guards/guard';
import type { GuardName } from '../../src/conversation/grammar/guards/names';
import type { Act, Reading } from '../../src/conversation/grammar/reading';
import { daysOffOf } from '../../src/programmes/holidays';
import { held, heldWith } from '../../src/conversation/wording/held';
import { controls, otherTraps, traps } from './traps';

const CONTEXT = { wall: '2026-11-24T10:00', numbered: 6, holidays: daysOffOf };
const read = (text: string): Reading[] => understandAt(text, CONTEXT);
/** What would be done at once. */
const done = (text: string): boolean =>
  read(text).some(({ act, ask, slots }) => ask === null && slots.but === undefined && WRITES.has(act));

/** Whether a guard objects to the act that was read in a text; to `act`, where none was. */
function objects(name: GuardName, act: Act, text: string): boolean {
  const guard = GUARDS.find((each) => each.name === name);
  const [only = { act: 'none', slots: {}, ask: null }] = read(text);
  if (only.held?.by === name) return true;
  // nothing was read where a question only proposes an act that the guard is not about
  const proposed = only.ask !== null && guard?.stops.has(only.act) === false;
  const meant = only.held?.act ?? (only.act === 'none' || proposed ? act : only.act);
  const reading = { ...only, act: meant };
  return guard?.stops.has(meant) === true && guard.when(reading, evidenceAt(text, CONTEXT)) !== null;
}

interface Row {
  /** The act that the texts would come to. */
  readonly act: Act;
  readonly fires: readonly string[];
  readonly passes: readonly string[];
}

/** For each guard: texts that it stops, and texts with the same words that it lets pass. */
const TEXTS: Readonly<Record<GuardName, Row>> = {
  rehearsal: {
    act: 'drop',
    fires: ['测试一下，退班2', '开个玩笑，我请假12月5日', '打个比方，我到岗了', '演练：离岗'],
    passes: ['到岗，设备测试正常', '退班2', '我到岗了，耳机测试过了'],
  },
  quoted: {
    act: 'arrive',
    fires: [
      '群里刚才有人说，我到岗了',
      '他发的是：离岗',
      '小韦刚刚说她到岗了',
      '领导让我写认领3',
      '听说，到岗',
      '帮我转告王芳：周五请假',
      '我转发一下：离岗',
    ],
    passes: ['看到群里说缺人，我来上明天的晚班吧', '孩子发烧了，周六的班退了吧', '跟统筹说好了，退班3'],
  },
  'other-subject': {
    act: 'take-leave',
    fires: ['王芳12月5日请假', '覃姐离岗', '黄老师明天请假', '陈静12月6号请假', '隔壁老李离岗', '罗婷病了，明天请假'],
    passes: [
      '我12月5日请假',
      '替王芳值周五晚班',
      '周五的班请王芳替我',
      '黄老师，我明天请假',
      '王芳你好，明天请假',
      '罗婷病了，我来值周五晚班',
    ],
  },
  'third-person': {
    act: 'take-leave',
    fires: [
      '3个人请假',
      '统筹员后天也要请假',
      '院长明天请假',
      '督导明天请假',
      '我家娃3号请假',
      '他12月3号请假',
      '我妹妹12月5日请假',
      '同事离岗了',
      '我弟周五请假',
      '孩子他爸周六请假',
      '督导确认了',
    ],
    passes: ['统筹员，我明天请假', '孩子发烧，我3号请假', '我家孩子报名周六的沙龙', '我妈住院，退班3'],
  },
  'with-whom': {
    act: 'swap',
    fires: [
      '我和付小燕商量好了，换周五晚班',
      '我想换班，跟付小燕',
      '周五晚班想换到周三，和隔壁组',
      '我跟她说好了，换周五晚班',
    ],
    passes: ['我和家里商量好了，换周五晚班', '周五晚班换周三晚班', '我跟付小燕换周五晚班', '换班 3 跟付小燕'],
  },
  'not-hers': {
    act: 'arrive',
    fires: ['我们到了，签到码在哪看', '我们到了，活动几楼', '我们都到了，停车停哪', '我们到了，孩子先上厕所'],
    passes: ['我到了', '到岗', '我们到岗了'],
  },
  'session-off': {
    act: 'unregister',
    fires: ['周六的沙龙取消了', '12月5号的讲座取消了', '周日的沙龙已经取消了'],
    passes: ['周六的沙龙我家取消了', '取消周六沙龙的报名', '周六的沙龙不去了，取消报名'],
  },
  'impossible-number': {
    act: 'claim',
    fires: ['4.5 我要', '2.5我来', '退班2.5', '认领3.5', '退3.5', '求替4.5'],
    passes: ['12月8号我来', '认领12.08', '认领3', '认领 12.8 晚班'],
  },
  count: {
    act: 'claim',
    fires: ['认领3个', '要两个', '退两个班', '我领三个班', '退掉两个', '退班1个', '给我来4个班'],
    passes: ['认领第3个', '认领那3个', '3和5两个都要', '周三周四两个班我都来', '认领3'],
  },
  elsewhere: {
    act: 'claim',
    fires: [
      '女儿幼儿园明天请假',
      '接龙团购砂糖橘 1. 我3箱',
      '认领！梦里认领3',
      '覃芳跟我说：认领3',
      '求替！帮我洗碗帮我拖地',
      '评价 楼下那家奶茶 4分',
      '他来不了，家里有事',
      '奶茶认领一杯，少糖',
      '我这个人慢，会晚十分钟到',
      '办公室小黄后天请假，我忙不过来',
    ],
    passes: [
      '女儿幼儿园开会，我明天请假',
      '认领3',
      '我跟统筹说了，认领3',
      '评价 4分 老师讲得细',
      '我来不了，孩子烧到39度',
      '我后天请假，办公室搬家',
    ],
  },
  disagrees: {
    act: 'claim',
    fires: [
      '冬至23号请假',
      '周六下午两点的夜班我要认领',
      '退三个：2和5',
      '请三天假，8号9号',
      '我要12月9号周五那个晚班',
      '请假12月20日到12月11日',
      '元旦礼拜三那天的早班认领',
      '后天27号我请假',
      '大后天（11月30号）的夜班退了',
      '下周二也就是9号，早班我领',
      '通知 周五(11月28日)的培训改到三楼',
      '上午九点的夜班我来',
      '半夜的早班给我',
      '我要周六早上下午的班',
      '请假两周，12月7号到12月10号',
      '12月1号到5号请假三天',
      '周三早班、周四晚班三个班我都要',
    ],
    passes: [
      '冬至22号请假',
      '请两天假，8号9号',
      '我要12月9号周三那个晚班',
      '请假12月11日到12月20日',
      '请假12月28日到1月3日',
      '后天26号我请假',
      '下周二也就是1号，早班我领',
      '通知 周六(11月28日)的培训改到三楼',
      '下午六点的晚班我要',
      '我想上周五(11月27号)的早班',
      '周六早上下午都行，早班认领',
      '请假一周，12月7号到11号',
      '请假 12月1日到3日，另外免打扰7天',
      '明天3号线的耳机坏了，退班3',
      '周三早班、周四晚班两个班我都要',
    ],
  },
  implausible: {
    act: 'report',
    fires: [
      '报名周六沙龙，两大两小，一共五个人',
      '请假到2050年',
      '登记 来电88888',
      '登记 来电1 高危3',
      '报名 周六 0位',
      '今晚接了2.5个电话',
      '登记 沙龙 20户 8人',
      '登记 沙龙 8户 4000人',
      '交接 来电2个，高危6个',
      '报名周六沙龙 80人',
      '报名周六沙龙 4个人，两大一小',
      '提前12天提醒我',
      '生成班表 2031年6月',
      '发布 2024年3月',
      '绑定 77',
      '2041年5月请假',
    ],
    passes: [
      '请假到明年5月',
      '登记 来电8 高危3',
      '登记 来电120',
      '报名 周六 2人',
      '登记 沙龙 8户 24人',
      '交接 来电2个，高危1个',
      '报名周六沙龙 3个人，两大一小',
      '提前一周提醒我',
      '生成班表 2027年1月',
      '绑定 482913',
      '大后年请假',
    ],
  },
  roughly: {
    act: 'claim',
    fires: ['想认领两三个班', '我想领好几个班', '补5个人'],
    passes: ['认领3、4', '这几个班我都认领', '补班 3'],
  },
  asked: {
    act: 'offer',
    fires: [
      '周五夜班有人领',
      '谁替我谢一下督导',
      '确认一下，明天的早班有没有我',
      '评价过了',
      '评价填在哪里呀',
      '发通知要审核不',
      '评价在哪填',
      '评价标准',
      '反馈结果呢',
      '打分有规则吗',
      '通知能撤回不',
      '通知没收到',
      '通知发给几个人了',
      '谁能顶后天的夜班，有人接了没',
      '通知会发给哪几位呀',
      '评价4分会不会公开',
    ],
    passes: [
      '12月20日夜班急需有人顶',
      '评价 填的表有点多',
      '评价 标准讲得很清楚',
      '反馈 场地有点冷',
      '通知 没收到教材的请到前台领',
      '谁能顶后天的夜班',
      '通知 周三的会改到三楼',
      '评价 4分 讲得清楚',
    ],
  },
  planned: {
    act: 'quiet',
    fires: ['考虑明天起免打扰', '打算下周免打扰', '琢磨着下月免打扰'],
    passes: ['下周免打扰', '免打扰 22:00-8:00', '明天免打扰'],
  },
  'no-note': {
    act: 'handover',
    fires: [
      '通知书到了',
      '通知群里',
      '交接班的水杯谁的',
      '交接要写多少字',
      '交接单打印一下',
      '交接本找不到了',
      '交班本子写满了',
      '交接记录本谁拿了',
      '交接给谁',
      '交接不了，她没来',
      '交接班制度',
      '交接写什么',
      '交接都没写完',
    ],
    passes: [
      '通知 群里都说一声，停电了',
      '交接：单位来电要回',
      '交接：本周来访的两位要回访',
      '交接 本子在抽屉里',
      '交接：不要忘了3号线',
      '交接 8点有人回电',
      '交接：给3号线的阿姨回个电话',
    ],
  },
  'short-absence': {
    act: 'off-duty',
    fires: ['我去吃个饭，先离岗十分钟', '暂时离岗', '上个厕所，离岗一下', '离岗，马上回来'],
    passes: ['离岗', '下班了', '我离岗了，辛苦大家'],
  },
  later: {
    act: 'drop',
    fires: [
      '周五夜班之前确认',
      '过两天我请假，周五',
      '过几天退周五的班',
      '我去确认一下',
      '等下我再退班3',
      '我想好了再领3',
      '回头请假',
      '待会儿认领3',
    ],
    passes: [
      '确认周五夜班',
      '三天后请假',
      '待会儿有课，退班3',
      '我来认领3',
      '马上到岗，已经到岗了',
      '帮我把2挂出去找人替',
    ],
  },
  telling: {
    act: 'claim',
    fires: ['我来问一下周五晚上的班', '给我说一下周五晚上的班', '帮我打听一下周五的班'],
    passes: ['我来周五晚上的班', '给我周五晚上的班', '认领3，然后看看我的班'],
  },
  wh: {
    act: 'claim',
    fires: ['后天几位请假了', '周五晚班怎么认领', '谁认领3', '为什么要我退班3', '请假找谁'],
    passes: ['我们几个人都报名周六的沙龙', '周五谁都没空，我来值周五晚班', '我到岗了，没什么事', '谁能替我周五的班'],
  },
  timetable: {
    act: 'claim',
    fires: ['周五夜班我领的', '明天我上早班', '周五我要上晚班', '周六我值夜班', '我后天值夜班', '周六我休息'],
    passes: ['周五夜班我领', '周四晚班我上', '我要上周五的晚班', '我来值周四晚班', '我想上周五晚班', '周六我想休息'],
  },
  past: {
    act: 'take-leave',
    fires: [
      '险些退班3',
      '不小心离岗',
      '大前天的夜班求替',
      '忘了离岗',
      '认领昨天的早班',
      '报名上周六的沙龙',
      '昨天我请假了',
      '我上回退班了',
      '我本来想离岗的',
      '前天我到岗了',
      '我领过3',
      '上周我请假了',
      '那次我认领下周三早班',
    ],
    passes: [
      '不小心崴了脚，5号请假',
      '忘了签到，现在签到',
      '昨天认领的3退掉',
      '昨天认领的那个3，退掉',
      '昨晚发烧，今天请假',
      '前天刚回来，我明天请假',
    ],
  },
  habit: {
    act: 'arrive',
    fires: ['换班3次了', '发布3天了', '我每次都准时到岗', '一般都是我离岗', '通常我下班', '我经常退班'],
    passes: ['换班3', '请假每周三', '以后多排我早班', '到岗'],
  },
  hedged: {
    act: 'drop',
    fires: [
      '退班3，我再掂量掂量',
      '求替3，要不还是我自己来',
      '恨不得现在就离岗',
      '免打扰5天，哎还是不用了',
      '退班3，唉，算了还是来吧，熬一熬',
      '登记来电6，等下我再数一遍',
      '我是认领3了吧',
      '退班3，再忍忍',
      '请假明天，再说吧',
      '我打算周五请假',
      '我可能周五请假',
      '还没想好，退班3',
      '我还在纠结，退班3',
      '我考虑周五请假',
    ],
    passes: [
      '跟家里商量好了，退班3',
      '登记来电6，我数清楚了',
      '取消报名吧，以后再说',
      '我周五请假',
      '我大概率来不了，周五的班求替',
      '退班3',
    ],
  },
  condition: {
    act: 'take-leave',
    fires: ['要是下雨我就请假12月5日', '只要有空我就到岗', '万一堵车就离岗'],
    passes: ['可以的话帮我退班3', '方便的话认领3', '值班前提前2小时提醒我'],
  },
  negated: {
    act: 'take-leave',
    fires: ['我没打算请假12月5日', '我不会到岗', '别确认'],
    passes: ['不好意思，我请假12月5日', '没问题，认领3', '周五的沙龙不报名了'],
  },
  'partial-hours': {
    act: 'claim',
    fires: ['领周五晚班，最多值到22点', '我来值周五晚班，最多值到22点', '周五晚班我来，20点就要走'],
    passes: ['周五晚班我来', '认领3', '周五20点到22点的班我来'],
  },
  'unknown-day': {
    act: 'claim',
    fires: ['银杏节有空班吗', '社区节那天谁在班', '荷花节有哪些空班', '茶花节谁在班'],
    passes: ['元旦谁值班', '端午节请假', '除夕有哪些空班'],
  },
  unread: {
    act: 'take-leave',
    fires: ['二组的人明天请假', '我猜她12月8号请假', '示意图里12月8号请假'],
    passes: ['孩子发烧明天请假', '不好意思我明天请假', '麻烦老师，我12月8号请假'],
  },
  'look-unread': {
    act: 'on-duty',
    fires: ['谁值班最靠谱', '今晚谁值班最辛苦', '哪天缺口最大'],
    passes: ['今晚谁值班', '我下次什么时候值班来着', '周六有什么活动可以带孩子参加'],
  },
};

describe('every guard', () => {
  it('stands in the order in which it is asked, once', () => {
    expect(GUARDS.map(({ name }) => name).sort()).toEqual(Object.keys(TEXTS).sort());
  });

  const rows = Object.entries(TEXTS).map(([name, texts]) => ({ name: name as GuardName, ...texts }));

  it.each(rows)('$name has three texts at least of each kind', ({ fires, passes }) => {
    expect(Math.min(fires.length, passes.length)).toBeGreaterThanOrEqual(3);
  });

  it.each(rows)('$name turns an act into a question, or into nothing', ({ fires }) => {
    expect(fires.filter(done)).toEqual([]);
  });

  it.each(rows)('$name objects to each of its texts', ({ name, act, fires }) => {
    expect(fires.filter((text) => !objects(name, act, text))).toEqual([]);
  });

  it.each(rows)('$name lets the same words pass where they mean something else', ({ name, act, passes }) => {
    expect(passes.filter((text) => objects(name, act, text))).toEqual([]);
  });

  it.each(rows)('$name offers only what leaves no doubt', ({ fires }) => {
    const doubtful = fires.flatMap((text) =>
      read(text).flatMap(({ ask }) =>
        (ask?.options ?? []).filter((option) => typeof option === 'string' && read(option)[0]?.ask !== null),
      ),
    );
    expect(doubtful).toEqual([]);
  });

  it.each(rows)('$name has its sentence', ({ fires }) => {
    for (const reading of fires.flatMap(read)) {
      if (!reading.held) continue;
      expect(held(reading.held)).toMatch(/[。？：]$/u);
      expect(heldWith(reading.held, ['认领 3'])).toContain('回复 1 就办');
    }
  });
});

describe('a leave', () => {
  it('of somebody else is a question about her, never the own one of whoever speaks', () => {
    expect(read('王芳12月5日请假')).toEqual([
      expect.objectContaining({
        act: 'act-for',
        doing: 'take-leave',
        slots: { person: '王芳', when: [{ from: '2026-12-05T00:00', to: '2026-12-06T00:00' }] },
        ask: { about: 'act', options: ['代 王芳 请假 12月5日'] },
      }),
    ]);
  });

  it('of one day that is named by date and by weekday is one day, and a question where they disagree', () => {
    const wednesday = { from: '2026-12-09T00:00', to: '2026-12-10T00:00' };
    for (const text of ['请假 12月9号，周三', '请假12月9日，星期三', '12月9号，周三，请假'])
      expect(read(text)).toEqual([{ act: 'take-leave', slots: { when: [wednesday] }, ask: null }]);
    expect(read('请假 12月9日，周三到周五')[0]?.slots.when).toEqual([
      { from: '2026-12-09T00:00', to: '2026-12-12T00:00' },
    ]);
    for (const text of ['请假12月9号，周四', '认领 12月5号，周五的晚班'])
      expect(read(text)[0]?.ask?.about).toBe('when');
  });
});

describe('a day that is named twice', () => {
  const days = Array.from({ length: 10 }, (_, i) => i + 1);
  const date = (day: number): Date => new Date(Date.UTC(2026, 10, 24 + day));
  const of = (day: number): string => `${String(date(day).getUTCMonth() + 1)}月${String(date(day).getUTCDate())}号`;
  const weekday = (day: number): string => `周${'日一二三四五六'.charAt(date(day).getUTCDay())}`;
  const relative = (day: number): string => ['今天', '明天', '后天', '大后天'][day] ?? `下${weekday(day)}`;
  const frames: readonly ((first: string, second: string) => string)[] = [
    (first, second) => `请假 ${first}${second}`,
    (first, second) => `${first}（${second}）的夜班退了`,
    (first, second) => `${first}，也就是${second}，早班我领`,
    (first, second) => `通知 ${first}(${second})停电`,
  ];

  it('is done where both are the same and asked where they are not, whatever the frame', () => {
    const wrong: string[] = [];
    for (const frame of frames)
      for (const day of days.filter((each) => each < 4 || each > 7))
        for (const off of [0, 1, 2, 5]) {
          const said = [frame(relative(day), of(day + off)), frame(weekday(day), of(day + off))];
          // 周三(12月9日) says nothing of the week, and a date a week on has the same weekday
          for (const text of said) if (done(text) !== (off === 0)) wrong.push(text);
        }
    expect(wrong).toEqual([]);
  });
});

describe('a second thought', () => {
  it.each([
    ['认领3，哦不对，4', '认领4'],
    ['认领3，说错了，认领4', '认领4'],
    ['退班不是2，是5', '退班5'],
    ['不是周三是周四的早班我领', '周四的早班我领'],
    ['周三早班我领，打错了，周四', '周四早班我领'],
    ['周三早班我领，口误，晚班', '周三晚班我领'],
    ['登记来电8，说错了，9', '登记来电9'],
    ['请假12月5号，更正，12月6号', '请假12月6号'],
    ['报名周六沙龙3人，不对，4人', '报名周六沙龙4人'],
    ['把3换给王芳，不对，李梅', '把3换给李梅'],
  ])('in %s is asked about as %s, and never as what was said first', (text, meant) => {
    const [wanted] = read(meant);
    expect(read(text)).toEqual([{ ...wanted, ask: { about: 'act', options: [expect.any(String)] } }]);
    const [option] = read(text).map(({ ask }) => ask?.options[0]);
    expect(read(typeof option === 'string' ? option : '')).toEqual([wanted]);
  });

  it.each(['请假明天，算了', '报名周六的沙龙，还是算了', '认领3，算了'])(
    'in %s is no answer to anybody else',
    (text) => {
      expect(read(text).map(({ act, ask }) => [act, ask?.about])).toEqual([
        [expect.not.stringMatching('refuse'), 'act'],
      ]);
    },
  );

  it.each(['到岗，说错了，是离岗', '离岗，说错了，还早'])('in %s leaves nothing to be done', (text) => {
    expect(done(text)).toBe(false);
  });
});

describe('somebody else’s shift', () => {
  it.each(['把15号早班的王敏换成莫红梅', '王敏15号早班改成莫红梅', '15号早班由王敏改为莫红梅'])(
    '%s loses neither of the two',
    (text) => {
      expect(read(text)).toEqual([
        {
          act: 'act-for',
          doing: 'give',
          recipient: '莫红梅',
          slots: { person: '王敏', dayPart: '早班', when: [{ from: '2026-12-15T00:00', to: '2026-12-16T00:00' }] },
          ask: null,
        },
      ]);
    },
  );
});

describe('a count', () => {
  it.each(['要两个', '我要三个', '来3个', '要两班'])('%s is no line of the open list, and no answer', (text) => {
    expect(readAnswer(text, 4).kind).toBe('other');
    expect(read(text)[0]).toMatchObject({ act: 'claim', ask: { about: 'number' }, held: { by: 'count' } });
    expect(read(text)[0]?.bare).toBeUndefined();
  });
});

describe('a family', () => {
  it('that counts itself for a session is asked, and is never taken for a shift', () => {
    expect(read('沙龙+3')).toEqual([
      { act: 'register', slots: { programme: '沙龙', party: 3 }, ask: { about: 'act', options: ['报名 沙龙 3人'] } },
    ]);
    expect(read('亲子活动+2人')[0]).toMatchObject({ act: 'register', slots: { party: 2 } });
  });
});

describe('commands in sentences that ask for nothing', () => {
  const all = traps();
  const acted = all.map(({ kind, texts }) => ({ kind, texts: texts.filter(done) }));
  const asked = controls().filter((text) => !done(text));

  it(`of ${String(all.reduce((sum, { texts }) => sum + texts.length, 0))} none is acted upon`, () => {
    expect(acted).toEqual(all.map(({ kind }) => ({ kind, texts: [] })));
  });

  it(`of ${String(otherTraps().length)} more, in other frames and other words, none is acted upon`, () => {
    expect(otherTraps().filter(done)).toEqual([]);
  });

  it(`of the ${String(controls().length)} controls, said for oneself and plainly, every one is acted upon`, () => {
    expect(asked).toEqual([]);
  });
});

import { acts, matched, plainly, type Guard } from './guard';

const SHORT =
  /暂时|临时(?=离|下|走)|吃个?饭|吃点|吃午|吃晚|厕所|洗手间|卫生间|(?:接|打)个?电话|买(?:个|点|杯|瓶)|(?:拿|取|接|倒)(?:个|杯|点)|透(?:个|口)?气|抽(?:根|支)烟|(?:\d+|[一两二三四五六七八九十半几]+)(?:来|多)?(?:分钟|刻钟|个?小时|个?钟头)|一会(?!儿?(?:见|聊|联系))|一小会|(?:马上|很快|就|一下子?)(?:就)?回|回来|离(?:开|岗)一下|走开一下|上楼|下楼/;
const NO_NOTE =
  /^(?:给谁|不完|不用了?$|到哪|不了|不成|不完|不用|到哪|不上|不到|没有?(?:人|$)|了(?:吗|没|么)|吗|么|制度|流程|规定|规则|要求|时间|记录(?:在哪|呢|表)|表(?:在哪|呢|格)|本(?:在哪|呢)|内容(?:是什么|呢|有哪些)|什么|啥|谁|几点|怎么|如何|要不要|有没有|(?:要|得|需要|必须|应该|该|可以|能)*(?:写|填|交|说|留)?[^,。:]{0,3}(?:多少|几|什么|哪|怎)|是什么|是谁|在哪|的时候|(?:都|也)?(?:还没|还未|没|忘了?)(?:写|交|填|发|弄|做|准备)(?:好|完|呢|了|的)*$|班?(?:制度|时间|流程|表))/;
const NO_NOTE_ENDS = /(?:给谁|找谁|在哪[里儿]?|怎么(?:写|弄|办|交)|是谁|找谁|几点|什么时候|吗|么|没有|不了)[?]*$/;

/** 交接本找不到了 is about the book and not written into it. */
const NOTEBOOK =
  /^(?:我|那|这)?(?:个|边)?(?:交接班?|交班)的?(?:记录|登记)?(?:的(?!时候)|本子?|簿子?|册子?|单子?(?![位独纯亲人])|表格?|卡片?|群|清单|台账)(?!周|月|次|班|人|来|地|市|期|日|院|单位)/;

/** 通知王芳, 通知群里: whom, and not what; 通知书到了 is none. */
const ONLY_WHOM =
  /^(?:书|单|栏|函|过了?|到位|好了|完了|群里|大家|所有人|全体|全员|各位|家长们?|志愿者们?)[了吧]*$|^[书函]/;

/** On duty: what only looks like an end of it, or like a word for the next. */
export const SERVING: readonly Guard[] = [
  {
    name: 'short-absence',
    stops: acts('off-duty'),
    when: (_, { text }) => matched(SHORT, text),
    about: 'act',
    options: () => ['离岗'],
    why: '我去吃个饭，先离岗十分钟: the hotline is not empty for the rest of the shift',
  },
  {
    name: 'no-note',
    stops: acts('handover', 'notify'),
    when: ({ act, slots }, { raw, text, entities }) => {
      const note = slots.note ?? '';
      if (act === 'handover' && NOTEBOOK.test(text) && !/(?:交接班?|交班)[\s:：,，]/u.test(raw)) return note;
      if (
        act === 'notify' &&
        (ONLY_WHOM.test(note) || entities.some(({ entity, word }) => entity.kind === 'P' && word === note))
      )
        return note;
      if (note === '' || note.length > 24) return null;
      return NO_NOTE.test(note) ? note : NO_NOTE_ENDS.test(note) && note.length <= 10 ? note : null;
    },
    about: 'act',
    options: () => [],
    why: '交接给谁, 交接不了, 交接班制度 are no word for the next',
  },
  {
    name: 'partial-hours',
    stops: acts('claim'),
    when: (_, { clauses }) =>
      clauses.find(({ words }) =>
        /(?:只能?|最多|顶多)(?:来|值|上|到|待|做|顶)*(?:到|至)?T|T(?:就|才)(?:要|得)?(?:走|到)/.test(words),
      )?.text ?? null,
    about: 'act',
    options: (_, evidence) => [
      plainly('claim', evidence, (kind) => kind !== 'L').replace(/\s[到至]?\d{1,2}[点:]\S*$/, ''),
    ],
    why: '只能值到22点: a part of a shift is for the coordinator to allow',
  },
];

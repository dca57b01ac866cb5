import type { Evidence, EvidenceClause } from '../evidence/evidence';
import type { Reading } from '../reading';
import { acts, matched, plainly, type Guard } from './guard';

/** Acts that one does for oneself where nobody is named. */
const OWN = acts(
  'take-leave', 'arrive', 'off-duty', 'confirm', 'drop', 'claim', 'undo', 'offer', 'unregister', 'register', 'check-in', 'report', 'quiet', 'wish', 'remind-me',
); // prettier-ignore
/** What families do for each other. */
const FAMILY = acts('register', 'unregister', 'check-in');

/** What somebody who is ill or away wants; a claim beside it is the speaker's. */
const ABSENT = acts('take-leave', 'drop', 'off-duty', 'arrive', 'unregister');

const others = (clauses: readonly EvidenceClause[]): EvidenceClause[] =>
  clauses.filter(({ role, subject }) => role === 'act' && subject.kind === 'other');

const actFor = (reading: Reading, name: string): Reading => ({
  ...reading,
  act: 'act-for',
  doing: reading.act,
  slots: { ...reading.slots, person: name },
});

/** Who is named beside a swap; family and the like have a say, but no shift. */
const WITH =
  /(?:^|[,;。]|我们?|想|要|去|来)[和跟与同找](?!你|您|我|谁|大家|别|其[他它]|任何|哪|有|家|孩子|单位|领导|老公|老婆|爱人|朋友|统筹|公司|医院|学校|[TNGO])([\p{Script=Han}·P]{1,8}?)(?=换|对调|互换|调[班换]|商量|说|讲|约|谈|沟通|$|[,;。!])/u;

/** 我和王芳商量好了,换周五晚班: the person whom no form of a swap has taken up. */
function withWhom({ slots }: Reading, { skeleton, entities }: Evidence): string | null {
  if (slots.person !== undefined) return null;
  const word = WITH.exec(skeleton)?.[1];
  if (word === undefined) return null;
  return word === 'P' ? (entities.find(({ entity }) => entity.kind === 'P')?.word ?? null) : word;
}

/** Whose act it is: somebody else's is never the speaker's own. */
export const WHOSE: readonly Guard[] = [
  {
    name: 'other-subject',
    stops: OWN,
    when: ({ act }, { clauses, topic, text }) =>
      others(clauses).find(({ subject }) => subject.named)?.subject.word ??
      (ABSENT.has(act) && !/[我俺咱]/.test(text) ? topic : null),
    about: 'act',
    options: (reading, evidence, name) => [
      plainly(reading.act, evidence).replace(/^\S+/, (command) => `代 ${name} ${command}`),
    ],
    instead: actFor,
    why: '王芳12月5日请假 is about 王芳: a coordinator may act for her, nobody gets a leave of her own from it',
  },
  {
    name: 'third-person',
    stops: OWN,
    when: ({ act, slots }, { clauses, entities }) =>
      // 3个人请假 tells of others
      act === 'take-leave' && (slots.party ?? 1) > 1
        ? (entities.find(({ entity }) => entity.kind === 'H')?.word ?? '')
        : FAMILY.has(act)
          ? null
          : (others(clauses).find(({ subject }) => !subject.named)?.subject.word ?? null),
    about: 'act',
    options: ({ act }, evidence) => [plainly(act, evidence, (kind) => kind !== 'H')],
    why: '我家娃3号请假, 她3号请假: a child or a colleague is on no rota under the name of the speaker',
  },
  {
    name: 'with-whom',
    stops: acts('swap'),
    when: withWhom,
    about: 'person',
    options: () => [],
    instead: (reading, person) => ({ ...reading, slots: { ...reading.slots, person } }),
    why: '我和王芳商量好了，换周五晚班 is no open wish: whoever is named is never dropped',
  },
  {
    name: 'not-hers',
    stops: acts('arrive', 'claim', 'off-duty'),
    when: (_, { text }) =>
      matched(
        /我们(?:都|已经)*到.*(?:签到|活动|沙龙|停车|门口|孩子|几楼)|(?:签到码|沙龙|活动|门口|停车).*我们(?:都|已经)*到/,
        text,
      ),
    about: 'act',
    options: () => ['签到', '到岗'],
    instead: () => ({ act: 'none', slots: {}, ask: null }),
    why: '我们到了，签到码在哪看: a family arrives at a session, not for a shift',
  },
  {
    name: 'session-off',
    stops: acts('unregister'),
    when: (_, { skeleton }) =>
      /[我咱家退去来参]|报名/.test(skeleton) ? null : matched(/G[^,;。我]{0,3}(?:已经|都|要|被)*取消了/, skeleton),
    about: 'act',
    options: (_, evidence) => [plainly('unregister', evidence, (kind) => kind === 'T' || kind === 'G')],
    why: '周六的沙龙取消了，通知一下 tells that the session does not take place',
  },
];

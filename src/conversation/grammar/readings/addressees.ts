/** Those whom a notice may be for, beyond a programme, a session or people by their names. */
export type AudienceGroup =
  /** Who serves then. */
  | 'serving'
  /** Volunteers who have no shift then. */
  | 'free'
  /** Who has not confirmed a coming shift. */
  | 'unconfirmed'
  /** Who served where no figures have been reported since. */
  | 'unreported'
  /** Families that signed up for a session. */
  | 'families'
  /** Families that wait for a place. */
  | 'waiting'
  | 'everybody';

/** Whom the first words of a notice may name, before anybody has looked for a programme, a session or a person of that name. */
export interface Addressees {
  readonly said: string;
  /** 天天询的志愿者 without what follows the name. */
  readonly programme: string;
  /** 今晚沙龙报了名的家庭: the group, and the words that say which; null where the words name no group. */
  readonly group: { readonly kind: AudienceGroup; readonly words: string } | null;
  /** 王芳、李梅. */
  readonly names: readonly string[];
  /** True when they sound like people of a kind: without a meaning for them nobody is written to. */
  readonly soundsLikeSome: boolean;
  /** What is left to be sent. */
  readonly text: string;
}

const FIRST_WORDS = /(?<=^\S{1,20})[\s：:，,]+/u;
const OF_VOLUNTEERS = /的?志愿者$/u;
const WHO = '(?:志愿者|接线员|工作人员|同事|同志|姐妹|老师|家庭|家长|参与者|各家|人员|人|家)*们?';
const NOT_YET = '(?:还|都|一直|到现在)*(?:没有|没|未)(?:来得及|有)?';
const GROUPS: readonly (readonly [AudienceGroup, RegExp])[] = [
  ['everybody', new RegExp(`^(?:所有|全体|全部|大家|各位)(?:的)?${WHO}$`, 'u')],
  ['unconfirmed', new RegExp(`^(.*?)的?${NOT_YET}(?:回|点|回复)?确认的?${WHO}$`, 'u')],
  [
    'unreported',
    new RegExp(`^(.*?)的?${NOT_YET}(?:登记|报数据?|填数据?|补登|补数|录数)(?:数据|来电|人数)?的?${WHO}$`, 'u'),
  ],
  ['free', new RegExp(`^(.*?)的?(?:(?:没有|没|不)(?:排)?(?:上)?(?:班|值班)|休息|轮空|空着)的?${WHO}$`, 'u')],
  ['waiting', new RegExp(`^(.*?)的?(?:还在|在)?(?:候补|排队)(?:名单)?(?:上)?的?${WHO}$`, 'u')],
  ['families', new RegExp(`^(.*?)的?(?:已经|已)?报(?:了|过|上)?(?:名)?了?的?${WHO}$`, 'u')],
  ['families', /^(.*?)的?(?:要来|来|参加|参与)?的?(?:家庭|家长|参与者)们?$/u],
  ['serving', new RegExp(`^(.*?)的?(?:要|有|排了|在)?(?:值班|当班|上班|在岗|值守|排班)(?:了)?的?${WHO}$`, 'u')],
  ['serving', new RegExp(`^(.*?(?:班|带领者|助理|接线员|备班|督导|主持人?|嘉宾))的?${WHO}$`, 'u')],
];
/** Where nothing stands between those who are meant and what they are told: 通知今天没班的下午培训. */
const RUN_ON = new RegExp(
  `^(.{0,18}?(?:值班|当班|没班|没有班|没排班|有班|排了班|报了?名|报过名|报上名|候补|没登记|没有登记|未登记|没报数|没确认|未确认|没有确认)了?的${WHO})(?:说|讲)?(?:一声|一下)?[\\s：:，,]*(\\S.*)$`,
  'u',
);
const SOUNDS_LIKE_SOME = /的(?:志愿者|接线员|同事|姐妹|老师|家庭|家长|人)们?$|的$/u;
const BETWEEN_NAMES = /[、和跟与]/u;
/** 通知 取消, and what is left of 取消通知. */
const TAKES_BACK = /^(?:取消|撤回|停发)(?:通知)?[。!！]*$/u;

/** Parts the words of a notice from those to whom it goes; null when there is nothing behind the first words. */
export function addresseesOf(note: string): Addressees | null {
  const [first = '', ...rest] = note.split(FIRST_WORDS);
  const behind = rest.join(' ').trim();
  const runOn = behind === '' || groupOf(first) === null ? RUN_ON.exec(note) : null;
  const said = runOn?.[1] ?? first;
  const text = runOn?.[2]?.trim() ?? behind;
  if (text === '') return null;
  return {
    said,
    programme: said.replace(OF_VOLUNTEERS, ''),
    group: groupOf(said),
    names: said.split(BETWEEN_NAMES).filter((name) => name !== ''),
    soundsLikeSome: SOUNDS_LIKE_SOME.test(said),
    text,
  };
}

function groupOf(said: string): Addressees['group'] {
  for (const [kind, pattern] of GROUPS) {
    const found = pattern.exec(said);
    if (found) return { kind, words: (found[1] ?? '').replace(/的$/u, '') };
  }
  return null;
}

/** True when what stands behind 通知 takes the last notice back. */
export const takesNoticeBack = (note: string): boolean => TAKES_BACK.test(note);

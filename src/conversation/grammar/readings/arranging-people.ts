import type { Entity } from '../entities/entity';
import { lexiconOf } from '../entities/measure-lexicon';
import { SkeletonReader } from '../entities/skeleton';
import { withoutFillers } from '../clauses/fillers';
import { COMMAND, type Act, type Reading, type Slots, type WallContext } from '../reading';
import type { Direction } from '../time/day-spec';
import { normalise, typed, type Normal } from '../text/normalise';
import type { TimePhrase } from '../time/phrase';
import { gather, todayIn } from './slots';

/* 绑定码 王芳, 新增志愿者 张三, 王芳昨晚没来, 安排王芳3号夜班、李梅4号早班: what a coordinator does with people. */

const BEGS = '(?:请|麻烦|帮我|帮忙|我要|我想|要|再|给我)*';
const CODE = new RegExp(
  `^${BEGS}(?:(?:给|帮|为|替)P(?:发|要|生成|开|补|换|重发|弄|一|个|新|的)*绑定码|(?:发|要|生成|开|补|换|重发|来|一|个|新|的)*绑定码(?:发)?(?:给)?P|P(?:的|要|需要|一|个|新)*绑定码(?:是多少|多少|发我|给我)?)$`,
);
const NEWCOMER =
  /^(?:请|麻烦|帮我|帮忙|我要|我想|要|再)*(?:新增|新加|添加|新来了?|来了|加上|加|增加|录入|登记)(?:一|1)?(?:个|位|名)?(?:新的?|见习)?(?:志愿者|接线员)[:,\s]*(?:名字|姓名)?(?:叫做?|是|名叫)?[:,\s]*(?<name>[\u3400-\u9fff·]{2,5}?)(?:[,;\s]*(?:电话|手机|号码|手机号|联系方式)*(?:是|:)*\d[\d\s-]{6,})?[。!]*$/;
/** 把周婷加到志愿者里. */
const INTO_LIST =
  /^(?:请|麻烦|帮我)*(?:把|将)(?<name>[\u3400-\u9fff·]{2,4}?)(?:加|加入|录|放|添加?)(?:进|到|入|成|为)*(?:志愿者)(?:名单|名册|队伍|群|里|中|里面)*(?:去|吧)?[。!]*$/;
const TRAINEE = /见习/;
const CAME_NOT =
  /^(?:请|麻烦|帮我|给)*(?:登记|记上|记录|记|标记|标)?(?:一?下)?(?:P(?:记|登记)?[T的班O]*|T[的班]*P[的班]*)(?:(?:还是|也|都|根本|就)*(?:没有?来(?:值班|上班)?|没有?到岗?|没有?出现|没有?来过|没有?值班|缺席|缺岗|旷班|爽约|放了?鸽子|失联|没人影|没见(?:到)?人|旷|没露面)(?:了|的|过)*)$/;
const NO_SHOW = new RegExp(`^(?:登记|记上|记录|记|标记|标)?(?:缺席|缺岗|旷班)(?:给|:)?(?:P[T的班O]*|T[的班]*P)$`);
/** 王芳绑定码丢了,补一个; 陈静换手机了,重新发个绑定码给她. */
const CODE_ANEW = /^[^A-Z]{0,6}P[^A-Z]{0,14}绑定码[^A-Z]{0,10}$/;
const GIVES = /发|补|开|重|换|给|丢|过期|失效|忘|用不了/;
const TAKES_OVER =
  /^(?:请|麻烦)*(?:让|叫|安排|派|请)P(?:去|来|帮忙)*(?:顶|上|值|接|替|顶上|补)(?:班|一下)*T(?:[TO的那班岗个])*$/;
/** 王芳到岗了, 王芳要晚到半小时: told by a coordinator it is asked whether to note it for her. */
const HER_DUTY =
  /^P(?:说|讲)?[她他]?(?:已经|已|刚刚?|现在|也|都|人)*(?<verb>到岗|到了|上岗|到位|离岗|下班|走)(?:了|啦)*$/;
const FOR_SOMEBODY = /^(?:代|代办|代为办理|帮别人办|替别人办)(?:P)?$/;
/** 王芳 3号夜班,李梅 4号早班 and 3号夜班 王芳,4号早班 李梅. */
const LEAD = '(?:请|麻烦|帮我|帮忙|给我|我要|要|先)*(?:安排(?:一下)?|排班(?:如下)?|排(?:一下)?|分配|把|让)?[:]?';
const TO = '(?:安排到|排到|排在|派到|放到|分到|安排|排|去|来|上|值|顶|值班|的)*';
const PERSON_FIRST = new RegExp(
  `^${LEAD}(?:(?:把|让|请|安排|排|再|还有|和)*P${TO}T(?:[TO的那班岗个]|值班|上班)*){2,}$`,
);
const SHIFT_FIRST = new RegExp(
  `^${LEAD}(?:(?:把|让|请|再|还有|和)*T[TO的那班岗个]*(?:给|让|由|是|安排|排|归|:)*P(?:来|去|上|顶|值|值班|负责)*){2,}$`,
);
const ASKED = /谁|吗|么$|[?]|什么|怎么|是不是|有没有|为什么|如果|要是|听说|[她他]说|[问说]过/;

/** What an utterance arranges for people, or null. Whether somebody came is read for coordinators alone: others tell of it. */
export function peopleArranged(normal: Normal, context: WallContext): Reading[] | null {
  const { text } = normal;
  if (text.length > 120 || ASKED.test(text)) return null;
  const newcomer = (NEWCOMER.exec(text) ?? INTO_LIST.exec(text))?.groups?.name;
  if (newcomer !== undefined) {
    const before = INTO_LIST.test(text) ? 0 : text.search(/志愿者|接线员/);
    const at = text.indexOf(newcomer, before);
    const note = TRAINEE.test(text.slice(0, at)) ? { note: '见习' } : {};
    return [{ act: 'add-volunteer', slots: { person: typed(normal, at, at + newcomer.length), ...note }, ask: null }];
  }
  if (context.coordinates !== true && !text.includes('绑定码')) return null;
  const skeleton = new SkeletonReader(
    apart(text, context.vocabulary?.people ?? []),
    Number(context.wall.slice(0, 4)),
    context.vocabulary,
  ).read();
  const entities = [...skeleton.entities.entries()].sort(([a], [b]) => a - b).map(([, entity]) => entity);
  const core = withoutFillers(skeleton.text).replace(/[,;。、\s]+/g, '');
  if (CODE.test(core)) return [made('binding-code', entities, 'either', context)];
  if (context.coordinates !== true) return null;
  if (CODE_ANEW.test(core) && GIVES.test(core)) return [made('binding-code', entities, 'either', context)];
  if (TAKES_OVER.test(core)) return [made('fill', entities, 'ahead', context)];
  if (CAME_NOT.test(core) || NO_SHOW.test(core)) return [made('no-show', entities, 'behind', context)];
  const [person] = entities.flatMap((entity) => (entity.kind === 'P' ? [entity.name] : []));
  if (FOR_SOMEBODY.test(core)) return [{ act: 'act-for', slots: person === undefined ? {} : { person }, ask: null }];
  const duty = HER_DUTY.exec(core)?.groups?.verb;
  if (duty !== undefined && person !== undefined)
    return [forHer(person, /离岗|下班|走/.test(duty) ? 'off-duty' : 'arrive')];
  if (PERSON_FIRST.test(core)) return pairs(entities, 'P', context);
  return SHIFT_FIRST.test(core) ? pairs(entities, 'T', context) : null;
}

function forHer(person: string, doing: 'arrive' | 'off-duty'): Reading {
  const options = [`代 ${person} ${COMMAND[doing]}`];
  const held = { by: 'other-subject' as const, said: person, act: doing };
  return { act: 'act-for', doing, slots: { person }, ask: { about: 'act', options }, held };
}

/** The names that are known, each with a mark before it: 记王芳昨晚缺席, 夜班、李梅. */
function apart(text: string, people: readonly string[]): Normal {
  let marked = text.replaceAll('、', ',');
  for (const name of people) if (marked.includes(name)) marked = marked.replaceAll(name, `,${name}`);
  return normalise(marked);
}

/** One act for each person with the shift beside her; the day that was said before holds for a part of it (晚班陈静). */
function pairs(entities: readonly Entity[], first: 'P' | 'T', context: WallContext): Reading[] {
  const groups: Entity[][] = [];
  for (const entity of entities) {
    const last = groups.at(-1);
    const begins = entity.kind === first && (first === 'P' || !last || last.some(({ kind }) => kind === 'P'));
    if (!last || begins) groups.push([entity]);
    else last.push(entity);
  }
  let day: TimePhrase['items'][number]['days'] = null;
  return groups.map((group) => {
    const dated = group.map((entity): Entity => {
      if (entity.kind !== 'T') return entity;
      const { phrase } = entity;
      const [item, ...more] = phrase.items;
      if (!item) return entity;
      day = item.days ?? day;
      return { kind: 'T', phrase: { ...phrase, items: [{ ...item, days: day }, ...more] } };
    });
    return made('fill', dated, 'ahead', context);
  });
}

function made(act: Act, entities: readonly Entity[], direction: Direction, context: WallContext): Reading {
  const today = todayIn(context);
  const measures = lexiconOf(context.vocabulary);
  const command = COMMAND[act];
  const { slots, ask } = gather(entities, {
    today,
    direction,
    numbered: undefined,
    act,
    command,
    week: null,
    measures,
  });
  const { person, when, dayPart, post, programme } = slots;
  const kept: Slots = { person, when, dayPart, post, programme };
  const said = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { act, slots: Object.fromEntries(said), ask: ask?.about === 'when' ? ask : null };
}

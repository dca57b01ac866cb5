import { nameAt } from '../entities/people';
import type { Subject } from './evidence';

/** What may stand between the one who acts and the verb, or before both; capitals are times, numbers and the like. */
const ADVERBS =
  '(?:[TNGOLC]|现在|刚才|刚刚|刚|今天|听说|好像|也|都|要|想|得|又|还|可能|临时|突然|已经|就|能|会|必须|打算|准备|需要|家里有事|有事|生病|不舒服|说|的?假?|,)*';
const VERBS =
  '请(?:[TL]|个|一天|半天)*的?假|休假|告假|到岗|上岗|就位|离岗|下班|确认|退班|退掉|退(?=[TN]|$)|认领|领(?=[TN]|班|个)|报名|取消|签到|登记|求替|换班|交班|[来值去上]不了';
const RELATION =
  '(?:娃娃?|孩子|儿子|女儿|闺女|宝宝|小孩|学生|徒弟|老公|爱人|先生|老婆|媳妇|对象|那口子|男友|女友|妈妈?|爸妈?|爸爸|爹|娘|婆婆|公公|奶奶|爷爷|外婆|外公|姐姐?|妹妹?|哥哥?|弟弟?|嫂子?|姑姑?|姨|叔叔?|舅舅?|表[哥姐弟妹]|孙子|孙女|侄子|侄女|老人|家人|亲戚|室友|舍友|同学|同事|朋友|闺蜜|邻居|搭档|领导|老板|组长|班长|队长|组员|队友|主任|师傅|统筹员|管理员|会长|保安|物业|门卫|保洁|护士|站长|局长|院长|校长|园长|处长|科长|所长|馆长|书记|主席|部长|经理|秘书|干事|班主任|负责人|志愿者|妹夫|姐夫|弟妹|同桌)';
const KIN = `(?:(?:(?:我们?|俺|咱们?|孩子)(?:[她他]|家|的)*)?(?:大|小|二|老)?(?:${RELATION}(?:家)?的)?${RELATION})`;
const THIRD =
  '(?:[她他]们?|人家|对方|别人|有人|有个人|大家|隔壁(?:的|组的?|班的?)?|同事|室友|邻居|搭档|某人|那谁|新来的|另一个人)';
const SELF =
  /^(?:[TNGOLC,]|现在|刚才|今天|那|那个|就)*(?:我(?!们?家?的?(?:大|小|二|老)?[娃孩儿女闺宝老爱先媳妈爸爹娘婆公奶爷外姐妹哥弟嫂姑姨叔舅表孙侄亲室舍同朋邻搭领学徒男对那组班队主师])|俺|本人|咱)/;
/** Later in the clause it is the speaker who acts after all. */
const SELF_ACTS =
  /我(?:自己)?(?:来|去|替|顶|值|接|代|领|要|想|上|可以|能|也|都|就|帮|申请|得|不)|[替帮顶代]我|[给让]我|和我|跟我/;
/** 督导确认了 tells of whoever holds the post. */
const POST =
  /^[TO]*O(?:已经|都|刚)*(?:(?:确认|到岗|离岗|下班|签到)了|请T?的?假)|^O(?:T|也|都|要|得|想|又|临时|突然)+(?:请[TL]*的?假|休假|离岗|退班)/;
const VERB = new RegExp(VERBS);
const OTHER = new RegExp(`^${ADVERBS}(?:那个|那位)?(?:(${KIN}|${THIRD})|(P))?(.{0,6}?)${ADVERBS}(?=${VERBS})`);
/** Words with the look of a name in front of a verb: 高烧请假, 安排请假. */
const NO_NAMES =
  /^(?:高烧|高热|高考|老毛病|安排|麻烦|申请|方便|时间|平时|干脆|应该|急事|路上|金牌|连续|连着|单独|直接|全部|全天|万一|江湖|病假|事假|产假|年假|白天|和平|成功|统筹|管理|老师|各位|小约|于是|因此|常规|向您|向你|汇报|报告|申报|于)/;

const none: Subject = { kind: 'none', word: '', named: false };

/** Who acts in a clause whose entities are capitals; `nameOf` gives the name behind the capital at a place. */
export function subjectOf(words: string, nameOf: (place: number) => string | null): Subject {
  if (!VERB.test(words)) return SELF.test(words) ? { kind: 'self', word: '我', named: false } : none;
  if (SELF.test(words) || SELF_ACTS.test(words)) return { kind: 'self', word: '我', named: false };
  if (POST.test(words)) return { kind: 'other', word: '', named: false };
  const found = OTHER.exec(words);
  if (!found) return none;
  const [, relation, person, rest = ''] = found;
  if (person !== undefined && rest === '') {
    const name = nameOf(words.indexOf('P'));
    return name === null ? none : { kind: 'other', word: name, named: true };
  }
  const name = rest === '' || NO_NAMES.test(rest) ? null : nameAt(rest, 0, () => false);
  if (name?.length === rest.length && rest.length > 0) return { kind: 'other', word: rest, named: true };
  if (relation !== undefined && rest === '') return { kind: 'other', word: relation, named: false };
  return none;
}

const HAPPENS =
  '(?:突然|今天|明天|家里|刚|又|也|T)*(?:生?病|发烧|感冒|有(?:点|急)?事|来不了|去不了|不舒服|住院|出差|摔|堵车|要?带|骨折)';
/** Whoever the text begins with: 罗婷病了,明天请假 goes on about 罗婷. */
const TOPIC = new RegExp(`^(?:(P)|(\\S{2,4}?))(?=${HAPPENS}[^,;。]*[,;。])`);

/** The name that a text begins with and goes on about, or null. */
export function topicOf(words: string, nameOf: (place: number) => string | null): string | null {
  const found = TOPIC.exec(words);
  if (!found) return null;
  if (found[1] !== undefined) return nameOf(0);
  const name = found[2] ?? '';
  return !NO_NAMES.test(name) && nameAt(name, 0, () => false)?.length === name.length ? name : null;
}

import { readAnswer } from '../grammar/readings/answers';
import { HOUR, type Instant } from '../../kernel/clock';

/** What somebody says behind a sign of danger: to the offer of a call back, or that it was not meant. */
export type Afterwards = 'yes' | 'no' | 'not-meant';

const CALL_ME =
  /^(?:好的?|要的?|嗯+|可以|行|那就?)?[,，。\s]*(?:(?:请|让|叫|麻烦|帮我?|能)?(?:你们?|她|他|督导|统筹员|同事|老师|有人|人)?(?:请)?(?:给我)?(?:回|打|来)(?:个|一个)?(?:电话|给我)|(?:联系|找)(?:我|一下我)|(?:我)?(?:想|要)(?:有人|找人|和人|跟人)(?:聊聊|说说话?|打给我|联系我)|(?:我)?(?:需要|想要|麻烦(?:你|您|你们)?了?|请吧|帮我))[吧啊呀了,，。!！~～谢谢你您]*$/u;
/** An answer to something else: a reminder is confirmed, not this. */
const NOT_THIS = /确认|确定|同意|愿意|答应|接受|就这|办|收到/u;
const NO_CALL = /^(?:暂时|先|真的)?(?:不用|不需要|不要|不必|别|算了|不了)(?:打|联系|告诉|叫|麻烦|回)?.{0,8}$/u;
const NOT_MEANT =
  /(?:乱|瞎|随便|随口|胡|闹着|说着|逗)(?:说|讲|玩|你)|开(?:个)?玩笑|别当真|不当真|不是认真|气话|一时冲动|矫情|不是那个意思|没那个意思|误会|吓到(?:你|大家)|别(?:太)?(?:担心|紧张|多想)|想多了|没想(?:死|那样)|(?:只|就)是(?:有点)?(?:累|难受|心情不好|发泄|吐槽|抱怨)/u;
const ALL_RIGHT =
  /^(?:我|现在|已经)*(?:没事|好(?:多|些|点)|缓过来|冷静(?:下来)?|不难受)(?:了|啦|的|儿|吧|哈)*(?:[,，。!！~～\s]*(?:谢谢|真的|放心|我没事|不用担心).{0,6})?[。!！~～\s]*$/u;
/** Nobody needs more words than this for it. */
const LONGEST = 40;
/** A bare 没事 belongs to what was said just before. */
const JUST_BEFORE = HOUR;

/** True when the text could be one of them; a quick look before anything is asked of the database. */
export const mayBeAfterwards = (text: string): boolean => read(text.trim()) !== null;

/** What a short text means behind a sign that was heard at `heardMs`. */
export function afterwards(text: string, heardMs: Instant, now: Instant): Afterwards | null {
  const said = text.trim();
  const meant = read(said);
  return meant === 'not-meant' && !NOT_MEANT.test(said) && now - heardMs > JUST_BEFORE ? null : meant;
}

function read(said: string): Afterwards | null {
  if (said.length > LONGEST) return null;
  if (NOT_MEANT.test(said) || ALL_RIGHT.test(said)) return 'not-meant';
  if (NOT_THIS.test(said)) return null;
  if (CALL_ME.test(said)) return 'yes';
  if (NO_CALL.test(said)) return 'no';
  const { kind } = readAnswer(said, 0);
  return kind === 'yes' || kind === 'no' ? kind : null;
}

/** Whom the first words of a notice may name, before anybody has looked for a programme, a session or a person of that name. */
export interface Addressees {
  readonly said: string;
  /** 天天询的志愿者 without what follows the name. */
  readonly programme: string;
  /** 周六沙龙的家庭: the words for the session; null when families are not meant. */
  readonly familiesOf: string | null;
  /** What is left to be sent. */
  readonly text: string;
}

const FIRST_WORDS = /(?<=^\S{1,20})[\s：:，,]+/u;
const OF_VOLUNTEERS = /的?志愿者$/u;
const FAMILIES = /(?:家庭|家长|参与者)们?$/u;
const OF_FAMILIES = /的?(?:报名)?(?:家庭|家长|参与者)们?$/u;
/** 通知 取消, and what is left of 取消通知. */
const TAKES_BACK = /^(?:取消|撤回|停发)(?:通知)?[。!！]*$/u;

/** Parts the words of a notice from those to whom it goes; null when there is nothing behind the first words. */
export function addresseesOf(note: string): Addressees | null {
  const [said = '', ...rest] = note.split(FIRST_WORDS);
  const text = rest.join(' ').trim();
  if (text === '') return null;
  return {
    said,
    programme: said.replace(OF_VOLUNTEERS, ''),
    familiesOf: FAMILIES.test(said) ? said.replace(OF_FAMILIES, '') : null,
    text,
  };
}

/** True when what stands behind 通知 takes the last notice back. */
export const takesNoticeBack = (note: string): boolean => TAKES_BACK.test(note);

/** 登记来电5,交接 一位明早回访: a request, and behind it a note with its own command. */
const NOTE_BEHIND = /^([^]+?)[,，;；。\n]\s*((?:另外|还有|以及)?\s*(?:交接班?|交班)\s*[:：\s][^]*\S)$/u;
/** What stands behind a note and is none of its words: figures that are reported, and that somebody goes. */
const REQUEST =
  '(?:(?:另外|还有|顺便|再)?\\s*(?:登记|上报|报数)(?:一?下)?\\s*[:：]?\\s*(?:今天|今晚|本班|这班)?\\s*(?:来电|电话|高危|接了?|\\d)|(?:我)?(?:先|就|要|可以)?(?:离岗|下班)(?:了|啦|咯)?\\s*(?:$|[,，。;；\\n!！~]))';
const REQUEST_BEHIND = new RegExp(
  `^(\\s*(?:我)?(?:要|来)?(?:交接班?|交班)[^]+?)[,，;；。\\n]\\s*(?=${REQUEST})([^]+)$`,
  'u',
);

/**
 * A handover and what was said with it, each as a text of its own in the order in which they were said; null where there
 * is only one. Whatever is left in the note stays as it was typed.
 */
export function besideANote(text: string): readonly [string, string] | null {
  if (!/交[接班]/.test(text)) return null;
  const found = REQUEST_BEHIND.exec(text) ?? NOTE_BEHIND.exec(text);
  return found ? [found[1] ?? '', (found[2] ?? '').replace(/^(?:另外|还有|以及)\s*/u, '')] : null;
}

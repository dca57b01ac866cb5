/** What somebody takes back or puts right, in words that name no act. */
export type Correction =
  /** Figures that were reported; `words` are the right ones, `denied` the number that was wrong. */
  | { readonly kind: 'figures'; readonly words: string; readonly denied: number | null }
  /** 先别退: what was about to be done is not. */
  | { readonly kind: 'not-yet' }
  /** 我自己来，不用找人了: nobody is sought for her shift any more. */
  | { readonly kind: 'keeps' }
  /** 不是，我讲5号的不去: another than was asked about. */
  | { readonly kind: 'means'; readonly words: string }
  /** 不给她了，我自己去: nor is one person asked any more. */
  | { readonly kind: 'asks-nobody' }
  /** 把前面那个退掉: one of what was listed, by its place. */
  | { readonly kind: 'drop'; readonly place: 'first' | 'last' };

const WRONG =
  /^(?:不好意思|抱歉|对不起)?[,，\s]*(?:刚才|刚刚|上次|前面|上面|那个)?(?:的)?(?:数字?|数据)?(?:登记|报|写|填|记|说|打|输|数|算)(?:错|漏|少|多)(?:了|啦)?[,，。;；!！\s]*(?:应该|实际)?(?:是|为)?[,，:：\s]*/u;
const DENIED = /[,，\s]*(?:而)?不是\s*(\d{1,4})[^\d]{0,4}$/u;
const NOT_YET =
  /^(?:等等|等一?下|慢着|先等等|别急|停|哎)?[,，。!！\s]*(?:你|我)?(?:先|暂时)?(?:别|不要|不用|不)(?:急着)?(?:给我)?(?:退|办|动|取消|换|报|弄|请|发布?|公布|通知|停|改|加)(?:班|假|名|通知|消息|出去)?(?:了|啦|吧|先)*[。!！]*$/u;
const SEEKS_NOBODY =
  '(?:不用|不要|别|不必|不需要|不)(?:再|帮我|给我)?(?:找(?:别人|人替|人顶|人)|求替|问(?:别人|人)?)(?:替|顶|来)?(?:了|啦)*';
const MYSELF = '(?:我|还是我)?(?:还是)?(?:自己|可以自己|能)(?:来|去|值|上|顶)(?:吧|了|得了)?';
/** 取消求替, 求替不用了, 把求替撤回来: the offer by its name. */
const OFFER_BACK =
  '(?:(?:我)?(?:把|将)?(?:我的?|刚才的?|刚刚的?|那个|之前的?)*求替(?:先|就)?(?:取消|撤回|撤销|收回|撤掉|撤|停|算|不用|不要|不求)(?:掉|来|了|吧)*|(?:我)?(?:想|要)?(?:取消|撤回|收回|撤销|撤掉|停止|不用|不要|不再|不)(?:我的?|刚才的?|刚刚的?|那个|之前的?)?求替(?:了|吧)*)';
/** 这班我自己来, 还是我自己值吧: said of herself alone it can mean nothing else. */
const MYSELF_ALONE =
  '(?:这(?:个|一)?班|那(?:个|一)?班)?(?:还是)?我?(?:还是)?自己(?:来|去|值|上|顶)(?:值|上|顶)?(?:班)?(?:吧|了|得了|好了)*';
const KEEPS = new RegExp(
  `^(?:算了|那|哦|不了|好了)?[,，。\\s]*(?:(?:${MYSELF}[,，。\\s]*)?${SEEKS_NOBODY}|${SEEKS_NOBODY}[,，。\\s]*${MYSELF}|(?:${MYSELF}[,，。\\s]*)?${OFFER_BACK}(?:[,，。\\s]*${MYSELF})?|${MYSELF_ALONE})(?:[,，\\s]*谢谢)?[。!！~]*$`,
  'u',
);
const ASKS_NOBODY = new RegExp(
  `^(?:算了|那|哦|不了|好了|还是)*[,，。\\s]*(?:还是)?(?:我)?不(?:再)?(?:给|找|问|跟|和|让|麻烦)(?:她|他|[她他]们|人家|别人|\\p{Script=Han}{2,3})(?:来|去|上|值|顶|替|接|换)*(?:班)?了[,，。\\s]*(?:那|还是)*(?:${MYSELF})?(?:[,，\\s]*谢谢)?[。!！~]*$`,
  'u',
);
const MEANS =
  /^(?:哎呀?|哦|噢)?[,，\s]*(?:不是的?|不对|错了)[,，。!！\s]+我(?:是)?(?:(?:讲|说|指)(?:的)?(?:是)?|要的是)[,，:：\s]*(.+)$/u;
const DROP =
  /^(?:请|麻烦|帮我)*(?:把|将)?(前面|上面|第一|早|后面|下面|最后|晚)的?(?:那|一)?(?:一)?个?班?(?:给我|帮我)?(?:退|退掉|退了|取消)(?:掉|了|吧)*[。!！]*$/u;

/** null: nothing of the kind. A question never is. */
export function readCorrection(text: string): Correction | null {
  const said = text.trim();
  if (said.length > 60 || /[?？]|[吗么]$/u.test(said)) return null;
  if (NOT_YET.test(said)) return { kind: 'not-yet' };
  if (KEEPS.test(said)) return { kind: 'keeps' };
  const meant = MEANS.exec(said)?.[1];
  if (meant !== undefined) return { kind: 'means', words: meant };
  if (ASKS_NOBODY.test(said)) return { kind: 'asks-nobody' };
  const drop = DROP.exec(said)?.[1];
  if (drop !== undefined) return { kind: 'drop', place: /前|上|第一|早/u.test(drop) ? 'first' : 'last' };
  const wrong = WRONG.exec(said);
  if (!wrong) return null;
  const rest = said.slice(wrong[0].length);
  const denied = DENIED.exec(rest);
  const words = denied ? rest.slice(0, denied.index) : rest;
  return /\d|[一二两三四五六七八九十]/u.test(words)
    ? { kind: 'figures', words, denied: denied ? Number(denied[1]) : null }
    : null;
}

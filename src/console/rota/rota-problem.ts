import { civilOf, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { RotaRefusal } from '../../rota/domain/refusal';
import { leftAloneText, ruleText } from '../../rota/domain/rule-words';
import { Problem } from '../http/problem';

/** How the console tells a refusal of the rota, in the words of people in `zone`. */
export const rotaProblem =
  (zone: ZoneName) =>
  (refusal: RotaRefusal): Problem => {
    if ('violations' in refusal) {
      const detail = refusal.violations.map((violation) => ruleText(violation, zone)).join('；');
      const hint = refusal.overridable ? '（统筹员可以写明原因后破例）' : '';
      return new Problem(409, { rule: refusal.rule, detail: `${refusal.person.name}：${detail}${hint}` });
    }
    const [status, detail] = told(refusal, zone);
    return new Problem(status, { rule: refusal.rule, detail });
  };

type Told = readonly [status: number, detail: string];

const when = (instant: Instant, zone: ZoneName): string => civilOf(instant, zone).replace('T', ' ');

function told(refusal: Exclude<RotaRefusal, { violations: unknown }>, zone: ZoneName): Told {
  switch (refusal.rule) {
    case 'not-allowed':
      return [403, '你的身份不能做这件事'];
    case 'not-found':
      return [404, '没有找到'];
    case 'not-yours':
      return [403, '这不是你的班，也不是你的事'];
    case 'state':
      return [409, `这个排班现在的状态是 ${refusal.state}，不能这样做`];
    case 'over':
      return [409, `这个班在 ${when(refusal.end, zone)} 已经结束`];
    case 'started':
      return [409, `这个班在 ${when(refusal.start, zone)} 已经开始`];
    case 'trainee-left-alone':
      return [409, leftAloneText()];
    case 'with-yourself':
      return [422, '不能和自己换班'];
    case 'same-shift':
      return [422, '两个班是同一个班'];
    case 'already-asked':
      return [409, '已经问过了，正在等回复'];
    case 'request-gone':
      return [409, '这个请求已经有结果或失效了'];
    case 'too-early':
      return [409, `还没到时间，${when(refusal.opens, zone)} 起可以`];
    case 'too-late':
      return [409, `已经过了时间（${when(refusal.since, zone)}）`];
    case 'note-too-long':
      return [422, `交接内容最多 ${String(refusal.most)} 字`];
    case 'note-empty':
      return [422, '交接内容是空的'];
    case 'identity-in-note':
      return [422, '交接内容里不要写来电人的电话、证件号或账号'];
    case 'bad-minutes':
      return [422, `服务分钟数要在 0 到 ${String(refusal.most)} 之间`];
    case 'bad-month':
      return [422, '月份要写成 2026-12 这样'];
    case 'no-draft':
      return [404, `${refusal.month} 还没有班表草稿`];
    case 'no-draft-running':
      return [409, `${refusal.month} 现在没有正在生成的草稿；已经生成的可以预览后发布`];
    case 'draft-changed':
      return [409, `草稿已经变了（现在是第 ${String(refusal.version)} 版），请重新预览`];
    case 'changed-meanwhile': {
      const who = refusal.people.length > 0 ? refusal.people.join('、') : '没有人';
      return [409, `这个班刚被${refusal.by ?? '别人'}改过，现在是：${who}。请看过再定`];
    }
    case 'entries-unknown':
      return [422, `有 ${String(refusal.entries.length)} 条排班找不到对应的班次或人`];
  }
}

import { clockOf, civilOf, dateOf, type ZoneName } from '../../kernel/civil-time';
import type { OrganisationRefusal } from '../../settings/change-organisation.service';
import type { SettingFault } from '../../settings/setting-faults.schema';
import type { ProgrammeRefusal } from '../../sessions/change-programme.service';
import { Problem } from '../http/problem';

/** Why a setting was not taken, in the words of whoever set it; every fault at its field. */
export const settingProblem =
  (zone: ZoneName) =>
  (refusal: OrganisationRefusal | ProgrammeRefusal): Problem => {
    switch (refusal.rule) {
      case 'not-found':
        return new Problem(404, { detail: '没有找到' });
      case 'not-allowed':
        return new Problem(403, { rule: refusal.rule, detail: '改下级组织需要县区统筹员或运维' });
      case 'same-name':
        return new Problem(409, { rule: refusal.rule, detail: '同一个上级下已经有这个名字了，请换一个' });
      case 'measure-counted':
        return new Problem(409, {
          rule: refusal.rule,
          detail: `「${refusal.name}」已经登记过数字，去掉它报表就对不上了。可以改名，不能去掉`,
        });
      case 'people-busy':
        return new Problem(409, {
          rule: refusal.rule,
          detail: `改了以后，${refusal.names.slice(0, 6).join('、')}${refusal.names.length > 6 ? ` 等 ${String(refusal.names.length)} 人` : ''} 会同时有两个班。什么都没有改；请先把其中一个班换给别人，再来改时间`,
        });
      case 'changed-meanwhile':
        return new Problem(409, { rule: refusal.rule, detail: meanwhile(refusal, zone) });
      case 'faulty':
        return new Problem(422, {
          rule: refusal.rule,
          detail: '有的地方填得不对，什么都没有改',
          errors: refusal.faults.map((fault) => ({ pointer: fault.pointer, detail: faultText(fault) })),
        });
    }
  };

function meanwhile({ by, atMs }: { by: string | null; atMs: number | null }, zone: ZoneName): string {
  const civil = atMs === null ? null : civilOf(atMs, zone);
  const when = civil === null ? '' : `在 ${dateOf(civil)} ${clockOf(civil)} `;
  return `${by ?? '别人'}${when}刚改过，你看到的已经不是最新的。你的改动没有保存，也没有盖掉对方的：请看最新内容再改`;
}

function faultText({ fault, limit }: SettingFault): string {
  switch (fault) {
    case 'too-small':
      return `不能小于 ${String(limit)}`;
    case 'too-big':
      return `不能超过 ${String(limit)}`;
    case 'not-a-number':
      return '请填数字';
    case 'empty':
      return '不能空着';
    case 'below-min':
      return '最多人数不能少于最少人数';
    case 'twice':
      return '和另一个重复了';
    case 'same-start':
      return '和另一段同时开始了';
    case 'no-recurrence':
      return '这条规律排不出日子，请重新选';
    case 'no-times':
      return '要有开始和结束';
    case 'no-number':
      return '里面要有可以拨打的号码，比如 12356';
    case 'not-within':
      return '免打扰只能从 18:00 以后开始，到第二天 04:00–12:00 结束';
    case 'not-after':
      return '结束不能早于开始';
    case 'other-year':
      return '日子不在这一年里';
    case 'overlapping':
      return '和另一个假期重叠了';
    case 'worked-within':
      return '补班日落在放假的日子里了';
    case 'unknown-qualification':
      return '没有这种资质，请从列表里选';
    case 'wrong':
      return '填得不对';
  }
}

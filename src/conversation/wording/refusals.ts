import { type ZoneName, type CivilDate, civilOf } from '../../kernel/civil-time';
import type { RotaRefusal } from '../../rota/domain/refusal';
import { leftAloneText, ruleSentence } from '../../rota/domain/rule-words';
import { saidMoment } from '../../kernel/said-time';
import { handoverHow } from './serving';
import { monthHow, monthName } from './rota-month';
import type { AssignmentState } from '../../programmes/domain/assignment-state';

/* Why an act of the rota was refused. */

interface Asking {
  readonly scope: { readonly zone: ZoneName };
  readonly today: CivilDate;
  readonly speaker?: { readonly personId: string };
}

export function rotaRefusal(refusal: RotaRefusal, at: Asking): string {
  const { zone } = at.scope;
  switch (refusal.rule) {
    case 'past':
    case 'cancelled':
    case 'inactive':
    case 'already-yours':
    case 'full':
    case 'qualification-missing':
    case 'qualification-expired':
    case 'overlap':
    case 'not-open-yet':
    case 'rest':
    case 'cap':
    case 'nights-in-row':
    case 'trainee-never':
    case 'trainee-alone':
    case 'on-leave':
    case 'unavailable': {
      const first = refusal.violations[0];
      const text = first ? ruleSentence(first, zone) : '不合规则。';
      const other = at.speaker && refusal.person.personId !== at.speaker.personId ? `${refusal.person.name}：` : '';
      return `${other}${text}`;
    }
    case 'not-allowed':
      return '这件事只有统筹员能办。';
    case 'not-found':
      return {
        shift: '没有找到这个班。',
        assignment: '没有找到这个排班。',
        person: '没有找到这个人。',
        request: '没有找到这个请求。',
        rota: '没有找到班表。',
      }[refusal.what];
    case 'not-yours':
      return '这不是你的班，只能办自己的；需要的话请找统筹员。';
    case 'state':
      return stateRefusal(refusal.state);
    case 'over':
      return '这个班已经结束了，不能再改。';
    case 'started':
      return '这个班已经开始了，不能再换；来不了请马上打电话给统筹员。';
    case 'trainee-left-alone':
      return `${leftAloneText()}。可以说 求替，等有经验的人接手后再走。`;
    case 'with-yourself':
      return '不能和自己换班。请说别人的名字。';
    case 'same-shift':
      return '你们值的是同一个班，不用换。';
    case 'already-asked':
      return '已经问过对方了，还在等答复。想撤回就回复 撤销（10 分钟内），或等对方答复。';
    case 'request-gone':
      return requestGone(refusal.state);
    case 'too-early':
      return `还太早，${saidMoment(civilOf(refusal.opens, zone), at.today)} 起才可以。`;
    case 'too-late':
      return `已经过了时间（${saidMoment(civilOf(refusal.since, zone), at.today)} 止），请找统筹员补记。`;
    case 'note-too-long':
      return `交接最多 ${String(refusal.most)} 字，请写短一点。`;
    case 'note-empty':
      return handoverHow([]);
    case 'identity-in-note':
      return '交接里好像有电话、证件号或账号，没有记下。请去掉当事人的身份信息再说一遍。';
    case 'bad-minutes':
      return `服务时长要在 0 到 ${String(refusal.most)} 分钟之间。`;
    case 'bad-month':
      return monthHow();
    case 'no-draft':
      return `${monthName(refusal.month)}还没有草稿。先说：生成班表 ${String(Number(refusal.month.slice(5)))}月`;
    case 'no-draft-running':
      return `${monthName(refusal.month)}现在没有正在生成的草稿。`;
    case 'draft-changed':
      return '草稿刚刚又变了，没有发布。请再说一次 发布 看新的差异。';
    case 'changed-meanwhile':
      return `这个班刚被${refusal.by ?? '别人'}改过，现在是：${refusal.people.join('、') || '没有人'}。请看过再说一次。`;
    case 'entries-unknown':
      return `有 ${String(refusal.entries.length)} 条对不上班次或人名，没有导入。`;
  }
}

function stateRefusal(state: AssignmentState): string {
  const texts: Readonly<Record<AssignmentState, string>> = {
    held: '这个班还没有确认。可以说 确认。',
    confirmed: '这个班已经确认过了。',
    'on-duty': '你正在值这个班，结束时说 离岗；要人顶替请马上打电话给统筹员。',
    done: '这个班已经完成了，不能再改。',
    offered: '这个班正在求替，有人接手前仍是你的。改主意了可以说 确认。',
    dropped: '这个班已经退掉或换走了，不再是你的。回复 我的班 看现在的安排。',
    'no-show': '这个班记为缺席。有出入请找统筹员更正。',
  };
  return texts[state];
}

function requestGone(state: 'accepted' | 'refused' | 'expired' | 'withdrawn'): string {
  const texts = {
    accepted: '这个请求已经办成了。回复 我的班 看现在的安排。',
    refused: '这个请求已经被回绝了，班没有动。',
    expired: '这个请求过期了，班没有动。需要的话请对方再问一次。',
    withdrawn: '这个请求已经撤回，或其中的班已经有了变化，班没有动。',
  };
  return texts[state];
}

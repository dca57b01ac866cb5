import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { instantOf } from '../../src/kernel/civil-time';
import { RULE_NAMES } from '../../src/rota/domain/rule-names';
import { ruleOfSeveral, ruleSentence, ruleText } from '../../src/rota/domain/rule-words';
import type { Violation } from '../../src/rota/domain/violation';
import { rotaRefusal } from '../../src/conversation/wording/refusals';
import { rotaProblem } from '../../src/console/rota/rota-problem';
import { closedSentence } from '../../src/rostering/roster-words';
import type { ShiftView } from '../../src/rota/domain/shift-view';

const ZONE = 'Asia/Shanghai';
const at = (civil: string): number => instantOf(civil, ZONE);
const other = { shiftId: 's1', start: at('2026-12-08T20:00'), end: at('2026-12-09T08:00') };

/** One of each rule. */
const ALL: readonly Violation[] = [
  { rule: 'past' },
  { rule: 'cancelled' },
  { rule: 'inactive' },
  { rule: 'already-yours' },
  { rule: 'full' },
  { rule: 'qualification-missing', qualification: 'hotline' },
  { rule: 'qualification-expired', qualification: 'hotline', validUntil: '2026-12-01' },
  { rule: 'overlap', other },
  { rule: 'not-open-yet', opens: at('2026-12-01T08:00') },
  { rule: 'rest', neededHours: 11, gapHours: 8, other },
  { rule: 'cap', period: 'week', limit: 3 },
  { rule: 'nights-in-row', limit: 2 },
  { rule: 'trainee-never' },
  { rule: 'trainee-alone' },
  { rule: 'on-leave', from: at('2026-12-01T00:00'), to: at('2026-12-02T00:00') },
  { rule: 'unavailable' },
];

describe('the words of the rules', () => {
  it('say a rule alike to her, to the coordinator and in the draft', () => {
    expect(ALL.map(({ rule }) => rule).sort()).toEqual(Object.keys(RULE_NAMES).sort());
    const person = { personId: 'p1', name: '陈静' };
    const shift = {} as ShiftView;
    for (const violation of ALL) {
      const refusal = { rule: violation.rule, violations: [violation], overridable: false, person, shift };
      const text = ruleText(violation, ZONE);
      const heard = rotaRefusal(refusal, { scope: { zone: ZONE }, today: '2026-12-01', speaker: { personId: 'p1' } });
      expect(heard).toBe(ruleSentence(violation, ZONE));
      expect(heard.startsWith(text)).toBe(true);
      expect(rotaProblem(ZONE)(refusal).getResponse()).toHaveProperty('detail', `陈静：${text}`);
      expect(closedSentence({ violation, people: ['陈静'] })).toBe(ruleOfSeveral(violation, '陈静'));
    }
  });

  it('name the other duty in the words for times, and leave it out for several people', () => {
    const rest = { rule: 'rest', neededHours: 11, gapHours: 8, other } as const;
    expect(ruleSentence(rest, ZONE)).toBe(
      '和 12月8日(周二) 20:00–次日 08:00 的班间隔 8 小时，至少要休息 11 小时；请选隔得开的班。',
    );
    expect(ruleOfSeveral(rest, '陈静、韦兰')).toBe('陈静、韦兰和前后的班间隔不够，至少要休息 11 小时。');
    expect(ruleOfSeveral({ rule: 'trainee-never' }, '陈静')).toBe('陈静：这个岗位不安排见习志愿者。');
    expect(ruleSentence({ rule: 'cap', period: 'week', limit: 3 }, ZONE)).toBe(
      '一周最多 3 个班，已经到了上限；请选别的周。',
    );
  });

  it('call a trainee 见习 wherever people read; 新手 is only understood', () => {
    const understood = ['src/import/cell-words.ts', 'src/import/volunteers-sheet.ts'];
    const written = ['src', 'web'].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|vue)$/u.test(name))
        .map((name) => join(root, name)),
    );
    const read = [...written, 'README.zh-CN.md'].filter((path) => readFileSync(path, 'utf8').includes('新手'));
    expect(read.sort()).toEqual(understood);
  });
});

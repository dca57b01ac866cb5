import type { Candidate } from '../../shared/api';

/** The rules of the rota in a few words, for lists where a whole sentence has no room. */
const RULES: Readonly<Record<string, string>> = {
  rest: '休息不足',
  cap: '超上限',
  'nights-in-row': '连续夜班',
  'not-open-yet': '未开放',
  'trainee-never': '不安排见习',
  'trainee-alone': '见习不能单独',
  'on-leave': '请假',
  unavailable: '不在可值班时间',
};

/** Why a candidate needs a reason; empty: she fits. */
export const reasonsOf = ({ violations }: Candidate): string =>
  violations.map(({ rule }) => RULES[rule] ?? rule).join('、');

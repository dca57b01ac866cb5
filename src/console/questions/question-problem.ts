import type { QuestionRefusal } from '../../questions/domain/asked-question';
import { Problem } from '../http/problem';

/** Why a question was not answered or kept, in the words of whoever wanted to. */
export function questionProblem(refusal: QuestionRefusal): Problem {
  const { rule } = refusal;
  switch (rule) {
    case 'not-found':
      return new Problem(404, { detail: '没有找到' });
    case 'not-allowed':
      return new Problem(403, { rule, detail: '只有统筹员可以答复' });
    case 'empty':
      return new Problem(422, { rule, detail: '答复不能空着' });
    case 'too-long':
      return new Problem(422, { rule, detail: `最多 ${String(refusal.most)} 字，请说短一点` });
    case 'answered-already':
      return new Problem(409, { rule, detail: `${refusal.by ?? '别人'}已经答复过，没有再发` });
    case 'not-answered':
      return new Problem(409, { rule, detail: '先答复，再加进常见问题' });
    case 'list-full':
      return new Problem(409, { rule, detail: '常见问题放不下了，请先整理' });
    case 'changed-meanwhile':
      return new Problem(409, { rule, detail: '常见问题刚被别人改过，请再点一次' });
    case 'nobody-to-ask':
    case 'too-many':
      return new Problem(409, { rule, detail: '现在不能转' });
  }
}

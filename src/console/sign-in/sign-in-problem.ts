import type { AccountRefusal } from '../../accounts/bound-accounts.service';
import type { PasskeyRefusal } from '../../accounts/passkeys.service';
import { Problem } from '../http/problem';

/** One answer for a wrong, an old and a used code, and for one that was asked for in another browser. */
export const wrongCode = (): Problem =>
  new Problem(401, { rule: 'sign-in-code', detail: '登录码不对或已经失效；五次不对就要重新获取' });

/** What the console answers with the question for a fresh proof, and then asks again. */
export const stepUp = (): Problem => new Problem(403, { rule: 'step-up', detail: '这件事要先再验证一次身份' });

export function passkeyProblem({ rule }: PasskeyRefusal): Problem {
  switch (rule) {
    case 'passkey':
      return new Problem(422, { rule, detail: '通行密钥没有通过验证，可能等得太久了；请再试一次，或者用验证码' });
    case 'passkey-unknown':
      return new Problem(422, {
        rule,
        detail: '不认识这把通行密钥，它可能已经被移除；请先用登录码登录，再到「设置 › 登录与设备」里重新添加',
      });
    case 'no-role':
      return new Problem(403, { rule, detail: '你现在没有可以进统筹台的身份，请统筹员在「设置 › 身份」里给你一个' });
    case 'not-found':
      return new Problem(404, { rule, detail: '没有找到' });
  }
}

export function accountProblem({ rule }: AccountRefusal): Problem {
  switch (rule) {
    case 'not-found':
      return new Problem(404, { rule, detail: '没有找到' });
    case 'above-you':
      return new Problem(403, { rule, detail: '这位的身份比你高，要由身份更高的人来解绑' });
    case 'step-up':
      return stepUp();
  }
}

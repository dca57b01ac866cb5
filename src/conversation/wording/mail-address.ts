import type { MailRefusal } from '../../accounts/mail-addresses.service';

/* Binding an address for mail. */

export const noMailHere = (): string => '这里还没有开通邮件。日历请用：日历';
export const mailHow = (address: string | null): string =>
  address === null
    ? '还没有登记邮箱。登记后，排班和报名会发日历邀请到邮箱。\n例如：邮箱 name@example.com'
    : `日历邀请发到 ${address}。\n要换就说：邮箱 新地址；不想收就说：邮箱 取消`;
export const mailCode = (code: string): string =>
  `心约邮箱验证码：${code}\n请在半小时内对小约说：邮箱 ${code}\n如果不是你在登记邮箱，请不用理会。`;
export const mailCodeSent = (address: string): string =>
  `验证码已发到 ${address}，半小时内有效。\n收到后回复：邮箱 六位数字`;
export const mailNotSent = (address: string): string =>
  `邮件没能发到 ${address}。请看看地址有没有写错，过一会儿再说一次。`;
export const mailBound = (address: string): string =>
  `✓ 邮箱 ${address} 已登记，以后的排班和报名会发日历邀请过去，在邮件里就能确认。\n不想收就说：邮箱 取消`;
export const mailRemoved = (): string => '✓ 以后不再发邮件给你。\n想恢复就说：邮箱 你的地址';
export function mailRefusal(refusal: MailRefusal): string {
  switch (refusal.rule) {
    case 'no-address':
      return '这不像一个邮箱地址。\n例如：邮箱 name@example.com';
    case 'too-many-codes':
      return '验证码发得太频繁了，一小时最多三次，请晚点再试。';
    case 'wrong-code':
      return '验证码不对或已过期。\n请再说一次：邮箱 你的地址';
  }
}

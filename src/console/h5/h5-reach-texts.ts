import type { MailRefusal } from '../../accounts/mail-addresses.service';

/* Leaving a mail address on one's own page. */

export const noMailHere = (): string => '这里还没有开通邮件；请看这一页，或留电话给工作人员';
export const mailCode = (code: string): string =>
  `心约邮箱验证码：${code}\n半小时内在你的报名页面填上，以后的变动就发到这个邮箱。\n如果不是你在登记邮箱，请不用理会。`;
export const mailNotSent = (address: string): string => `邮件没能发到 ${address}。请看看地址有没有写错，过一会儿再试`;
export function mailRefusal(refusal: MailRefusal): string {
  switch (refusal.rule) {
    case 'no-address':
      return '这不像一个邮箱地址，例如 name@example.com';
    case 'too-many-codes':
      return '验证码一小时最多发三次，请晚点再试';
    case 'wrong-code':
      return '验证码不对或已过期；可以重新发一个';
  }
}

import { escapedHtml } from '../../kernel/html';
import { PERSONAL_DATA, type PersonalData } from './personal-data';

const STYLE = `
body{margin:0;padding:32px 16px;font:16px/1.75 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;color:#211e1b;background:#f4f2ee}
main{max-width:760px;margin:0 auto}h1{font-size:28px;line-height:1.4;margin:0 0 8px}h2{font-size:18px;margin:0 0 8px}
section{margin:16px 0;padding:18px 20px;border-radius:14px;background:#fff}
dl{display:grid;grid-template-columns:6.5em 1fr;gap:4px 12px;margin:0}dt{color:#5d5650}dd{margin:0}p{margin:0 0 8px}
@media(prefers-color-scheme:dark){body{color:#efeae6;background:#151312}section{background:#211e1c}dt{color:#b3aaa3}}`;

const kind = ({ data, why, ground, kept, seenBy }: PersonalData): string => {
  const lines = [
    ['用来做什么', why],
    ['依据', ground],
    ['留多久', kept],
    ['谁看得到', seenBy],
  ];
  const list = lines.map(([term = '', text = '']) => `<dt>${term}</dt><dd>${escapedHtml(text)}</dd>`).join('');
  return `<section><h2>${escapedHtml(data)}</h2><dl>${list}</dl></section>`;
};

/** 个人信息处理规则: what is kept of people, why, how long, and who sees it; made of the list that the tables are held against. */
export function privacyPage(): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>个人信息处理规则 · 心约</title><style>${STYLE}</style></head>
<body><main><h1>个人信息处理规则</h1>
<p>心约只保存办事要用的，数据都在主办单位自己的服务器上，不交给别人。来电人是谁、说了什么，从不保存。</p>
<p>想看自己的信息、改正或者删除，请找统筹员：可以要一份完整的副本，也可以全部删除，十五个工作日内办完。</p>
<p lang="en">What this service keeps about people, why, for how long and who sees it. To see, correct or erase yours, ask a coordinator.</p>
${PERSONAL_DATA.map(kind).join('\n')}</main></body></html>`;
}

import { escapedHtml } from '../../kernel/html';

interface AnswerPage {
  readonly heading: string;
  readonly lines: readonly string[];
  /** The one button; null when there is nothing more to say. */
  readonly button: string | null;
}

const STYLE = `
body{margin:0;padding:24px 16px;font:16px/1.7 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;color:#24201f;background:#faf7f5}
main{max-width:420px;margin:0 auto}h1{font-size:20px;line-height:1.5;margin:0 0 12px}p{margin:0 0 8px;overflow-wrap:anywhere}
button{width:100%;min-height:48px;margin-top:16px;border:0;border-radius:8px;background:#b3404a;color:#fff;font:inherit;font-weight:600}
small{color:#6b6361}`;

/** A page without a script: it has to work in whatever program a mail is read in. */
export function answerPage({ heading, lines, button }: AnswerPage): string {
  const paragraphs = lines.map((line) => `<p>${escapedHtml(line)}</p>`).join('');
  const form =
    button === null ? '' : `<form method="post"><button type="submit">${escapedHtml(button)}</button></form>`;
  const hint = button === null ? '' : '<p><small>按下之前什么都不会改动。不是你的邀请，请直接关掉。</small></p>';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>心约</title><style>${STYLE}</style></head>
<body><main><h1>${escapedHtml(heading)}</h1>${paragraphs}${form}${hint}</main></body></html>`;
}

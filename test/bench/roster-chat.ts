import { setTimeout as sleep } from 'node:timers/promises';
import { freshUrl } from '../harness/databases';
import { volunteerKeys } from './big-organisation';
import { startBuilt } from './built-start';
import { quantile } from './measure';
import type { Report } from './report';

const LINES = ['空班', '我的班', '谁在班', '帮助'];
const WARMING = 40;
const PAUSE_MS = 25;
const ALLOWED_MS = 50;

/** The chat of the built service while it drafts a month, each turn asked for by HTTP after the one before. */
export async function chatWhileDrafting(report: Report): Promise<void> {
  const { url, drop } = await freshUrl('sqlite');
  const service = await startBuilt(url);
  try {
    const people = volunteerKeys();
    let turn = 0;
    const next = async (): Promise<number> => {
      const begun = performance.now();
      const line = { from: people[turn % people.length] ?? '', text: LINES[turn % LINES.length] ?? '' };
      turn++;
      await say(service.baseUrl, line);
      return performance.now() - begun;
    };
    for (let i = 0; i < WARMING; i++) await next();
    const drafted = new AbortController();
    const draft = say(service.baseUrl, { from: 'c01', text: `生成班表 ${nextMonth()}` }).finally(() => {
      drafted.abort();
    });
    const waited: number[] = [];
    while (!drafted.signal.aborted) {
      waited.push(await next());
      await sleep(PAUSE_MS);
    }
    const answer = await draft;
    if (!answer.includes('草稿')) throw new Error(`no draft was made: ${answer}`);
    const beside = { unit: 'ms', reference: 'allowed', referenceValue: ALLOWED_MS };
    const what = `${String(waited.length)} chat turns while a month is drafted`;
    report.measured({ case: `${what}: p50`, value: quantile(waited, 0.5), unit: 'ms' });
    report.measured({ case: `${what}: p99`, value: quantile(waited, 0.99), ...beside });
  } finally {
    await service.stop();
    await drop();
  }
}

/** The month after this one, as one says it. */
const nextMonth = (): string => `${String(((new Date().getMonth() + 1) % 12) + 1)}月`;

async function say(baseUrl: string, line: { from: string; text: string }): Promise<string> {
  const response = await fetch(`${baseUrl}/api/chat/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(line),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${line.text}: ${String(response.status)} ${text}`);
  return text;
}

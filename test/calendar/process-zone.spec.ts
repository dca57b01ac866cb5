import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** Prints a file from a process of its own, because a process keeps the zone it was started with. */
const PROGRAM = `
const swc = require('@swc/core');
require.extensions['.ts'] = (module, file) =>
  module._compile(swc.transformFileSync(file, {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  }).code, file);
const { calendarFile } = require('./src/calendar/ics.ts');
const start = Date.UTC(2026, 11, 8, 12);
process.stdout.write(calendarFile('zone', ['Asia/Shanghai', 'Europe/London'].map((zone) => ({
  uid: zone + '@xinyue', sequence: 0, changed: start, start, end: start + 3600000, zone,
  title: 't', place: null, description: null, category: 'c', alarmMinutes: null, cancelled: false,
}))));
`;

const writtenIn = (zone: string): string =>
  execFileSync(process.execPath, ['-e', PROGRAM], { cwd: ROOT, env: { ...process.env, TZ: zone }, encoding: 'utf8' });

describe('the zone of the server', () => {
  it('changes nothing in a calendar file', () => {
    const texts = ['UTC', 'Asia/Shanghai', 'America/New_York'].map(writtenIn);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('DTSTART;TZID=Asia/Shanghai:20261208T200000\r\n');
    expect(texts[0]).toContain('DTSTART;TZID=Europe/London:20261208T120000\r\n');
  });
});

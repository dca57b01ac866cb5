import { join } from 'node:path';
import * as fc from 'fast-check';
import type { BusyText } from '../../src/calendar/busy-times.job';
import type { readBusyTimes } from '../../src/calendar/read-busy-times';
import { isVouchedFor } from '../../src/channels/mail/authentic';
import { parseReply } from '../../src/channels/mail/reply-parser';
import { TakeReply } from '../../src/channels/mail/take-reply.service';
import { refused } from '../../src/kernel/result';
import { JobThread, TookTooMuch } from '../../src/threads/job-thread';
import { aRunningService, TUESDAY_TEN, type RunningService } from '../http/running-service';

/** `CALENDAR_HOSTILE=100000` throws that many at it instead. */
const RUNS = Number(process.env.CALENDAR_HOSTILE ?? 300);

/** What a campaign came to, on standard error; the suite itself stays silent. */
function tell(figures: Record<string, number>): void {
  if (process.env.CALENDAR_HOSTILE === undefined) return;
  const rssMegabytes = Math.round(process.memoryUsage.rss() / 1024 ** 2);
  process.stderr.write(`${JSON.stringify({ ...figures, rssMegabytes })}\n`);
}

const JING = 'jing@volunteers.test';

describe('what arrives in the mailbox', () => {
  let service: RunningService;
  let uid: string;
  let personId: string;

  beforeAll(async () => {
    // nobody listens there: mails wait in the outbox
    service = await aRunningService({ env: { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'bot@xinyue.test' } });
    personId = await service.personId('v01');
    await service.database.write((tx) => tx.run('UPDATE people SET email = ? WHERE id = ?', [JING, personId]));
    await service.http.post('/api/chat/messages').send({ from: 'v01', text: '空班 12月' }).expect(200);
    await service.http.post('/api/chat/messages').send({ from: 'v01', text: '认领 1' }).expect(200);
    await service.beat();
    const row = await service.database.read((tx) =>
      tx.one<{ uid: string }>('SELECT uid FROM invitations WHERE person_id = ? ORDER BY id DESC LIMIT 1', [personId]),
    );
    uid = row?.uid ?? '';
  });
  afterAll(() => service.stop());

  const everything = () =>
    service.database.read(async (tx) => [
      await tx.all('SELECT id, state, sequence, changed_ms FROM assignments WHERE person_id = ? ORDER BY id', [
        personId,
      ]),
      await tx.all('SELECT id FROM calendar_answers'),
    ]);

  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'RRULE:FREQ=SECONDLY;COUNT=999999999',
      `COMMENT:${'A'.repeat(70_000)}`,
      'ATTENDEE;PARTSTAT=DECLINED:mailto:stranger@elsewhere.test',
      'DTSTAMP:99999999T999999Z',
      'SEQUENCE:-1e309',
      'METHOD:CANCEL',
      '\u0000',
    ),
  );
  const charset = fc.constantFrom('utf-8', 'utf-16', 'gb18030', 'x-none', '"', '');
  const from = fc.constantFrom(
    'stranger@elsewhere.test',
    `"${JING}" <stranger@elsewhere.test>`,
    `stranger@elsewhere.test, ${JING}`,
    '',
    '<>',
  );

  const hostile = fc.record({
    from,
    charset,
    lines: fc.array(line, { maxLength: 12 }),
    nested: fc.nat(30),
    known: fc.boolean(),
  });

  function mailOf(one: { from: string; charset: string; lines: string[]; nested: number; known: boolean }): Buffer {
    const calendar = [
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      ...(one.known ? [`UID:${uid}`] : []),
      `ATTENDEE;PARTSTAT=DECLINED:mailto:${JING}`,
      ...one.lines,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const open = Array.from(
      { length: one.nested },
      (_, i) => `--b${String(i)}\r\nContent-Type: multipart/mixed; boundary=b${String(i + 1)}\r\n\r\n`,
    );
    return Buffer.from(
      `From: ${one.from}\r\nTo: bot@xinyue.test\r\nMessage-ID: <x@y>\r\nMIME-Version: 1.0\r\n` +
        `Content-Type: multipart/mixed; boundary=b0\r\n\r\n${open.join('')}--b${String(one.nested)}\r\n` +
        `Content-Type: text/calendar; method=REPLY; charset=${one.charset}\r\n\r\n${calendar}\r\n`,
    );
  }

  it('changes nothing unless it comes from whom it says, whatever it is', async () => {
    const before = await everything();
    const outcomes: Record<string, number> = {};
    let longest = 0;
    const replies = service.server.app.get(TakeReply, { strict: false });
    await fc.assert(
      fc.asyncProperty(hostile, async (one) => {
        const began = performance.now();
        const taken = await replies.take(mailOf(one));
        longest = Math.max(longest, performance.now() - began);
        outcomes[taken] = (outcomes[taken] ?? 0) + 1;
        expect(['left', 'not-proven']).toContain(taken);
      }),
      { numRuns: RUNS, seed: 20261125 },
    );
    expect(await everything()).toEqual(before);
    tell({ replies: RUNS, ...outcomes, longestMs: Math.round(longest) });
  }, 7_200_000);

  it('is read without a crash, and only as far as it matters', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const found = parseReply(lines.join('\n'));
        expect(found === null || found.uid !== '').toBe(true);
      }),
      { numRuns: RUNS, seed: 20261125 },
    );
    const bent = `\uFEFFBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\n b@xinyue\nCOMMENT:raw\nnewline\nDTSTAMP:20261124T020500Z\nATTENDEE;CN="x:y";PARTSTAT=accepted:MAILTO:${JING.toUpperCase()}\nEND:VEVENT`;
    expect(parseReply(bent)).toMatchObject({
      method: 'REPLY',
      uid: 'ab@xinyue',
      sequence: 0,
      stamp: Date.UTC(2026, 10, 24, 2, 5),
      attendees: [{ email: JING, partstat: 'ACCEPTED' }],
    });
  });

  it('is vouched for by our own server’s topmost word alone', () => {
    const vouched = (...authentication: string[]): boolean => isVouchedFor({ authentication }, 'mx.xinyue.test');
    expect(vouched('mx.xinyue.test; spf=pass; dmarc=pass (p=reject) header.from=volunteers.test')).toBe(true);
    expect(vouched('MX.xinyue.test 1; dkim=fail; dmarc=fail')).toBe(false);
    expect(vouched('mx.elsewhere.test; dmarc=pass')).toBe(false);
    expect(vouched('mx.xinyue.test; dmarc=none', 'mx.xinyue.test; dmarc=pass')).toBe(false);
    expect(vouched('mx.xinyue.test; dmarc=fail (dmarc=pass)')).toBe(false);
    expect(vouched()).toBe(false);
    expect(isVouchedFor({ authentication: [] }, null)).toBe(true);
  });
});

describe('what a calendar of others may hold', () => {
  const megabytes = 128;
  const limits = { mostMs: 500, megabytes };
  const reader = new JobThread<BusyText, ReturnType<typeof readBusyTimes>>(
    join(__dirname, '../../src/calendar/busy-times.job'),
    limits,
  );
  afterAll(() => reader.close());

  const count = fc.constantFrom('', ';COUNT=0', ';COUNT=-1', ';COUNT=5', ';COUNT=999999999', ';UNTIL=20400101T000000Z');
  const by = fc.constantFrom(
    '',
    ';BYDAY=MO',
    ';BYDAY=5FR',
    ';BYDAY=XX',
    ';BYMONTHDAY=-1,15',
    ';BYHOUR=1,2,3;BYMINUTE=0,30',
    ';BYSETPOS=-1',
    ';BYYEARDAY=366',
    ';BYWEEKNO=53',
    ';BYSECOND=61',
    ';WKST=SU',
  );
  const frequency = fc.constantFrom(
    'SECONDLY',
    'MINUTELY',
    'HOURLY',
    'DAILY',
    'WEEKLY',
    'MONTHLY',
    'YEARLY',
    'EVER',
    '',
  );
  const rule = fc
    .tuple(frequency, fc.integer({ min: -1, max: 400 }), count, by)
    .map(([freq, interval, until, parts]) => `RRULE:FREQ=${freq};INTERVAL=${String(interval)}${until}${parts}`);
  const when = fc.constantFrom(
    'DTSTART:20261201T010000Z',
    'DTSTART;TZID=Asia/Shanghai:20261201T090000',
    'DTSTART;TZID=Nowhere/Land:20261201T090000',
    'DTSTART;VALUE=DATE:20261201',
    'DTSTART:19700101T000000Z',
    'DTSTART:99991231T235959Z',
    'DTSTART:20261301T990000Z',
  );
  const twenty = Array.from({ length: 20 }, (_, i) => `202612${String(i + 10)}T000000Z`).join(',');
  const other = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      'DTEND:20261201T020000Z',
      'DTEND:20261101T020000Z',
      'DURATION:PT1H',
      'DURATION:-P1W',
      'DURATION:P99999999W',
      `RDATE:${twenty}`,
      `RDATE;VALUE=PERIOD:${twenty.replaceAll('Z', 'Z/PT1H')}`,
      `EXDATE:${twenty}`,
      'EXRULE:FREQ=SECONDLY',
      'RECURRENCE-ID:20261208T010000Z',
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T010000Z',
      'STATUS:CANCELLED',
      'TRANSP:TRANSPARENT',
      'SUMMARY:\u202e\u0000值\\,班',
      `SUMMARY;LANGUAGE="${'z'.repeat(5000)}":x`,
      `X-LONG:${'长'.repeat(200_000)}`,
      'BEGIN:VALARM',
      'END:VALARM',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'BEGIN:VTIMEZONE\r\nTZID:Nowhere/Land\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+9900\r\nTZOFFSETTO:-0000\r\nEND:STANDARD\r\nEND:VTIMEZONE',
      'BEGIN:A\r\n'.repeat(20_000),
    ),
  );
  const never = fc.constant('RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31');
  const event = fc
    .tuple(
      when,
      fc.oneof(
        { weight: 2000, arbitrary: rule },
        { weight: 1000, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: never },
      ),
      fc.array(other, { maxLength: 5 }),
      fc.constantFrom('a', 'a', 'b'),
    )
    .map(([start, repeats, more, uid]) => ['BEGIN:VEVENT', `UID:${uid}`, start, repeats, ...more, 'END:VEVENT']);
  const text = fc.oneof(
    {
      weight: 19,
      arbitrary: fc
        .array(event, { maxLength: 3 })
        .map((events) => ['BEGIN:VCALENDAR', ...events.flat(), 'END:VCALENDAR'].join('\r\n')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2000 }) },
  );

  it('gives a bounded list or a reason, in bounded time and memory', async () => {
    const outcomes: Record<string, number> = {};
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const began = performance.now();
        const read = await reader
          .run({ text: one, zone: 'Asia/Shanghai', now: TUESDAY_TEN })
          .catch((error: unknown) => {
            if (error instanceof TookTooMuch) return refused({ fault: 'too-hard' as const });
            throw error;
          });
        longest = Math.max(longest, performance.now() - began);
        const outcome = read.ok ? 'read' : read.refusal.fault;
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        if (!read.ok) return;
        expect(read.value.length).toBeLessThanOrEqual(5000);
        for (const { startMs, endMs, title } of read.value) {
          expect(startMs < endMs && title.length <= 200).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 20261126 },
    );
    tell({ imports: RUNS, ...outcomes, longestMs: Math.round(longest) });
  }, 7_200_000);
});

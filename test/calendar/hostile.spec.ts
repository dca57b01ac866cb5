import * as fc from 'fast-check';
import { isVouchedFor } from '../../src/channels/mail/authentic';
import { parseReply } from '../../src/channels/mail/reply-parser';
import { TakeReply } from '../../src/channels/mail/take-reply.service';
import { aRunningService, type RunningService } from '../http/running-service';

/** `CALENDAR_HOSTILE=100000` throws that many at it instead. */
const RUNS = Number(process.env.CALENDAR_HOSTILE ?? 300);

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
    const replies = service.server.app.get(TakeReply, { strict: false });
    await fc.assert(
      fc.asyncProperty(hostile, async (one) => {
        expect(['left', 'not-proven']).toContain(await replies.take(mailOf(one)));
      }),
      { numRuns: RUNS, seed: 20261125 },
    );
    expect(await everything()).toEqual(before);
  }, 3_600_000);

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

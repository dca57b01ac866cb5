import { ImapFlow } from 'imapflow';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import { DropShift } from '../../src/rota/drop-shift.service';
import { MoveSession } from '../../src/sessions/move-session.service';
import type { ActContext, Role } from '../../src/acts/domain/act-context';
import { aMailServer, missingMailPrograms, type MailServer } from '../harness/mail-server';
import { eventually } from '../harness/programs';
import { aRunningService, type RunningService } from '../http/running-service';

const BOT = 'bot@xinyue.test';
const JING = 'jing@volunteers.test';

interface Received {
  readonly mail: ParsedMail;
  readonly calendar: string;
}

/** An attendee who reads her mailbox and answers as calendar programs do. */
class Attendee {
  private seen = 0;

  constructor(
    private readonly server: MailServer,
    readonly address: string,
  ) {}

  /** The next mail that arrives, with the text of its calendar part; `meanwhile` is done until it does. */
  async receives(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<Received> {
    const source = await eventually(async () => {
      await meanwhile();
      return (await this.mails())[this.seen] ?? null;
    });
    this.seen += 1;
    const mail = await simpleParser(source);
    const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
    return { mail, calendar: (part?.content.toString('utf8') ?? '').replaceAll('\r\n ', '') };
  }

  async hasMore(): Promise<boolean> {
    return (await this.mails()).length > this.seen;
  }

  /** As Outlook does it: without ORGANIZER. */
  async replies(
    to: string,
    partstat: string,
    more: { from?: string; stamp: string; bom?: boolean; method?: string },
  ): Promise<void> {
    const value = (name: string): string => new RegExp(`^${name}[;:].*$`, 'm').exec(to)?.[0].trim() ?? '';
    const content = [
      'BEGIN:VCALENDAR',
      'PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN',
      'VERSION:2.0',
      `METHOD:${more.method ?? 'REPLY'}`,
      'BEGIN:VEVENT',
      value('UID'),
      value('SEQUENCE'),
      `DTSTAMP:${more.stamp}`,
      'DTSTART;TZID=China Standard Time:20261208T200000',
      `ATTENDEE;PARTSTAT=${partstat}:mailto:${this.address}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\n');
    await createTransport(this.server.smtpUrl).sendMail({
      from: more.from ?? this.address,
      to: BOT,
      subject: partstat,
      text: '',
      icalEvent: { method: more.method ?? 'REPLY', content: `${more.bom ? '\uFEFF' : ''}${content}` },
    });
  }

  private async mails(): Promise<Buffer[]> {
    const url = new URL(this.server.imapUrl(this.address));
    const auth = { user: this.address, pass: url.password };
    const client = new ImapFlow({ host: url.hostname, port: Number(url.port), secure: false, auth, logger: false });
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    const mails: Buffer[] = [];
    for await (const { source } of client.fetch('1:*', { source: true })) if (source) mails.push(source);
    await client.logout();
    return mails;
  }
}

const missing = missingMailPrograms();
const described = missing.length > 0 ? describe.skip : describe;

described('invitations over a real mail server (exim4 and dovecot)', () => {
  let mail: MailServer;
  let service: RunningService;
  let jing: Attendee;
  let personId: string;
  let orgId: string;

  const as = (id: string, ...roles: Role[]): ActContext => ({
    scope: { orgId, zone: 'Asia/Shanghai' },
    actorId: id,
    roles,
    now: service.clock.now(),
    channel: 'test',
  });
  const get = <T>(type: abstract new (...args: never[]) => T): T => service.server.app.get(type, { strict: false });
  const say = async (text: string): Promise<string> => {
    const { body } = await service.http.post('/api/chat/messages').send({ from: 'v01', text }).expect(200);
    return JSON.stringify(body);
  };
  const assignment = async (): Promise<{ id: string; state: string; sessionId: string }> => {
    const row = await service.database.read((tx) =>
      tx.one<{ id: string; state: string; sessionId: string }>(
        `SELECT a.id, a.state, h.session_id FROM assignments a JOIN shifts h ON h.id = a.shift_id
          WHERE a.person_id = ? ORDER BY a.created_ms DESC, a.id DESC LIMIT 1`,
        [personId],
      ),
    );
    if (!row) throw new Error('no assignment');
    return row;
  };
  const becomes = async (state: string): Promise<void> => {
    await eventually(async () => ((await assignment()).state === state ? true : null)).catch(() => null);
    expect((await assignment()).state).toBe(state);
  };
  /** So many replies have been taken in, whatever became of them. */
  const answered = (count: number): Promise<true> =>
    eventually(async () => {
      const rows = await service.database.read((tx) => tx.all('SELECT id FROM calendar_answers'));
      return rows.length === count ? true : null;
    });

  beforeAll(async () => {
    mail = await aMailServer(BOT, JING);
    service = await aRunningService({
      env: {
        SMTP_URL: mail.smtpUrl,
        IMAP_URL: mail.imapUrl(BOT),
        MAIL_FROM: `心约 <${BOT}>`,
        PUBLIC_URL: 'http://xinyue.test',
      },
    });
    jing = new Attendee(mail, JING);
    personId = await service.personId('v01');
    await service.database.write(async (tx) => {
      await tx.run("UPDATE assignments SET state = 'dropped', ended_key = id WHERE person_id = ?", [personId]);
      await tx.run('UPDATE people SET email = ? WHERE id = ?', [JING, personId]);
    });
    orgId =
      (
        await service.database.read((tx) =>
          tx.one<{ orgId: string }>('SELECT org_id FROM people WHERE id = ?', [personId]),
        )
      )?.orgId ?? '';
    await service.beat();
  }, 60_000);
  afterAll(async () => {
    await service.stop();
    await mail.stop();
  });

  it('carries one duty from its invitation over a move to its end, and brings every answer back', async () => {
    await say('空班 12月');
    await say('认领 1');
    await service.beat();
    const request = await jing.receives();
    expect(request.calendar).toMatch(/^METHOD:REQUEST\r?$/m);
    expect(request.calendar).toMatch(/^SEQUENCE:0\r?$/m);
    expect(request.calendar).toMatch(/PARTSTAT=ACCEPTED/);
    expect(request.calendar).toMatch(new RegExp(`ORGANIZER[^\\n]*${BOT}`, 'i'));
    expect(request.mail.from?.value[0]?.address).toBe(BOT);
    expect(request.mail.text).toContain('http://xinyue.test/h5/answer/');
    const uid = /^UID:(\S+)/m.exec(request.calendar)?.[1];

    const { sessionId, id } = await assignment();
    const session = await service.database.read((tx) =>
      tx.one<{ startCivil: string }>('SELECT start_civil FROM sessions WHERE id = ?', [sessionId]),
    );
    const start = session?.startCivil ?? '';
    const later = `${start.slice(0, 14)}30`;
    const moved = await get(MoveSession).move(as('service', 'coordinator'), {
      sessionId,
      start: later,
      releaseBusy: true,
    });
    expect(moved.ok).toBe(true);
    await service.beat();
    const again = await jing.receives();
    expect(again.calendar).toMatch(/^METHOD:REQUEST\r?$/m);
    expect(again.calendar).toMatch(/^SEQUENCE:1\r?$/m);
    expect(again.calendar).toMatch(/PARTSTAT=NEEDS-ACTION;RSVP=TRUE/);
    expect(/^UID:(\S+)/m.exec(again.calendar)?.[1]).toBe(uid);
    expect(again.calendar).toContain(later.replaceAll(/[-:]/g, ''));

    // an answer to the old time means nothing: she is shown the new one again
    await jing.replies(request.calendar, 'ACCEPTED', { stamp: '20261124T020500Z' });
    const shown = await jing.receives(() => service.beat());
    expect(shown.calendar).toMatch(/^SEQUENCE:1\r?$/m);
    expect((await assignment()).state).toBe('held');

    await jing.replies(again.calendar, 'ACCEPTED', { stamp: '20261124T020600Z', bom: true });
    await becomes('confirmed');
    await jing.replies(again.calendar, 'TENTATIVE', { stamp: '20261124T020700Z' });
    await becomes('held');
    // somebody else who got hold of the mail changes nothing
    await jing.replies(again.calendar, 'DECLINED', { stamp: '20261124T020800Z', from: 'stranger@elsewhere.test' });
    await jing.replies(again.calendar, 'ACCEPTED', { stamp: '20261124T020900Z' });
    await becomes('confirmed');
    // an older reply that arrives late is passed over
    await jing.replies(again.calendar, 'DECLINED', { stamp: '20261124T020630Z' });
    await answered(5);
    await service.beat();
    expect(await jing.hasMore()).toBe(false);

    const dropped = await get(DropShift).drop(as(personId), { assignmentId: id });
    expect(dropped.ok).toBe(true);
    await service.beat();
    const cancel = await jing.receives();
    expect(cancel.calendar).toMatch(/^METHOD:CANCEL\r?$/m);
    expect(cancel.calendar).toMatch(/^STATUS:CANCELLED\r?$/m);
    expect(cancel.calendar).toMatch(/^SEQUENCE:2\r?$/m);
    expect(/^UID:(\S+)/m.exec(cancel.calendar)?.[1]).toBe(uid);
  }, 120_000);

  it('takes an address said in the chat only by the code that was sent to it', async () => {
    expect(await say(`邮箱 ${JING}`)).toContain('验证码已发到');
    const { mail: letter } = await jing.receives();
    const code = /邮箱 (\d{6})/.exec(letter.text ?? '')?.[1] ?? '';
    const wrong = code === '000000' ? '111111' : '000000';
    const before = await say(`邮箱 ${wrong}`);
    expect(before).not.toContain(JING);
    expect(await say(`邮箱 ${code}`)).toContain(JING);
    expect(await say('邮箱')).toContain(`日历邀请发到 ${JING}`);
  }, 60_000);

  it('lets a duty be declined by mail, under the same rules as in the chat', async () => {
    await say('空班 12月');
    await say('认领 2');
    await service.beat();
    const request = await jing.receives();
    // another time is a matter for people: declined at once, and the coordinators hear of it
    await jing.replies(request.calendar, 'TENTATIVE', { stamp: '20261124T025900Z', method: 'COUNTER' });
    const declined = await jing.receives(() => service.beat());
    expect(declined.calendar).toMatch(/^METHOD:DECLINECOUNTER\r?$/m);
    expect(declined.mail.subject).toContain('时间没有改');
    const told = await service.database.read((tx) => tx.all("SELECT id FROM outbox WHERE kind = 'counter-proposed'"));
    expect(told.length).toBeGreaterThan(0);
    expect((await assignment()).state).toBe('held');
    await jing.replies(request.calendar, 'DECLINED', { stamp: '20261124T030000Z' });
    await becomes('dropped');
    const cancel = await jing.receives(() => service.beat());
    expect(cancel.calendar).toMatch(/^METHOD:CANCEL\r?$/m);
  }, 60_000);

  it('takes in what arrived while the mailbox could not be reached, once it can', async () => {
    await say('空班 12月');
    await say('认领 3');
    await service.beat();
    const request = await jing.receives();
    await mail.withoutMailbox(async () => {
      await jing.replies(request.calendar, 'ACCEPTED', { stamp: '20261124T012000Z' });
      // the connection is gone, and trying again has failed at least once
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect((await assignment()).state).toBe('held');
    });
    await becomes('confirmed');
    // and goes on listening as before
    await jing.replies(request.calendar, 'DECLINED', { stamp: '20261124T013000Z' });
    await becomes('dropped');
  }, 60_000);
});

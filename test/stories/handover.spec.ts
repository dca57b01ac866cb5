import { hotlineFile } from '../harness/hotline-file';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

const EVENING = '2026-12-03T20:00';
const NIGHT = '2026-12-04T00:00';
const SEATS = [
  { start: EVENING, post: 'answer', person: 'v1', state: 'confirmed' },
  { start: EVENING, post: 'backup', person: 'v2', state: 'confirmed' },
  { start: NIGHT, post: 'answer', person: 'v3', state: 'confirmed' },
  { start: NIGHT, post: 'backup', person: 'v4', state: 'confirmed' },
];

describe.each(databasesUnderTest())('the hotline handing over on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine, undefined, {}, hotlineFile([EVENING, NIGHT], SEATS));
    await town.until('2026-12-03T19:55');
    await town
      .voice('v1')
      .says('到岗')
      .thenHears(/已到岗/);
    await town.until('2026-12-04T00:00');
  });
  afterEach(() => town.close());

  const calls = (): string[] =>
    town.sent.filter((one) => /【紧急】/.test(one.text)).map((one) => `${one.at.slice(6)} ${one.to}`);

  it('keeps the outgoing person on duty until the incoming one comes eleven minutes late', async () => {
    await town.until('2026-12-04T00:09');
    expect(calls()).toEqual([]);
    await town
      .voice('boss')
      .says('谁在班')
      .thenHears(/接线员：陈三/);
    await town.until('2026-12-04T00:11');
    expect(calls()).toEqual(['00:10 v4']);
    expect(town.voice('v4').news()).toMatch(/陈三还没有到岗[\s\S]*作为备班[\s\S]*回复 收到/);
    await town
      .voice('v3')
      .says('到岗')
      .thenHears(/已到岗/, /陈一可以离岗了/);
    await town.settle();
    expect(town.voice('v4').news()).toMatch(/陈三已到岗，不用处理了/);
    await town.until('2026-12-04T02:00');
    expect(calls()).toEqual(['00:10 v4']);
    const served = await town.one<{ minutes: number; state: string }>(
      "SELECT a.service_minutes AS minutes, a.state FROM assignments a JOIN people p ON p.id = a.person_id WHERE p.slug = 'v1'",
    );
    expect(served).toEqual({ minutes: 251, state: 'done' });
  });

  it('calls nobody when the incoming person comes in time', async () => {
    await town
      .voice('v3')
      .says('到岗')
      .thenHears(/陈一可以离岗了/);
    await town.until('2026-12-04T08:00');
    expect(calls()).toEqual([]);
  });

  it('climbs until somebody acknowledges, then no further', async () => {
    await town.until('2026-12-04T00:14');
    expect(calls()).toEqual(['00:10 v4', '00:13 sup']);
    await town
      .voice('v5')
      .says('收到')
      .thenHears(/没听懂/);
    await town
      .voice('sup')
      .says('收到')
      .thenHears(/由你处理/);
    await town.settle();
    expect(town.voice('v4').news()).toMatch(/何督导已在处理/);
    await town
      .voice('v4')
      .says('收到')
      .thenHears(/已有人在处理/);
    await town.until('2026-12-04T01:00');
    expect(calls()).toEqual(['00:10 v4', '00:13 sup']);
    const acked = await town.one<{ acked: string }>(
      "SELECT c.acked_ms AS acked FROM escalation_calls c JOIN people p ON p.id = c.person_id WHERE p.slug = 'sup'",
    );
    expect(Number(acked?.acked)).toBe(Date.parse('2026-12-04T00:14:00+08:00'));
    await town
      .voice('v3')
      .says('到岗')
      .thenHears(/陈一可以离岗了/);
  });

  it('reaches the coordinators twice when nobody answers, and every step is in the log', async () => {
    await town.until('2026-12-04T03:00');
    expect(calls()).toEqual(['00:10 v4', '00:13 sup', '00:16 boss', '00:21 boss']);
    const log = await town.one<{ steps: number }>(
      "SELECT COUNT(*) AS steps FROM audit_entries WHERE act = 'escalate' AND actor_id = 'service'",
    );
    expect(log?.steps).toBe(4);
    await town
      .voice('boss')
      .says('收到')
      .thenHears(/由你处理/);
  });

  it('does not sign off the outgoing person while her relief is awaited', async () => {
    await town.until('2026-12-04T03:00');
    const outgoing = (): Promise<{ state: string } | null> =>
      town.one("SELECT a.state FROM assignments a JOIN people p ON p.id = a.person_id WHERE p.slug = 'v1'");
    expect((await outgoing())?.state).toBe('on-duty');
    await town
      .voice('v1')
      .says('离岗')
      .thenHears(/已离岗/);
    expect((await outgoing())?.state).toBe('done');
  });

  it('climbs on after a crash at the very minute', async () => {
    await town.until('2026-12-04T00:12');
    await town.restart();
    await town.until('2026-12-04T00:20');
    expect(calls()).toEqual(['00:10 v4', '00:13 sup', '00:16 boss']);
  });
});

import type { Database } from '../../src/database/database';
import { DraftRota } from '../../src/drafts/draft-rota.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { PublishRota } from '../../src/drafts/publish-rota.service';
import { aTown, at, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const MONTH = '2026-12';
const MONDAY = '2026-12-07T08:00';
const TUESDAY = '2026-12-08T08:00';

describe.each(databasesUnderTest())('a month’s rota on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰', '黄丽', '覃芳', '莫明', '罗雪')
      .withVolunteer('小莫', { trainee: true })
      .withVolunteer('小何', { trainee: true })
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 2, rules: { minRestHours: 8, maxPerDay: 2 } })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  const coordinator = (when?: string) => town.as('李统筹', when);
  const draft = () => town.get(DraftRota).draft(coordinator(), MONTH);
  const importing = async (...entries: readonly (readonly [string, string, string?])[]) => {
    const wanted = await Promise.all(
      entries.map(async ([name, start, post]) => ({ personId: town.id(name), shiftId: await town.shift(start, post) })),
    );
    return town.get(DraftRota).importDraft(coordinator(), MONTH, wanted);
  };
  const publish = (version: number, override?: { reason: string }) =>
    town.get(PublishRota).publish(coordinator(), { month: MONTH, version, override });
  const on = async (start: string, post?: string) => town.on(await town.shift(start, post));

  it('is drafted without touching anybody, previewed, and published to those concerned', async () => {
    await town.has('陈静', MONDAY);
    const made = valueOf(await draft());
    expect(made).toMatchObject({ version: 1, added: 15, kept: 1, unfilled: [] });
    expect(await on(TUESDAY)).toEqual([]);
    const preview = valueOf(await town.get(PublishRota).preview(coordinator(), MONTH));
    expect(preview).toMatchObject({ version: 1, kept: 1, conflicts: [], removals: [] });
    expect(preview.additions).toHaveLength(15);
    const published = valueOf(await publish(1));
    expect(published.additions).toHaveLength(15);
    expect(await on(MONDAY)).toEqual(['陈静 held']);
    const range = { from: at('2026-12-01T00:00'), to: at('2027-01-01T00:00') };
    expect(await town.get(LookAtRota).gaps(town.scope, range, at('2026-12-01T09:00'))).toEqual([]);
    expect((await town.owed('韦兰')).filter((kind) => kind === 'rota-published')).toHaveLength(1);
    expect(await town.owed('李统筹')).toEqual([]);
  });

  it('is published once: neither again nor in another version nor by others', async () => {
    valueOf(await draft());
    expect(await publish(2)).toMatchObject({ refusal: { rule: 'draft-changed', version: 1 } });
    expect(ruleOf(await town.get(PublishRota).publish(town.as('陈静'), { month: MONTH, version: 1 }))).toBe(
      'not-allowed',
    );
    const answers = await Promise.all([publish(1), publish(1)]);
    expect(answers.map(ruleOf).sort()).toEqual(['done', 'no-draft']);
    expect(ruleOf(await town.get(PublishRota).preview(coordinator(), MONTH))).toBe('no-draft');
    expect(ruleOf(await town.get(DraftRota).draft(coordinator(), '2026-13'))).toBe('bad-month');
    expect(ruleOf(await town.get(DraftRota).draft(town.as('陈静'), MONTH))).toBe('not-allowed');
  });

  it('published a second time changes and tells only the difference', async () => {
    valueOf(await importing(['陈静', MONDAY], ['韦兰', TUESDAY], ['黄丽', TUESDAY, 'backup']));
    valueOf(await publish(1));
    await town.has('罗雪', MONDAY, 'backup');
    valueOf(await importing(['陈静', MONDAY], ['覃芳', TUESDAY], ['黄丽', TUESDAY, 'backup']));
    const second = valueOf(await publish(2));
    expect(second).toMatchObject({
      kept: 2,
      additions: [{ person: { name: '覃芳' } }],
      removals: [{ person: { name: '韦兰' } }],
    });
    expect(await on(TUESDAY)).toEqual(['覃芳 held']);
    // Claimed by herself, not given by a publication: it stays.
    expect(await on(MONDAY, 'backup')).toEqual(['罗雪 held']);
    expect(await town.owed('韦兰')).toContain('unassigned');
    expect((await town.owed('黄丽')).filter((kind) => kind === 'rota-published')).toHaveLength(1);
    expect(await town.owed('覃芳')).toContain('rota-published');
  });

  it('leaves out what a rule forbids by now and says so', async () => {
    valueOf(await importing(['陈静', MONDAY], ['陈静', '2026-12-07T14:00'], ['韦兰', TUESDAY]));
    valueOf(await town.claims('黄丽', await town.shift(TUESDAY)));
    const preview = valueOf(await town.get(PublishRota).preview(coordinator(), MONTH));
    expect(preview.conflicts.map((one) => [one.person.name, one.violations[0]?.rule])).toEqual([
      ['陈静', 'rest'],
      ['韦兰', 'full'],
    ]);
    const published = valueOf(await publish(1));
    expect(published.additions).toHaveLength(1);
    expect(published.conflicts).toHaveLength(2);
    expect(await on(TUESDAY)).toEqual(['黄丽 held']);
  });

  it('goes beyond soft rules with a recorded reason alone', async () => {
    valueOf(await importing(['陈静', MONDAY], ['陈静', '2026-12-07T14:00']));
    const published = valueOf(await publish(1, { reason: '人手不足' }));
    expect(published).toMatchObject({ conflicts: [] });
    expect(await on('2026-12-07T14:00')).toEqual(['陈静 held']);
  });

  it('accepts a trainee together with her company, in whatever order they were written', async () => {
    valueOf(await importing(['小莫', MONDAY], ['陈静', MONDAY, 'backup']));
    expect(valueOf(await publish(1)).conflicts).toEqual([]);
    expect(await on(MONDAY)).toEqual(['小莫 held']);
  });

  it('leaves a trainee the only company she has, and says of whom; a recorded reason goes beyond it', async () => {
    valueOf(await importing(['小莫', MONDAY], ['陈静', MONDAY, 'backup']));
    valueOf(await publish(1));
    valueOf(await importing(['小莫', MONDAY], ['小何', MONDAY, 'backup'], ['陈静', TUESDAY]));
    const published = valueOf(await publish(2));
    expect(published.removals).toEqual([]);
    expect(published.conflicts.map((one) => [one.person.name, one.violations[0]?.rule])).toEqual([
      ['小何', 'full'],
      ['小莫', 'trainee-alone'],
    ]);
    expect(await on(MONDAY, 'backup')).toEqual(['陈静 held']);
    expect(await on(TUESDAY)).toEqual(['陈静 held']);
    valueOf(await importing(['小莫', MONDAY], ['陈静', TUESDAY]));
    expect(valueOf(await publish(3, { reason: '督导在场' })).conflicts).toEqual([]);
    expect(await on(MONDAY, 'backup')).toEqual([]);
  });

  it('takes a trainee’s company away where somebody else of experience comes', async () => {
    valueOf(await importing(['小莫', MONDAY], ['陈静', MONDAY, 'backup']));
    valueOf(await publish(1));
    valueOf(await importing(['小莫', MONDAY], ['韦兰', MONDAY, 'backup']));
    expect(valueOf(await publish(2))).toMatchObject({ conflicts: [], removals: [{ person: { name: '陈静' } }] });
    expect(await on(MONDAY, 'backup')).toEqual(['韦兰 held']);
  });

  it('refuses entries it does not know', async () => {
    const entry = { shiftId: await town.shift(MONDAY), personId: 'unknown' };
    const answer = await town.get(DraftRota).importDraft(coordinator(), MONTH, [entry]);
    expect(answer).toEqual({ ok: false, refusal: { rule: 'entries-unknown', entries: [entry] } });
  });

  it('drafts what is open only, a dropped seat again', async () => {
    valueOf(await draft());
    valueOf(await publish(1));
    const [seat] = await town.get(LookAtRota).duties(town.scope, { from: at(TUESDAY), to: at(TUESDAY) + 1 });
    const [holder] = seat?.people ?? [];
    const drop = { assignmentId: holder?.assignmentId ?? '' };
    valueOf(await town.get(DropShift).drop(town.as(holder?.name ?? ''), drop));
    expect(valueOf(await draft())).toMatchObject({ version: 2, added: 1, kept: 15 });
  });
});

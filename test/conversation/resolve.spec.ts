import type { KnownListing, Step } from '../../src/conversation/dialogue/dialogue';
import { listingFor, NOTHING_OPEN, type Dialogue } from '../../src/conversation/dialogue/dialogue';
import { resolve, type Referent } from '../../src/conversation/dialogue/resolve';
import { instantOf } from '../../src/kernel/civil-time';

const ZONE = 'Asia/Shanghai';

function shift(id: string, startCivil: string, endCivil: string, dayPartName: string, postName = '接线员'): Referent {
  return {
    entry: { kind: 'shift', id, stamp: startCivil },
    line: id,
    start: instantOf(startCivil, ZONE),
    end: instantOf(endCivil, ZONE),
    startCivil,
    endCivil,
    dayPartName,
    programmeKey: 'hotline',
    programmeName: '天天询',
    postName,
  };
}

const EVENING = shift('evening', '2026-12-08T20:00', '2026-12-09T00:00', '晚班');
const NIGHT = shift('night', '2026-12-08T00:00', '2026-12-08T08:00', '夜班');
const NEXT_NIGHT = shift('next-night', '2026-12-09T00:00', '2026-12-09T08:00', '夜班');
const EARLY = shift('early', '2026-12-08T08:00', '2026-12-08T14:00', '早班');
const ALL = [NIGHT, EARLY, EVENING, NEXT_NIGHT];

const NONE: KnownListing = { state: 'none' };
const listing = (...candidates: readonly Referent[]): KnownListing => ({
  state: 'valid',
  listing: { act: 'claim', entries: candidates.map(({ entry }) => entry) },
});
const said = (slots: Step['slots']): Step => ({ act: 'claim', slots });
const ids = (step: Step, known: KnownListing = NONE, among: readonly Referent[] = ALL): unknown => {
  const found = resolve(step, known, among, ZONE);
  return 'items' in found ? [found.kind, ...found.items.map(({ line }) => line)] : found;
};

describe('what a person means', () => {
  it('takes a number for what stood beside it and for nothing else', () => {
    expect(ids(said({ numbers: [2] }), listing(EVENING, EARLY))).toEqual(['settled', 'early']);
    expect(ids(said({ numbers: [2] }), listing(EVENING))).toMatchObject({ problem: 'out-of-range', count: 1 });
    expect(ids(said({ numbers: [1] }), NONE)).toMatchObject({ problem: 'no-list' });
    expect(ids(said({ numbers: [1] }), { state: 'expired' })).toMatchObject({ problem: 'expired' });
  });

  it('says so when what stood beside the number has gone or has moved', () => {
    expect(ids(said({ numbers: [1] }), listing(EVENING), [EARLY])).toMatchObject({ problem: 'gone' });
    const moved = { ...EVENING, entry: { ...EVENING.entry, stamp: 'another time' } };
    expect(ids(said({ numbers: [1] }), listing(EVENING), [moved])).toMatchObject({ problem: 'changed' });
  });

  it('finds a stretch of the day by the shift that begins in it', () => {
    const evening = { from: '2026-12-08T18:00', to: '2026-12-09T00:00' };
    expect(ids(said({ when: [evening], dayPart: '晚上' }))).toEqual(['settled', 'evening']);
    const morning = { from: '2026-12-08T06:00', to: '2026-12-08T12:00' };
    expect(ids(said({ when: [morning], dayPart: '上午' }))).toEqual(['settled', 'early']);
  });

  it('does not act on what only touches the time that was said', () => {
    const noon = { from: '2026-12-08T11:00', to: '2026-12-08T13:00' };
    expect(ids(said({ when: [noon] }))).toEqual(['maybe', 'early']);
    expect(ids(said({ when: [{ from: '2026-12-08T21:00', to: null }] }))).toEqual(['maybe', 'evening']);
    expect(ids(said({ when: [{ from: '2026-12-08T20:00', to: null }] }))).toEqual(['settled', 'evening']);
  });

  it('asks which of two, and never takes one of them', () => {
    const day = { from: '2026-12-08T00:00', to: '2026-12-09T00:00' };
    expect(ids(said({ when: [day] }))).toEqual(['several', 'night', 'early', 'evening']);
  });

  it('leaves open whether the night of the 8th begins or ends that day', () => {
    const day = { from: '2026-12-08T00:00', to: '2026-12-09T00:00' };
    expect(ids(said({ when: [day], dayPart: '夜班' }))).toEqual(['several', 'night', 'next-night']);
    expect(ids(said({ when: [day], dayPart: '晚班' }))).toEqual(['settled', 'evening']);
  });

  it('settles several times only when each means one shift', () => {
    const evening = { from: '2026-12-08T18:00', to: '2026-12-09T00:00' };
    const morning = { from: '2026-12-08T06:00', to: '2026-12-08T12:00' };
    expect(ids(said({ when: [morning, evening] }))).toEqual(['settled', 'early', 'evening']);
    const elsewhere = { from: '2026-12-10T06:00', to: '2026-12-10T12:00' };
    expect(ids(said({ when: [elsewhere] }))).toEqual({ kind: 'none' });
  });

  it('narrows by programme and post', () => {
    const backup = shift('backup', '2026-12-08T20:00', '2026-12-09T00:00', '晚班', '备班');
    const evening = { from: '2026-12-08T18:00', to: '2026-12-09T00:00' };
    expect(ids(said({ when: [evening] }), NONE, [EVENING, backup])).toEqual(['several', 'evening', 'backup']);
    expect(ids(said({ when: [evening], post: '备班' }), NONE, [EVENING, backup])).toEqual(['settled', 'backup']);
    expect(ids(said({ when: [evening], programme: '周周约' }))).toEqual({ kind: 'none' });
  });
});

describe('the list that a number means', () => {
  const shown = (candidate: Referent, untilMs: number): Dialogue => ({
    ...NOTHING_OPEN,
    listing: { act: 'claim', entries: [candidate.entry] },
    listingUntilMs: untilMs,
  });

  it('is the one of this conversation, else the latest one elsewhere, and none after its time', () => {
    const first = (known: KnownListing): unknown =>
      known.state === 'valid' ? known.listing.entries[0]?.id : known.state;
    expect(first(listingFor(shown(EARLY, 100), [shown(EVENING, 200)], 50))).toBe('early');
    expect(first(listingFor(NOTHING_OPEN, [shown(EARLY, 100), shown(EVENING, 200)], 50))).toBe('evening');
    expect(first(listingFor(shown(EARLY, 100), [], 100))).toBe('expired');
    expect(first(listingFor(NOTHING_OPEN, [], 0))).toBe('none');
  });
});

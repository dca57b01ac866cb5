import {
  dutyEvent,
  registrationEvent,
  type DutyFacts,
  type RegistrationFacts,
  type SessionFacts,
} from '../../src/calendar/domain/calendar-event';
import { feedContents } from '../../src/calendar/domain/feed-contents';
import { instantOf } from '../../src/kernel/civil-time';
import { DAY } from '../../src/kernel/clock';

const at = (civil: string): number => instantOf(civil, 'Asia/Shanghai');
const NOW = at('2026-12-01T09:00');

const session = (more: Partial<SessionFacts> = {}): SessionFacts => ({
  programmeName: '天天询',
  start: at('2026-12-08T20:00'),
  end: at('2026-12-09T00:00'),
  startDate: '2026-12-08',
  zone: 'Asia/Shanghai',
  topic: null,
  place: null,
  cancelled: false,
  changed: at('2026-11-01T00:00'),
  ...more,
});

const duty = (more: Partial<DutyFacts> = {}): DutyFacts => ({
  assignmentId: 'a1',
  shiftId: 's1',
  personId: 'p1',
  uid: 'a1@xinyue',
  sequence: 0,
  timeSequence: 0,
  source: 'draft',
  answer: null,
  state: 'held',
  changed: at('2026-11-20T10:00'),
  postName: '接线员',
  session: session(),
  ...more,
});

describe('what a duty shows in a calendar', () => {
  it('says no more than 值班 and the post where there is no place to go to', () => {
    const event = dutyEvent(duty());
    expect(event.title).toBe('值班：接线员');
    expect(JSON.stringify(event)).not.toMatch(/天天询|热线|心理/);
  });

  it('names programme, topic and place where people meet', () => {
    const event = dutyEvent(duty({ session: session({ programmeName: '周周约', place: '三楼', topic: '好好说话' }) }));
    expect(event).toMatchObject({ title: '周周约 接线员：好好说话', place: '三楼' });
  });

  it('has the sequence of its row, one more when the session was called off over it', () => {
    expect(dutyEvent(duty({ sequence: 2 })).sequence).toBe(2);
    expect(dutyEvent(duty({ sequence: 2, session: session({ cancelled: true }) })).sequence).toBe(3);
    const dropped = dutyEvent(duty({ state: 'dropped', sequence: 3, session: session({ cancelled: true }) }));
    expect(dropped).toMatchObject({
      sequence: 3,
      cancelled: true,
      title: '【已取消】值班：接线员',
      alarmMinutes: null,
    });
  });

  it('knows the person’s word: by state, by having taken it herself, by an answer to the time as it is now', () => {
    const said = (more: Partial<DutyFacts>): string => dutyEvent(duty(more)).partstat;
    const tentative = { partstat: 'TENTATIVE', at: NOW, sequence: 0 } as const;
    expect(said({})).toBe('NEEDS-ACTION');
    expect(said({ source: 'claim' })).toBe('ACCEPTED');
    expect(said({ source: 'claim', sequence: 1 })).toBe('ACCEPTED');
    expect(said({ source: 'claim', sequence: 1, timeSequence: 1 })).toBe('NEEDS-ACTION');
    expect(said({ state: 'confirmed', sequence: 1, timeSequence: 1 })).toBe('ACCEPTED');
    expect(said({ answer: tentative })).toBe('TENTATIVE');
    expect(said({ answer: tentative, sequence: 1, timeSequence: 1 })).toBe('NEEDS-ACTION');
    expect(said({ state: 'offered' })).toBe('TENTATIVE');
    expect(dutyEvent(duty({ source: 'claim' })).description).not.toContain('还没有确认');
    expect(dutyEvent(duty()).description).toContain('还没有确认');
  });

  it('carries the latest change of the duty or its session', () => {
    expect(dutyEvent(duty()).changed).toBe(at('2026-11-20T10:00'));
    const changed = at('2026-11-22T10:00');
    expect(dutyEvent(duty({ session: session({ changed }) })).changed).toBe(changed);
  });

  it('is cancelled with its session', () => {
    expect(dutyEvent(duty({ session: session({ cancelled: true }) })).cancelled).toBe(true);
  });
});

describe('what a registration shows in a calendar', () => {
  it('names the session and how to cancel, or that it is cancelled', () => {
    const facts: RegistrationFacts = {
      registrationId: 'r1',
      personId: 'p1',
      uid: 'r1@xinyue',
      sequence: 0,
      timeSequence: 0,
      answer: null,
      state: 'registered',
      changed: 0,
      party: 3,
      session: session({ programmeName: '周周约', topic: '情绪急救箱', place: '三楼' }),
    };
    expect(registrationEvent(facts)).toMatchObject({ title: '周周约：情绪急救箱', cancelled: false });
    expect(registrationEvent(facts).description).toContain('3人');
    expect(registrationEvent({ ...facts, state: 'cancelled', sequence: 1 })).toMatchObject({
      title: '【已取消】周周约：情绪急救箱',
      description: null,
      sequence: 1,
    });
  });
});

describe('a feed', () => {
  const dropped = duty({ assignmentId: 'a0', uid: 'a0@xinyue', state: 'dropped' });
  const end = dropped.session.end;

  it('keeps what was given up until 14 days after its end', () => {
    const before = feedContents([dropped], [], end + 14 * DAY - 1);
    expect(before).toMatchObject({ events: [{ cancelled: true }], until: end + 14 * DAY });
    expect(feedContents([dropped], [], before.until).events).toHaveLength(0);
  });

  it('keeps what was served for 60 days', () => {
    expect(feedContents([duty()], [], end + 60 * DAY - 1).events).toHaveLength(1);
    expect(feedContents([duty()], [], end + 60 * DAY).events).toHaveLength(0);
  });

  it('shows a shift that was given up and taken again once', () => {
    const { events } = feedContents([dropped, duty()], [], NOW);
    expect(events.map((event) => [event.uid, event.cancelled])).toEqual([['a1@xinyue', false]]);
  });

  it('is in order of time', () => {
    const early = duty({ uid: 'z', shiftId: 's2', session: session({ start: NOW, end: NOW + 1 }) });
    expect(feedContents([duty(), early], [], NOW).events.map((event) => event.uid)).toEqual(['z', 'a1@xinyue']);
  });
});

import {
  dutyEvent,
  registrationEvent,
  type DutyFacts,
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
  revision: 0,
  changed: at('2026-11-01T00:00'),
  ...more,
});

const duty = (more: Partial<DutyFacts> = {}): DutyFacts => ({
  assignmentId: 'a1',
  shiftId: 's1',
  uid: 'a1@xinyue',
  sequence: 0,
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

  it('never lowers the sequence: moved, then given up', () => {
    const held = dutyEvent(duty());
    const moved = dutyEvent(duty({ session: session({ revision: 1 }) }));
    const dropped = dutyEvent(duty({ state: 'dropped', session: session({ revision: 1 }) }));
    expect([held.sequence, moved.sequence, dropped.sequence]).toEqual([0, 1, 2]);
    expect(dropped).toMatchObject({ cancelled: true, title: '【已取消】值班：接线员' });
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
    const facts = {
      registrationId: 'r1',
      uid: 'r1@xinyue',
      sequence: 0,
      state: 'registered',
      changed: 0,
      party: 3,
      session: session({ programmeName: '周周约', topic: '情绪急救箱', place: '三楼' }),
    };
    expect(registrationEvent(facts)).toMatchObject({ title: '周周约：情绪急救箱', cancelled: false });
    expect(registrationEvent(facts).description).toContain('3人');
    expect(registrationEvent({ ...facts, state: 'cancelled' })).toMatchObject({
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
    expect(feedContents([dropped], [], end + 14 * DAY - 1)).toHaveLength(1);
    expect(feedContents([dropped], [], end + 14 * DAY)).toHaveLength(0);
  });

  it('keeps what was served for 60 days', () => {
    expect(feedContents([duty()], [], end + 60 * DAY - 1)).toHaveLength(1);
    expect(feedContents([duty()], [], end + 60 * DAY)).toHaveLength(0);
  });

  it('shows a shift that was given up and taken again once', () => {
    const events = feedContents([dropped, duty()], [], NOW);
    expect(events.map((event) => [event.uid, event.cancelled])).toEqual([['a1@xinyue', false]]);
  });

  it('is in order of time', () => {
    const early = duty({ uid: 'z', shiftId: 's2', session: session({ start: NOW, end: NOW + 1 }) });
    expect(feedContents([duty(), early], [], NOW).map((event) => event.uid)).toEqual(['z', 'a1@xinyue']);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration, SETTINGS } from '../../config/configuration';

const lines = readFileSync(join(__dirname, '../../config/example.env'), 'utf8').split('\n');
const namesIn = (form: RegExp): [string, string][] =>
  lines.flatMap((line) => {
    const [, name, value] = form.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });

describe('the example of all settings', () => {
  it('names each setting once and none that nothing reads', () => {
    const names = namesIn(/^#?([A-Z_]+)=(.*)$/).map(([name]) => name);
    expect([...names].sort()).toEqual([...SETTINGS].sort());
  });

  it('shows what holds when a setting is left out, and examples that can be used', () => {
    expect(readConfiguration(Object.fromEntries(namesIn(/^([A-Z_]+)=(.*)$/)))).toEqual(readConfiguration({}));
    const all = Object.fromEntries(namesIn(/^#?([A-Z_]+)=(.*)$/));
    expect(readConfiguration({ ...all, LANGUAGE_MODEL_NAME: 'a-model' })).toMatchObject({
      publicUrl: 'https://xinyue.example.org',
      mailFrom: { name: '心约', email: 'bot@example.org' },
      calendarHosts: ['radio.example.org', 'calendar.example.org'],
    });
  });
});

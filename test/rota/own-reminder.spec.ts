import { aTown, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

describe.each(databasesUnderTest())('one more reminder, for whoever wants it, on %s', (engine) => {
  let fresh: FreshDatabase;
  let town: Town;
  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    town = await aTown(fresh.database)
      .withVolunteers('陈静', '韦兰')
      .withHotline({ from: '2026-12-08', days: 1 })
      .open();
    await fresh.database.write((tx) =>
      tx.run('UPDATE people SET preferences = ? WHERE id = ?', ['{"remindMinutes":120}', town.id('陈静')]),
    );
  });
  afterEach(async () => {
    await town.close();
    await fresh.close();
  });

  it('comes for a shift that she claims after she asked for it, and for nobody else', async () => {
    await town.claims('陈静', await town.shift('2026-12-08T08:00'));
    await town.claims('韦兰', await town.shift('2026-12-08T14:00'));
    expect(await town.owed('陈静')).toEqual(['confirm-again', 'confirm-reminder', 'own-reminder']);
    expect(await town.owed('韦兰')).toEqual(['confirm-again', 'confirm-reminder']);
  });

  it('is left out when its time has passed already', async () => {
    await town.claims('陈静', await town.shift('2026-12-08T08:00'), '2026-12-08T06:30');
    expect(await town.owed('陈静')).toEqual([]);
  });
});

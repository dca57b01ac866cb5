import { databasesUnderTest, MYSQL_SERVER } from '../harness/databases';
import { chaos } from './chaos';

const onMysql = databasesUnderTest().includes('mysql') ? it : it.skip;

describe('the service killed in the middle of its work', () => {
  onMysql(
    'loses nothing, doubles no state, and says at most one thing twice for each death and channel',
    async () => {
      const none = { databaseKills: 0, redisKills: 0, pauses: 0, downtimes: 0 };
      const plan = { ...none, kills: 4, cuts: 3, steps: 1, processes: 2, minutes: 2 };
      const outcome = await chaos(plan, { url: MYSQL_SERVER });
      expect(outcome).toMatchObject({ lost: 0, stateWrong: 0, overdue: 0, setAside: 0 });
      expect(outcome.happened.kill).toBeGreaterThan(0);
      expect(outcome.sent).toBeGreaterThan(0);
      expect(outcome.duplicates).toBeLessThanOrEqual(2 * (outcome.happened.kill + outcome.happened.step + 1));
    },
    300_000,
  );
});

import { Actors } from '../accounts/actors.service';
import { Installation } from '../accounts/installation.service';
import { WebSessions } from '../accounts/web-sessions.service';
import type { Database } from '../database/database';
import { timeOf } from '../database/database-clock';
import { Fault, WrongUsage } from '../kernel/fault';
import { TEXTS } from './admin-texts';
import { coordinatorsIn, type CoordinatorOf } from './admin.queries';
import { besideTheService, settingsOf, wordsOf, type AdminCall } from './command';

/** `coordinator invite [NAME]`: whoever can read this terminal may let a coordinator in, also one who is locked out. */
export async function coordinator(call: AdminCall): Promise<0> {
  const [verb, name, ...more] = wordsOf(call, {}).positionals;
  if (verb !== 'invite' || more.length > 0) throw new WrongUsage('coordinator invite [NAME]');
  const configuration = settingsOf(call);
  await besideTheService(configuration.databaseUrl, async (database) => {
    const who = await invited(database, name);
    const time = await timeOf(database);
    try {
      const token = await new WebSessions(database).open('sign-in', who, time.clock.now());
      const called = who ? `${who.name}（${who.organisation}）` : TEXTS.whoeverSetsUp;
      call.note(TEXTS.invited(called));
      call.say(`${new Installation(configuration).baseUrl}/console/sign-in#${token}`);
    } finally {
      time.stop();
    }
  });
  return 0;
}

/** null: there is no organisation yet, so that the link leads to the set-up. */
async function invited(database: Database, name: string | undefined): Promise<CoordinatorOf | null> {
  const all = await database.read(coordinatorsIn);
  if (name === undefined) {
    if (await new Actors(database).nobodyYet()) return null;
    const first = await new Actors(database).firstCoordinator();
    const found = all.find(({ personId }) => personId === first?.personId);
    if (!found) {
      throw new Fault(TEXTS.noCoordinator);
    }
    return found;
  }
  const [found, ...others] = all.filter((one) => one.name === name || one.key === name);
  const list = (some: readonly CoordinatorOf[]): string =>
    some.map((one) => `${one.name} (${one.key}, ${one.organisation})`).join(', ');
  if (!found) throw new Fault(TEXTS.notCoordinator(name, list(all)));
  if (others.length > 0) throw new Fault(TEXTS.severalCalled(name, list([found, ...others])));
  return found;
}

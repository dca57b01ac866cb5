import { timeOf } from '../database/database-clock';
import { beginMaintenance, endMaintenance, maintenanceSince } from '../installation/maintenance.service';
import { WrongUsage } from '../kernel/fault';
import { TEXTS } from './admin-texts';
import { besideTheService, settingsOf, wordsOf, type AdminCall } from './command';

/** `maintenance on|off`: all running services follow within seconds. */
export async function maintenance(call: AdminCall): Promise<0> {
  const [wanted, ...more] = wordsOf(call, {}).positionals;
  if ((wanted !== 'on' && wanted !== 'off') || more.length > 0) throw new WrongUsage('maintenance on | off');
  await besideTheService(settingsOf(call).databaseUrl, async (database) => {
    const time = await timeOf(database);
    const now = time.clock.now();
    time.stop();
    await database.write(async (tx) => {
      if (wanted === 'off') await endMaintenance(tx);
      else if ((await maintenanceSince(tx)) === null) await beginMaintenance(tx, now);
    });
  });
  call.say(wanted === 'on' ? TEXTS.maintenanceOn : TEXTS.maintenanceOff);
  return 0;
}

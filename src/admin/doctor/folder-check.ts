import { existsSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { SAYS } from './doctor-texts';
import { good, note, problem, reasonOf, type Finding } from './finding';

const MEGABYTE = 1024 * 1024;
const LEAST_MEGABYTES = 50;
const TRIAL = 'doctor-write-test';

/** Whether a folder can be written to and has room. */
export async function checkFolder(about: string, folder: string): Promise<Finding> {
  if (!existsSync(folder)) return note(about, SAYS.folderMissing(folder));
  const { bavail, bsize } = await statfs(folder);
  const megabytes = Math.floor((bavail * bsize) / MEGABYTE);
  if (megabytes < LEAST_MEGABYTES) return problem(about, SAYS.diskFull(folder, megabytes));
  try {
    await writeTrial(join(folder, `.${TRIAL}-${String(process.pid)}`));
    return good(about, SAYS.folderRight(folder, megabytes));
  } catch (error) {
    return problem(about, SAYS.folderClosed(folder, reasonOf(error)));
  }
}

async function writeTrial(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.write('x'.repeat(4096));
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

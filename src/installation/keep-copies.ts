import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

const COPY = /^xinyue-\d{8}T\d{6}Z\.copy$/;

/** The names of the copies in a folder, the latest first; restore points are not among them. */
export async function copiesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => COPY.test(name))
    .sort()
    .reverse();
}

/** Removes the oldest copies beyond `keep`. */
export async function keepLatest(folder: string, keep: number): Promise<void> {
  for (const old of (await copiesIn(folder)).slice(keep)) await rm(join(folder, old), { force: true });
}

/** Puts a copy into a second folder as well; whole under its name or not at all. */
export async function putSecond(path: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${basename(path)}.unfinished`);
  try {
    await copyFile(path, unfinished);
    await rename(unfinished, join(folder, basename(path)));
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Thrown when `work` was not finished in time; it may still finish later. */
export class TooSlow extends Error {}

/** The value of `work`, or TooSlow after `ms`. Several calls of wechaty never come back. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooSlow(`${what} took longer than ${String(ms)} ms`));
    }, ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { readFileSync } from 'node:fs';
import { Fault } from '../kernel/fault';

/** The value in a JSON file. Throws a Fault that names the file and, where it is known, the line. */
export function readJsonFile(file: string): unknown {
  const text = readTextFile(file).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? '' : `:${String(text.slice(0, Number(position)).split('\n').length)}`;
    throw new Fault(`${file}${line}: not JSON: ${message}`);
  }
}

/** The text of a file. Throws a Fault that names it. */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Fault(`${file}: cannot be read`);
  }
}

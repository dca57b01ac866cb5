import { readInstance } from '../rostering/nrp/read-instance';
import { solveInstance, type InstanceResult } from '../rostering/nrp/solve-instance';
import { Fault } from './fault';
import { readTextFile } from './json-file';

/** The answer to a public nurse-rostering instance. Throws a Fault that names the file, the line and the field. */
export async function rosterInstance(file: string, seconds: number): Promise<InstanceResult> {
  const instance = readInstance(readTextFile(file));
  if (instance.ok) return solveInstance(instance.value, seconds);
  const { line, field, problem } = instance.refusal;
  throw new Fault(`${file}:${line}: ${field} ${problem}`);
}

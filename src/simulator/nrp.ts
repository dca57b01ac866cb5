import { readInstance } from '../nurse-rostering/instance/read-instance';
import { solveInstance, type InstanceResult } from '../nurse-rostering/instance/solve-instance';
import { Fault } from '../kernel/fault';
import { readTextFile } from './json-file';

/** The answer to a public nurse-rostering instance. Throws a Fault that names the file, the line and the field. */
export async function rosterInstance(file: string, seconds: number): Promise<InstanceResult> {
  const instance = readInstance(readTextFile(file));
  if (instance.ok) return answered(await solveInstance(instance.value, seconds), file, seconds);
  const { line, field, problem } = instance.refusal;
  throw new Fault(`${file}:${line}: ${field} ${problem}`);
}

function answered(result: InstanceResult, file: string, seconds: number): InstanceResult {
  if (result.status !== 'unsettled') return result;
  const who = result.impossible ?? '';
  throw new Fault(
    `${file}: SECTION_STAFF ${who}: within ${String(seconds)} s neither a schedule was found for her nor a proof that there is none; give it more --seconds`,
  );
}

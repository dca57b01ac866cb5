import 'reflect-metadata';
import { runCommand } from './command-line';

const output = {
  out: (line: string) => process.stdout.write(`${line}\n`),
  error: (line: string) => process.stderr.write(`${line}\n`),
};

void runCommand(process.argv.slice(2), output).then((status) => {
  process.exitCode = status;
});

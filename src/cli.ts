import 'reflect-metadata';
import { runCommand } from './command-line';

const output = {
  out: (line: string) => process.stdout.write(`${line}\n`),
  error: (line: string) => process.stderr.write(`${line}\n`),
};

// a command that is never heard of again has not been carried out
process.exitCode = 1;
void runCommand(process.argv.slice(2), output).then((status) => {
  process.exitCode = status;
});

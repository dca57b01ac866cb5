import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/**
 * Runs a script with this process's own input and output and resolves to the status to leave with. Signals reach the
 * script, and this process outlives it: a Ctrl-C that a terminal sends to both must not end the parent first.
 */
export function runNode(script, args) {
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], { stdio: 'inherit' });
  let interrupted = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // At a terminal the script has had the same Ctrl-C already; passing it on would count as a second one.
      if (signal === 'SIGINT' && process.stdin.isTTY && ++interrupted < 2) return;
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** The tables and who writes them: how many more than one room writes, and every statement that breaks a rule. */
import { createRequire } from 'node:module';
import { ROOT } from './setup.mjs';

const { tablesReport } = createRequire(import.meta.url)('./table-uses.cjs');
const { passed, lines } = tablesReport(ROOT);
process.stdout.write(`${lines.join('\n')}\n`);
process.exit(passed ? 0 : 1);

/** Trains the score that supposes what was meant by what no form reads, from the lines in test/language, and writes its weights. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

const require = createRequire(import.meta.url);
require('./typescript-loader.cjs');
const { TEMPERED, actLines, trainActs, writtenActs } = require('../test/language/act-training.ts');

const target = join(ROOT, 'src', 'conversation', 'grammar', 'supposing', 'weights.ts');
writeFileSync(target, writtenActs(trainActs(actLines(), TEMPERED)));

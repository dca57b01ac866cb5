/** Trains the score that hears a danger to life from the lines in test/language/crisis and writes its weights beside it. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

const require = createRequire(import.meta.url);
require('./typescript-loader.cjs');
const { train, trainingLines, written } = require('../test/language/crisis-training.ts');

const target = join(ROOT, 'src', 'conversation', 'grammar', 'crisis', 'weights.ts');
const lines = trainingLines();
writeFileSync(target, written(train(lines), lines));

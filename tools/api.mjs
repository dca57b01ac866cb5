/**
 * The description of the API, made without a server or a database, and what is made of it: the answers that the service
 * adds to /api/openapi.json, and the types of the web pages. `node tools/api.mjs [FOLDER]`: the types; with a folder also
 * the answers, there as the service looks for them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { readAnswers } from './answers.mjs';
import { API_TYPES, giveUp } from './setup.mjs';

const require = createRequire(import.meta.url);
const ANSWERS = join('src', 'console', 'http', 'answers.json');
const HEADER = '// Made by tools/api.mjs of the types of src/; not to be changed by hand.\n\n';

/** The whole document, as /api/openapi.json of a built service. Nest only looks at the modules: nothing is opened. */
export async function describeApi(answers) {
  require('./typescript-loader.cjs');
  const { NestFactory } = require('@nestjs/core');
  const { readConfiguration } = require('../config/configuration.ts');
  const { AppModule } = require('../src/app.module.ts');
  const { documentOf } = require('../src/console/http/open-api.ts');
  const platform = { configuration: readConfiguration({}), database: {}, clock: {} };
  const app = await NestFactory.create(AppModule.with(platform), { preview: true, abortOnError: false, logger: false });
  return documentOf(app, answers);
}

/** Types of the paths and, by its own name, of every schema. */
export async function typesOf(document) {
  const options = {
    immutable: true,
    alphabetize: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    emptyObjectsUnknown: true,
  };
  return HEADER + astToString(await openapiTypes(document, options));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const answers = readAnswers();
    if (process.argv[2]) write(join(process.argv[2], ANSWERS), JSON.stringify(answers));
    write(API_TYPES, await typesOf(await describeApi(answers)));
  } catch (error) {
    giveUp(`接口说明生成失败 the API could not be described:\n${error.message}`);
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  // A file that says the same keeps its time, so that whoever watches it is not woken.
  if (text !== read(path)) writeFileSync(path, text);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

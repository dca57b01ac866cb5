/**
 * Reads off the types of the controllers what each of their methods answers, as schemas of OpenAPI 3.0: an answer is
 * described where it is made, and nowhere a second time.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { Schemas } from './json-schemas.mjs';
import { ROOT } from './setup.mjs';

/** The body of every error, for which no method has a type of its own. */
const PROBLEM = join(ROOT, 'src', 'console', 'http', 'problem.ts');
/** What a stream answers, of http/stream.ts; the data of its events are of the type that it is given. */
const STREAM = 'Stream';

/**
 * `operations`: the media type and schema of what each method of a controller answers, by `Controller_method`;
 * `schemas`: those that have a name. Throws an Error with a line for each answer that JSON cannot say.
 */
export function readAnswers(controllers = controllersUnder(join(ROOT, 'src'))) {
  const program = programOf([...controllers, PROBLEM]);
  const checker = program.getTypeChecker();
  const schemas = new Schemas(checker);
  const operations = {};
  for (const path of controllers) {
    for (const [id, method] of methodsOf(program.getSourceFile(path))) {
      const answer = answerOf(method, `${relative(ROOT, path)} ${id}`, checker, schemas);
      if (answer) operations[id] = answer;
    }
  }
  schemas.of(exportOf(program.getSourceFile(PROBLEM), 'ProblemDetails', checker), 'every error');
  if (schemas.faults.length > 0) throw new Error(schemas.faults.join('\n'));
  return { operations, schemas: schemas.named() };
}

function controllersUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.controller.ts'))
    .sort()
    .map((name) => join(folder, name));
}

function programOf(files) {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, ROOT);
  return ts.createProgram(files, { ...options, noEmit: true });
}

/** The methods that answer requests, each with the id that Nest gives its operation. */
function methodsOf(source) {
  const classes = source.statements.filter((statement) => ts.isClassDeclaration(statement) && statement.name);
  return classes.flatMap(({ name, members }) =>
    members
      .filter((member) => ts.isMethodDeclaration(member) && ts.getDecorators(member)?.length > 0)
      .map((member) => [`${name.text}_${member.name.text}`, member]),
  );
}

/** Nothing for a method that answers with a file, a page or no body at all. */
function answerOf(method, place, checker, schemas) {
  const declared = checker.getSignatureFromDeclaration(method).getReturnType();
  const type = checker.getAwaitedType(declared) ?? declared;
  if (type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Never | ts.TypeFlags.Undefined)) return null;
  if (type.aliasSymbol?.name === STREAM) {
    return { type: 'text/event-stream', schema: schemas.of(type.aliasTypeArguments[0], place) };
  }
  // A text that is answered is a page.
  return { type: type.flags & ts.TypeFlags.String ? 'text/html' : 'application/json', schema: schemas.of(type, place) };
}

function exportOf(source, name, checker) {
  const symbol = checker.getExportsOfModule(checker.getSymbolAtLocation(source)).find((one) => one.name === name);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

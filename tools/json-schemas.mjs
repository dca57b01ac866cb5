import ts from 'typescript';

const { TypeFlags, SymbolFlags } = ts;

/** The schemas, in the words of OpenAPI 3.0, of what becomes of values of TypeScript's types on their way through JSON. */
export class Schemas {
  #checker;
  /** By name: the symbol that bears it, and its schema. */
  #components = new Map();
  /** A line for each type that JSON cannot say, with the place that answers it. */
  faults = [];

  constructor(checker) {
    this.#checker = checker;
  }

  /** Every type with a name of the sources' own, sorted. */
  named() {
    const entries = [...this.#components].map(([name, { schema }]) => [name, schema]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The schema of a type, a reference where it has a name. `place` is told with what is wrong. */
  of(type, place) {
    const symbol = this.#nameOf(type);
    if (!symbol) return this.#inline(type, place);
    const { name } = symbol;
    const known = this.#components.get(name);
    if (known && known.symbol !== symbol) this.faults.push(`${place}: two types are called ${name}; rename one`);
    if (!known) {
      const component = { symbol, schema: {} };
      this.#components.set(name, component);
      component.schema = described(this.#inline(type, place), symbol, this.#checker);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  #nameOf(type) {
    if (type.aliasSymbol) return type.aliasTypeArguments ? null : own(type.aliasSymbol);
    if (!(type.flags & TypeFlags.Object) || this.#checker.getTypeArguments(type).length > 0) return null;
    return type.symbol?.flags & (SymbolFlags.Interface | SymbolFlags.Class) ? own(type.symbol) : null;
  }

  #inline(type, place) {
    if (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return {};
    if (type.isUnion()) return this.#union(type.types, place);
    if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
    if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] };
    if (type.flags & TypeFlags.BooleanLiteral) return { type: 'boolean', enum: [type.intrinsicName === 'true'] };
    if (type.flags & TypeFlags.Null) return { nullable: true, enum: [null] };
    if (type.flags & TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & TypeFlags.NumberLike) return { type: 'number' };
    if (type.flags & TypeFlags.NonPrimitive) return { type: 'object' };
    // A number or text with a mark that sets its kind apart.
    const plain = type.isIntersection() && type.types.find(({ flags }) => flags & TypeFlags.Primitive);
    if (plain) return this.#inline(plain, place);
    return this.#object(type, place);
  }

  #union(types, place) {
    const told = types.filter(({ flags }) => !(flags & (TypeFlags.Undefined | TypeFlags.Null)));
    const nullable = types.some(({ flags }) => flags & TypeFlags.Null);
    const [first] = told;
    const literals = told.every((one) => one.isStringLiteral()) && told.map(({ value }) => value);
    const schema = told.every(({ flags }) => flags & TypeFlags.BooleanLiteral && told.length === 2)
      ? { type: 'boolean' }
      : literals
        ? { type: 'string', enum: literals }
        : told.length === 1
          ? this.of(first, place)
          : { anyOf: alternatives(told.map((one) => this.of(one, place))) };
    if (!nullable) return schema;
    if (schema.enum) return { ...schema, nullable, enum: [...schema.enum, null] };
    return schema.$ref ? { nullable, allOf: [schema] } : { ...schema, nullable };
  }

  #object(type, place) {
    const checker = this.#checker;
    const items = checker.getTypeArguments(type);
    if (checker.isArrayType(type)) return { type: 'array', items: this.of(items[0], place) };
    if (checker.isTupleType(type)) return tuple(items.map((item) => this.of(item, place)));
    const toJson = type.getProperty('toJSON');
    if (toJson) return this.of(checker.getTypeOfSymbol(toJson).getCallSignatures()[0].getReturnType(), place);
    if (!(type.flags & (TypeFlags.Object | TypeFlags.Intersection)) || isLost(type)) return this.#refuse(type, place);
    const properties = checker.getPropertiesOfType(type);
    const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const required = properties.filter((one) => !this.#mayLack(one)).map(({ name }) => name);
    return {
      type: 'object',
      ...(properties.length > 0 && {
        properties: Object.fromEntries(properties.map((one) => [one.name, this.#property(one, place)])),
      }),
      ...(required.length > 0 && { required }),
      ...(rest && { additionalProperties: this.of(rest, place) }),
    };
  }

  #mayLack(property) {
    const type = this.#checker.getTypeOfSymbol(property);
    const types = type.isUnion() ? type.types : [type];
    return Boolean(property.flags & SymbolFlags.Optional) || types.some(({ flags }) => flags & TypeFlags.Undefined);
  }

  #property(property, place) {
    const type = this.#checker.getTypeOfSymbol(property);
    return described(this.of(type, `${place}.${property.name}`), property, this.#checker);
  }

  #refuse(type, place) {
    this.faults.push(`${place}: ${this.#checker.typeToString(type)} cannot be said in JSON`);
    return {};
  }
}

/** What JSON would turn into nothing or into an empty object. */
const isLost = (type) => type.getCallSignatures().length > 0 || /^(Map|Set|WeakMap|Promise)$/.test(type.symbol?.name);

/** Types of packages and of the language are told in full, so that no name of theirs gets into the description. */
function own(symbol) {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
  return symbol.name !== '__type' && !file.includes('/node_modules/') ? symbol : null;
}

function alternatives(schemas) {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

function tuple(items) {
  return { type: 'array', items: { anyOf: alternatives(items) }, minItems: items.length, maxItems: items.length };
}

/** With the first paragraph of the comment that stands above it; nothing may stand beside a reference. */
function described(schema, symbol, checker) {
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).split(/\n\s*\n/)[0];
  if (!description) return schema;
  return schema.$ref ? { description, allOf: [schema] } : { ...schema, description };
}

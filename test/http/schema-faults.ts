/** The part of a schema of OpenAPI 3.0 that the description of the answers is made of. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** What of a value is not as its schema has it, a line each with its JSON pointer; what no schema describes is a fault, too. */
export function faultsOf(value: unknown, schema: Schema, named: Readonly<Record<string, Schema>>, at = ''): string[] {
  const within = (inner: unknown, of: Schema, step = ''): string[] => faultsOf(inner, of, named, at + step);
  if (schema.$ref) return within(value, named[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (value === null) return schema.nullable || Object.keys(schema).length === 0 ? [] : [`${at}: null`];
  if (schema.allOf) return schema.allOf.flatMap((one) => within(value, one));
  if (schema.anyOf) {
    const tries = schema.anyOf.map((one) => within(value, one));
    return tries.some((faults) => faults.length === 0) ? [] : [`${at}: none of what it may be: ${tries.join('; ')}`];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is not among its values`];
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (schema.type && schema.type !== kind) return [`${at}: ${kind}, not ${schema.type}`];
  if (Array.isArray(value)) return value.flatMap((one, i) => within(one, schema.items ?? {}, `/${String(i)}`));
  if (typeof value !== 'object' || (!schema.properties && !schema.additionalProperties)) return [];
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}/${name}: missing`);
  return Object.entries(value).reduce<string[]>((faults, [name, inner]) => {
    const of = schema.properties?.[name] ?? schema.additionalProperties;
    return [...faults, ...(of ? within(inner, of, `/${name}`) : [`${at}/${name}: not described`])];
  }, missing);
}

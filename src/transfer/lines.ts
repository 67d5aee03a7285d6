import { z } from 'zod';
import { UserError } from '../base/errors.ts';

/** Grows when a file of before can't be read any more. */
export const formatVersion = 1;

const columns = z.record(z.string(), z.string());

/** The first line of a file. */
export const headerSchema = z.strictObject({
  whetstone: z.literal('workspace'),
  version: z.literal(formatVersion),
  exported_at: z.iso.datetime(),
  workspace: z.strictObject({
    platform: z.enum(['slack', 'discord', 'web']),
    external_id: z.string(),
    name: z.string(),
    settings: z.unknown(),
    ended_season: z.string().nullable(),
  }),
  /** Each with the types of its columns, in an order in which rows can be inserted. */
  tables: z.record(z.string(), columns),
  /** How many rows follow of each. */
  rows: z.record(z.string(), z.number().int().min(0)),
});
export type Header = z.infer<typeof headerSchema>;

/** What the other lines are. */
const lineSchema = z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) });
export type Line = z.infer<typeof lineSchema>;

/** @throws UserError that names the line and what is wrong, without what it says. */
export function readLine<T>(text: string, number: number, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`Line ${number} isn’t JSON: the file is damaged.`, { cause });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new UserError(`Line ${number} isn’t what an export has there: ${faultOf(read.error)}.`);
}

/** What is wrong first, without what the file says. */
function faultOf({ issues: [issue] }: z.ZodError): string {
  if (issue?.code === 'unrecognized_keys') return 'it has something that doesn’t belong there';
  return `${issue?.path.join('.') || 'all of it'} is missing or has another form`;
}

/** Reads the rows that a header announces. */
export function rowReader({ tables }: Header): (text: string, number: number) => Line {
  const schemas = new Map(Object.entries(tables).map(([name, types]) => [name, rowSchema(types)]));
  return (text, number) => {
    const { table, row } = readLine(text, number, lineSchema);
    const schema = schemas.get(table);
    if (!schema) throw new UserError(`Line ${number} is of a table that the first line doesn’t name.`);
    const read = schema.safeParse(row);
    if (read.success) return { table, row };
    throw new UserError(`Line ${number} isn’t a row of ${table}: ${faultOf(read.error)}.`);
  };
}

const rowSchema = (types: z.infer<typeof columns>) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(types).map(([name, type]) => {
        const schema = ofType(type.replace('?', ''));
        return [name, type.endsWith('?') ? schema.nullable() : schema];
      }),
    ),
  );

/** As PostgreSQL writes a value of the type as JSON. */
function ofType(type: string): z.ZodType {
  if (type.endsWith('[]')) return z.array(ofType(type.slice(0, -2)));
  if (type === 'jsonb') return z.unknown();
  if (type === 'boolean') return z.boolean();
  return /^(bigint|integer|smallint)$/.test(type) ? z.number().int() : z.string();
}

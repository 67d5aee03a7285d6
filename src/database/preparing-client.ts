import { createHash } from 'node:crypto';
import type pg from 'pg';
import { AttentiveClient } from './attentive-client.ts';

const hasWildcard = /(?<!\()\*/;

/** Per connection, at most; what comes beyond is planned each time. */
const mostStatements = 500;

/**
 * A client that prepares every statement with parameters once for each connection, so that PostgreSQL needn't parse
 * and plan it again. Statements with `*` are left alone: when a migration adds a column, a prepared one would fail.
 * @see https://www.postgresql.org/docs/current/sql-prepare.html
 */
export class PreparingClient extends AttentiveClient {
  static readonly #names = new Map<string, string>();

  // The library has an overload for every kind of query; ours only changes one of them on its way.
  override query = ((...given: [unknown, unknown?, unknown?]) => {
    const [text, values, ...rest] = given;
    const name =
      typeof text === 'string' && Array.isArray(values) ? PreparingClient.#nameOf(text, values) : '';
    const passed = name === '' ? given : [{ name, text, values }, ...rest];
    return (super.query as (...all: unknown[]) => unknown).apply(this, passed);
  }) as pg.Client['query'];

  static #nameOf(text: string, values: readonly unknown[]): string {
    const known = PreparingClient.#names.get(text);
    if (known !== undefined) return known;
    if (values.length === 0 || hasWildcard.test(text) || PreparingClient.#names.size >= mostStatements)
      return '';
    const name = createHash('sha1').update(text).digest('base64');
    PreparingClient.#names.set(text, name);
    return name;
  }
}

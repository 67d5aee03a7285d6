import { createHash } from 'node:crypto';
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

  // biome-ignore lint/suspicious/noExplicitAny: as in the client that this one is
  override query(...given: any[]): any {
    const [text, values, ...rest] = given;
    const name =
      typeof text === 'string' && Array.isArray(values) ? PreparingClient.#nameOf(text, values) : '';
    return name === '' ? super.query(...given) : super.query({ name, text, values }, ...rest);
  }

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

import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely';

/** What some work asks of the database: how much it costs, whatever the machine. */
export interface Counted {
  readonly statements: number;
  /** That came back. */
  readonly rows: number;
}

/** Counts the statements of a database, and the rows that come back. */
export class Counter implements KyselyPlugin {
  #statements = 0;
  #rows = 0;

  transformQuery({ node }: PluginTransformQueryArgs) {
    this.#statements += 1;
    return node;
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    this.#rows += result.rows.length;
    return result;
  }

  async during(work: () => Promise<unknown>): Promise<Counted> {
    const before = { statements: this.#statements, rows: this.#rows };
    await work();
    return { statements: this.#statements - before.statements, rows: this.#rows - before.rows };
  }
}

import type {
  ColumnUpdateNode,
  InsertQueryNode,
  KyselyPlugin,
  OperationNode,
  RootOperationNode,
  UpdateQueryNode,
} from 'kysely';
import { AliasNode, ColumnNode, PrimitiveValueListNode, TableNode, ValueNode, ValuesNode } from 'kysely';
import type { WordsSettings } from '../config/words.ts';
import type { Db } from '../database/database.ts';
import { sealedTables } from './sealed-columns.ts';
import { mapStrings, mapWords, WordBox } from './word-box.ts';

/** Encrypts words on their way into the columns that have them, and decrypts them wherever they come out. Text of one's own calls `sealWords`. */
class WordsPlugin implements KyselyPlugin {
  readonly box: WordBox;

  constructor(settings: WordsSettings) {
    this.box = new WordBox(settings);
  }

  transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
    if (node.kind === 'InsertQueryNode') return this.#insert(node);
    if (node.kind === 'UpdateQueryNode') return this.#update(node);
    return node;
  }

  async transformResult<Result extends { readonly rows: readonly object[] }>({
    result,
  }: {
    readonly result: Result;
  }) {
    const open = (text: string) => this.box.open(text);
    for (const row of result.rows)
      for (const [name, value] of Object.entries(row))
        if (typeof value === 'string' || (value !== null && typeof value === 'object'))
          (row as Record<string, unknown>)[name] = mapStrings(value, open);
    return result;
  }

  #insert(node: InsertQueryNode): InsertQueryNode {
    const table = tableIn(node.into);
    if (table === undefined) return node;
    const names = (node.columns ?? []).map(({ column }) => column.name);
    const { values, onConflict } = node;
    return {
      ...node,
      ...(values && ValuesNode.is(values) && { values: this.#rows(table, names, values) }),
      ...(onConflict?.updates && {
        onConflict: { ...onConflict, updates: onConflict.updates.map((update) => this.#set(table, update)) },
      }),
    };
  }

  #rows(table: string, names: readonly string[], { values }: ValuesNode): ValuesNode {
    return ValuesNode.create(
      values.map((row) =>
        PrimitiveValueListNode.is(row)
          ? PrimitiveValueListNode.create(
              row.values.map((value, at) => this.seal(table, names[at] ?? '', value)),
            )
          : { ...row, values: row.values.map((value, at) => this.#node(table, names[at] ?? '', value)) },
      ),
    );
  }

  #update(node: UpdateQueryNode): UpdateQueryNode {
    const table = tableIn(node.table);
    if (table === undefined || !node.updates) return node;
    return { ...node, updates: node.updates.map((update) => this.#set(table, update)) };
  }

  #set(table: string, update: ColumnUpdateNode): ColumnUpdateNode {
    const { column } = update;
    return ColumnNode.is(column)
      ? { ...update, value: this.#node(table, column.column.name, update.value) }
      : update;
  }

  #node(table: string, column: string, node: OperationNode): OperationNode {
    return ValueNode.is(node)
      ? ({ ...node, value: this.seal(table, column, node.value) } as ValueNode)
      : node;
  }

  /** JSON is given as its text. */
  seal(table: string, column: string, value: unknown): unknown {
    const which = sealedTables[table]?.columns[column];
    if (which === undefined || typeof value !== 'string') return value;
    const seal = (text: string) => this.box.seal(text);
    return which === 'all' ? seal(value) : JSON.stringify(mapWords(JSON.parse(value), which, seal));
  }
}

function tableIn(node: OperationNode | undefined): string | undefined {
  if (node && AliasNode.is(node)) return tableIn(node.node);
  const name = node && TableNode.is(node) ? node.table.identifier.name : '';
  return name in sealedTables ? name : undefined;
}

/** Of a database whose words may be encrypted. */
export function wordsPlugins(settings: WordsSettings): KyselyPlugin[] {
  return settings.keys.length === 0 ? [] : [new WordsPlugin(settings)];
}

export function boxOf(db: Db): WordBox | undefined {
  return db.getExecutor().plugins.find((plugin) => plugin instanceof WordsPlugin)?.box;
}

/** For a statement in text of one's own: a member's words as they go into a column of words. */
export function sealWords(db: Db, words: string): string {
  return boxOf(db)?.seal(words) ?? words;
}

/** The same of a whole row in JSON. */
export function sealRow(db: Db, table: string, row: Readonly<Record<string, unknown>>) {
  const [box, columns] = [boxOf(db), sealedTables[table]?.columns];
  if (!box || !columns) return row;
  const sealed = Object.entries(columns).map(([column, which]) => [
    column,
    mapWords(row[column], which, (text) => box.seal(text)),
  ]);
  return { ...row, ...Object.fromEntries(sealed) };
}

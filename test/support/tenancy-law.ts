import type { KyselyPlugin, OperationNode, RootOperationNode } from 'kysely';
import { features } from '../../src/app/features.ts';

/** The tables whose rows belong to a workspace. */
const owned: ReadonlySet<string> = new Set(
  features.flatMap(({ whatIHold }) =>
    Object.entries(whatIHold).flatMap(([table, columns]) =>
      // A question's key begins with its owner: a workspace, or everybody.
      'workspace_id' in columns && table !== 'questions' ? [table] : [],
    ),
  ),
);

/** What looks at all workspaces, by file and function, and why it may. */
const mayLookAtAll: Readonly<Record<string, string>> = {
  'src/schedules/due-slots.ts overdueSlots':
    'the sweep finds what is due anywhere, and wakes it by its own key',
  'src/practice/reveal-drops.ts overdueReveals': 'the same',
  'src/posts/overdue-posts.ts overduePosts': 'the same',
  'src/feedback/overdue-feedback.ts overdueFeedback': 'the same',
  'src/preparation/overdue-drafts.ts overdueDrafts': 'the same',
  'src/recall/reminders.ts overdueReminders': 'the same',
  'src/mock/end-mock.ts overdueMocks': 'the same',
  'src/peer-mock/turn-peer-mocks.ts overdueTurns': 'the same',
  'src/erasures/retention.ts forgetOld': 'the sweep asks each workspace what it keeps',
  'src/erasures/erased.ts forgetErasures': 'what is a week old is forgotten everywhere',
  'src/reviews/claims.ts forgetClaims': 'what has run out is forgotten everywhere',
  'src/inbox/latest-events.ts forgetEvents': 'what is a day old is forgotten everywhere',
};

/** A statement that reads or writes a workspace's rows without saying whose. */
class TenancyBroken extends Error {}

/**
 * Refuses statements that read or write tables of workspaces without binding each one's `workspace_id`: to a value, or to that of a table that is
 * bound. Text of one's own is believed where it names the column: `two-workspaces.test.ts` is there for that.
 */
export function tenancyLaw(): KyselyPlugin {
  return {
    transformQuery({ node }) {
      const [unbound] = queriesIn(node).flatMap(unboundIn);
      const by = unbound === undefined ? undefined : caller();
      if (by !== undefined && !(by in mayLookAtAll))
        throw new TenancyBroken(`${by} uses ${unbound} without binding its workspace_id`);
      return node as RootOperationNode;
    },
    transformResult: async ({ result }) => result,
  };
}

/** The file and function of ours that the statement is in, by the nearest one with a name; undefined for a test's own. */
function caller(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const lines = (new Error().stack ?? '').split('\n').filter((line) => !line.includes('/node_modules/'));
  Error.stackTraceLimit = limit;
  const frames = lines.flatMap((line) => {
    const [, name, file] =
      /at (?:async )?(?:(\S+) (?:\[as \S+ )?\()?.*?\/((?:src|adapters|jobs)\/[^:?]+)/.exec(line) ?? [];
    return file === undefined || file.endsWith('.test.ts') ? [] : [{ name: name?.split('.').at(-1), file }];
  });
  const file = frames[0]?.file;
  const name = frames.find((frame) => frame.file === file && frame.name !== undefined)?.name ?? '';
  return file && `${file} ${name}`;
}

const isNode = (value: unknown): value is OperationNode =>
  typeof value === 'object' && value !== null && 'kind' in value;

const childrenOf = (node: OperationNode): OperationNode[] =>
  Object.values(node)
    .flatMap((value: unknown) => value)
    .filter(isNode);

const isQuery = ({ kind }: OperationNode) => /^(Select|Update|Delete|Insert)QueryNode$/.test(kind);

/** A query with all that are in it. */
function queriesIn(node: OperationNode): OperationNode[] {
  const below = childrenOf(node).flatMap(queriesIn);
  return isQuery(node) ? [node, ...below] : below;
}

/** All of a query but what is in the queries within it. */
function ownParts(node: OperationNode): OperationNode[] {
  return [node, ...childrenOf(node).flatMap((child) => (isQuery(child) ? [] : ownParts(child)))];
}

const field = (node: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], node);

/** The name by which a table is meant in a query. */
function tablesOf(query: OperationNode): Map<string, string> {
  const places = ['from', 'into', 'table', 'using', 'joins'].map((name) => field(query, name));
  const nodes = places.flat().flatMap((place) => (isNode(place) ? [place] : []));
  const found = new Map<string, string>();
  for (const node of nodes.flatMap((place) => tableNodesIn(place)))
    if (owned.has(node.table)) found.set(node.name, node.table);
  return found;
}

function tableNodesIn(node: OperationNode): { name: string; table: string }[] {
  if (node.kind === 'TableNode') {
    const table = String(field(node, 'table', 'identifier', 'name'));
    return [{ name: table, table }];
  }
  if (node.kind === 'AliasNode') {
    const alias = String(field(node, 'alias', 'name'));
    const aliased = field(node, 'node');
    return isNode(aliased) && aliased.kind === 'TableNode'
      ? [{ name: alias, table: String(field(aliased, 'table', 'identifier', 'name')) }]
      : [];
  }
  if (isQuery(node) || node.kind === 'ReferenceNode') return [];
  return childrenOf(node).flatMap(tableNodesIn);
}

/** `''` for a column without its table's name; undefined for what isn't that column. */
function ownerOf(node: unknown): string | undefined {
  if (!isNode(node) || node.kind !== 'ReferenceNode') return undefined;
  if (field(node, 'column', 'column', 'name') !== 'workspace_id') return undefined;
  return String(field(node, 'table', 'table', 'identifier', 'name') ?? '');
}

function unboundIn(query: OperationNode): string[] {
  const tables = tablesOf(query);
  if (tables.size === 0) return [];
  const parts = ownParts(query);
  if (query.kind === 'InsertQueryNode') {
    const columns = (field(query, 'columns') as OperationNode[] | undefined) ?? [];
    const isBound = columns.some((column) => field(column, 'column', 'name') === 'workspace_id');
    return isBound ? [] : [...tables.values()];
  }
  const isRaw = (node: OperationNode) =>
    node.kind === 'RawNode' && String(field(node, 'sqlFragments')).includes('workspace_id');
  if (parts.some(isRaw)) return [];
  const bound = new Set<string>();
  const equal: [string, string][] = [];
  for (const node of parts.filter(({ kind }) => kind === 'BinaryOperationNode')) {
    const [left, right] = [ownerOf(field(node, 'leftOperand')), ownerOf(field(node, 'rightOperand'))];
    if (left !== undefined && right !== undefined) equal.push([left, right]);
    else if (left !== undefined || right !== undefined) bound.add(left ?? right ?? '');
  }
  // Without its table's name the column is that of the only table, or of the one that the statement changes.
  const [first = ''] = tables.keys();
  if (bound.has('')) bound.add(first);
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const [one, other] of equal) {
      // What isn't of this query is of the one around it.
      const isKnown = (name: string) => bound.has(name) || (name !== '' && !tables.has(name));
      if (isKnown(one)) bound.add(other || first);
      if (isKnown(other)) bound.add(one || first);
    }
  }
  return [...tables].flatMap(([name, table]) => (bound.has(name) ? [] : [table]));
}

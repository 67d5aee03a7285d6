import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Pattern {
  /** File and line. */
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** What stands for a value that a pattern gets when the program runs, such as a list of names. */
const hole = 'ab|abc|b c';

/**
 * Every regular expression of the program, literal or made by `RegExp`, in the order of the files.
 *
 * @throws Error for a `RegExp` whose text isn't a literal or a template: it couldn't be tried
 */
export async function readPatterns(): Promise<readonly Pattern[]> {
  const patterns: Pattern[] = [];
  for await (const file of glob('{wiring.ts,{bin,src,adapters,jobs,wiring}/**/*.{ts,js}}', { cwd: root }))
    patterns.push(...patternsIn(file, await readFile(join(root, file), 'utf8')));
  return patterns.sort((one, other) => one.where.localeCompare(other.where));
}

/** @see readPatterns */
export function patternsIn(file: string, source: string): Pattern[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const patterns: Pattern[] = [];
  const add = (start: number, pattern: string, flags: string) =>
    patterns.push({ where: `${file}:${source.slice(0, start).split('\n').length}`, source: pattern, flags });
  const made = (node: MadeHere) => {
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return;
    const [text, flags] = node.arguments.map(textOf);
    if (text === undefined) throw new Error(`${file}: a RegExp of “${source.slice(node.start, node.end)}”`);
    add(node.start, text, flags ?? '');
  };
  new Visitor({
    Literal(node) {
      if ('regex' in node) add(node.start, node.regex.pattern, node.regex.flags);
    },
    NewExpression: made,
    CallExpression: made,
  }).visit(program);
  return patterns;
}

type Visited<Name extends string> = Parameters<
  NonNullable<ConstructorParameters<typeof Visitor>[0][Name & keyof ConstructorParameters<typeof Visitor>[0]]>
>[0];
type MadeHere = Visited<'NewExpression'> | Visited<'CallExpression'>;

function textOf(node: MadeHere['arguments'][number]): string | undefined {
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join(hole);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

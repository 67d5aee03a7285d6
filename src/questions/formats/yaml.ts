import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  stringify,
} from 'yaml';
import type { Finding, Format, Path, Position, Source } from './format.ts';

/** The files of questions/: a track, or a list of tracks. */
export const yaml: Format = {
  parse: openYaml,
  write: (tracks) =>
    stringify(tracks.length === 1 ? tracks[0] : tracks, { aliasDuplicateObjects: false, lineWidth: 110 }),
};

function openYaml(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const findings: Finding[] = [];
  for (const { pos, code, message } of [...document.errors, ...document.warnings]) {
    const position = at(pos[0]);
    // What follows on the same line is nearly always the same mistake seen again.
    if (findings.at(-1)?.line !== position.line)
      findings.push({ ...position, message: describe(code, message) });
  }
  const broken = document.errors.some((error) => error.code !== 'DUPLICATE_KEY');
  let data: unknown;
  try {
    data = broken ? undefined : document.toJS();
  } catch (error) {
    // toJS throws when an alias names no anchor, or when aliases expand beyond maxAliasCount.
    const reason = error instanceof Error ? error.message : String(error);
    findings.push({
      ...at(0),
      message: `The aliases in this file can't be followed (${reason}); write the text out in their place.`,
    });
  }
  return {
    data,
    findings,
    positionOf: (path) => at(startOf(nodeAt(document, path))),
    positionOfKey: (path, key) => {
      const map = nodeAt(document, path);
      const pair = isMap(map)
        ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      return at(startOf(pair?.key ?? map));
    },
  };
}

function nodeAt(document: Document, path: Path): unknown {
  let node: unknown = document.contents;
  for (const step of path) {
    const container = isAlias(node) ? node.resolve(document) : node;
    const child = isCollection(container) ? container.get(step, true) : undefined;
    if (!child) break;
    node = child;
  }
  return node;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function describe(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This key appears twice in the same map; remove one of the two.';
  if (code === 'MULTIPLE_DOCS') return 'The file holds more than one document; remove the "---" line.';
  const sentence = message.replace(/\s+/g, ' ').replace(/(?<![.:])[.:]+$/, '');
  return `The YAML can't be read here (${sentence}); check indentation and quotes around this line.`;
}

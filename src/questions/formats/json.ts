import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { LineCounter } from 'yaml';
import type { Format, Path, Position } from './format.ts';
import { unreadable } from './format.ts';

/** A track, or a list of tracks, as the YAML files have them. */
export const json: Format = {
  parse(text) {
    const at = positions(text);
    const { root, broken } = treeOf(text);
    if (broken) {
      const message = `The JSON can't be read here (${broken.reason}); check quotes, commas and brackets around this place.`;
      return unreadable({ ...at(broken.offset), message });
    }
    return {
      data: root && getNodeValue(root),
      findings: [],
      positionOf: (path) => at(nearest(root, path)?.offset ?? 0),
      positionOfKey: (path, key) => {
        const value = root && findNodeAtLocation(root, [...steps(path), key]);
        return at((value?.parent ?? nearest(root, path))?.offset ?? 0);
      },
    };
  },
  write: (tracks) => `${JSON.stringify(tracks.length === 1 ? tracks[0] : tracks, null, 2)}\n`,
};

interface Tree {
  readonly root?: Node | undefined;
  readonly broken?: { readonly reason: string; readonly offset: number };
}

function treeOf(text: string): Tree {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true });
    const [first] = errors;
    if (!first) return { root };
    const reason = printParseErrorCode(first.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase();
    return { broken: { reason, offset: first.offset } };
  } catch (error) {
    // The parser goes as deep as the brackets do; the stack doesn't.
    if (error instanceof RangeError) return { broken: { reason: 'too many brackets', offset: 0 } };
    throw error;
  }
}

function positions(text: string): (offset: number) => Position {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

const steps = (path: Path) => path.map((step) => (typeof step === 'number' ? step : String(step)));

function nearest(root: Node | undefined, path: Path): Node | undefined {
  for (let length = path.length; root && length > 0; length -= 1) {
    const node = findNodeAtLocation(root, steps(path.slice(0, length)));
    if (node) return node;
  }
  return root;
}

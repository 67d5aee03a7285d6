import type { Track } from '../../domain/question.ts';

export type Path = readonly PropertyKey[];

/** Where something begins in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Finding extends Position {
  readonly message: string;
}

/** What a text says, as plain values that nothing has checked, and the way back from a value to its line. */
export interface Source {
  /** A track or a list of tracks, where all is well; undefined when the text is too broken to say anything. */
  readonly data: unknown;
  readonly findings: readonly Finding[];
  /** The position of the value at `path`, or of the nearest container that exists. */
  positionOf(path: Path): Position;
  /** The position of a map's own key. */
  positionOfKey(path: Path, key: string): Position;
}

/** A way to write questions into a file. What `write` wrote, `parse` reads as it was. */
export interface Format {
  parse(text: string): Source;
  write(tracks: readonly Track[]): string;
}

/** A text that can't be read at all, and where. */
export function unreadable(finding: Finding): Source {
  const { line, column } = finding;
  const positionOf = () => ({ line, column });
  return { data: undefined, findings: [finding], positionOf, positionOfKey: positionOf };
}

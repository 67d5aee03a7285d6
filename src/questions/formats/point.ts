/** A key point, or a misconception, which has neither id nor cues. */
export interface Point {
  readonly id?: string;
  readonly text: string;
  readonly hint?: string | undefined;
  readonly examples: readonly string[];
  readonly cues?: readonly string[];
}

export const kinds = ['hint', 'example', 'cue'] as const;

/** What stands beside a point's text, in the formats that people write by hand. */
export interface Part {
  readonly kind: (typeof kinds)[number];
  readonly text: string;
}

/** As in `read-plan: Reads the query plan`. */
export const headOf = ({ id, text }: Point): string => (id === undefined ? text : `${id}: ${text}`);

export function partsOf({ hint, examples, cues = [] }: Point): Part[] {
  const all = { hint: hint === undefined ? [] : [hint], example: examples, cue: cues };
  return kinds.flatMap((kind) => all[kind].map((text) => ({ kind, text })));
}

/** A point as it was read; what it may not have or has too often is for the schema to say. */
export function pointOf(head: string, parts: readonly Part[], hasId: boolean): object {
  const [, id, text = ''] = (hasId && /^([^:]*):(.*)$/s.exec(head)) || [];
  const all = (wanted: Part['kind']) => parts.flatMap(({ kind, text }) => (kind === wanted ? text : []));
  const [hint, cues] = [all('hint'), all('cue')];
  return {
    ...(id === undefined ? { text: head } : { id: id.trim(), text: text.trim() }),
    ...(hint.length > 0 && { hint: hint.length > 1 ? hint : hint[0] }),
    examples: all('example'),
    ...((hasId || cues.length > 0) && { cues }),
  };
}

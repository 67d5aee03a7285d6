import { isDeepStrictEqual } from 'node:util';
import type { Row } from '../../database/database.ts';
import type { TrackDetails } from '../../domain/question.ts';
import type { CheckedTrack } from '../check-track.ts';
import type { Finding } from '../formats/format.ts';
import { everybody } from '../owner.ts';

export interface KnownTrack {
  readonly details: TrackDetails;
  readonly origin: Row<'tracks'>['origin'];
}

/** What is to become of a track: it is new, changes, stays, or isn't what its file wants. */
export type TrackPlan =
  | { readonly store: TrackDetails }
  | { readonly stays: true }
  | { readonly refused: readonly Finding[] };

export function planTrack(
  { id, details, problems, line, column }: CheckedTrack,
  known: KnownTrack | undefined,
  owner: string,
): TrackPlan {
  const refused = (message: string) => ({ refused: [{ line, column, message: `${id}: ${message}` }] });
  if (problems.length > 0) return { refused: problems };
  if (!details || isDeepStrictEqual(details, known?.details)) return { stays: true };
  if (known?.origin === 'shipped')
    return refused('this track comes with Whetstone; leave out its title, description and tips.');
  if (owner === everybody) return { store: details };
  return known
    ? refused('a workspace can’t change a track; leave out its title, description and tips.')
    : refused('a workspace can’t have a track of its own; import it without --workspace.');
}

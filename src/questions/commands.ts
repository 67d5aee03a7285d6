/** /interview tips backend */
import type { Card } from '../chat/card.ts';
import type { TrackSummary } from '../chat/library.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import { tracksOf } from './bank.ts';

export const tipsCommand = command<{ track: string }>({
  name: 'tips',
  who: 'anyone',
  help: 'How to prepare for a track’s interviews',
  examples: ['tips backend'],
  required: { track: read.track },
  async run({ db }, { workspace }, given) {
    const tracks = await tracksOf(db, workspace);
    const track = tracks.find(({ id }) => id === given.track);
    if (!track) throw new Error(`the vocabulary has a track that the bank lacks: ${given.track}`);
    return { type: 'private', card: tipsCard(track, tracks) };
  },
});

function tipsCard(track: TrackSummary, tracks: readonly TrackSummary[]): Card {
  const related = tracks.filter(({ id }) => track.related.includes(id)).map(({ title }) => title);
  return {
    summary: `How to prepare for ${track.title}`,
    blocks: [
      { type: 'header', text: `Preparing for ${track.title}` },
      { type: 'text', text: track.description },
      { type: 'list', items: track.preparation_tips },
      ...(related.length > 0 ? [{ type: 'context' as const, text: `Related: ${related.join(', ')}` }] : []),
      {
        type: 'buttons',
        buttons: [{ label: 'Ask a question', action: 'ask-question', value: track.id, style: 'primary' }],
      },
    ],
  };
}

import { inBatches } from '../database/in-batches.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type QuestionFilter, type QuestionKey, selectQuestions } from '../questions/select-questions.ts';
import type { Services } from '../services/services.ts';
import { settingsOfEach } from '../workspaces/settings.ts';
import { createDrops, type DropRequest } from './create-drops.ts';

interface Place {
  readonly workspace: string;
  readonly channel: string;
  readonly requestedBy: string;
}

type Named = Place & { readonly question: QuestionKey };
type Filtered = Place & { readonly filter: QuestionFilter };

/** Drops the question that is named or the next one that matches. False where none does. */
export const dropOnRequest = inBatches(
  (services: Services, asks: readonly (Named | Filtered)[]) =>
    inTransaction(services, async (tx, queue) => {
      const settings = await settingsOfEach(
        tx,
        asks.map(({ workspace }) => workspace),
      );
      const dropped = new Set<Place>();
      const drop = (places: readonly Place[], questions: readonly (QuestionKey | undefined)[]) => {
        const requests = places.flatMap((place, index): DropRequest[] => {
          const question = questions[index];
          const revealAfterMinutes = settings.get(place.workspace)?.revealAfterMinutes;
          if (!question || revealAfterMinutes === undefined) return [];
          dropped.add(place);
          const { workspace, channel, requestedBy } = place;
          return [{ workspace, channel, source: 'request', requestedBy, revealAfterMinutes, question }];
        });
        return createDrops(tx, queue, requests, services.now());
      };
      const named = asks.filter((one) => 'question' in one);
      await drop(
        named,
        named.map(({ question }) => question),
      );
      for (const turn of turnsOf(asks.filter((one) => 'filter' in one))) {
        const wanted = turn.map(({ workspace, channel, filter }) => ({ workspace, channel, ...filter }));
        await drop(turn, await selectQuestions(tx, wanted, services.now()));
      }
      return asks.map((one) => dropped.has(one));
    }),
  { restMs: 200 },
);

/** Of each channel one at a time, since each question is chosen with regard to those before. */
function turnsOf(asks: readonly Filtered[]): Filtered[][] {
  const ofChannels = [...Map.groupBy(asks, channelOf).values()];
  const turns = Math.max(0, ...ofChannels.map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) =>
    ofChannels.flatMap((ofChannel) => ofChannel.slice(turn, turn + 1)),
  );
}

const channelOf = ({ workspace, channel }: Place) => `${workspace} ${channel}`;

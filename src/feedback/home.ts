import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { linkTo } from '../workspaces/platform-of.ts';
import { latestFeedbackOf } from './latest-feedback.ts';

/** What a member was told last. */
export async function feedbackHome(services: Services, { workspace, member }: Actor): Promise<Block[]> {
  const [latest, link] = await Promise.all([
    latestFeedbackOf(services.db, workspace, member),
    linkTo(services, workspace),
  ]);
  return [
    { type: 'text', text: [{ bold: 'Your latest feedback' }] },
    latest
      ? {
          type: 'text',
          text: [
            link(latest, latest.question),
            `${latest.score === null ? '' : ` · ${latest.score} of 100`} · ${latest.improvement}`,
          ],
        }
      : { type: 'text', text: 'None yet. Answer a question in its thread, in at least eight words.' },
  ];
}

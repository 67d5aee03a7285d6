import { UserError } from '../base/errors.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Feature } from '../registry/feature.ts';
import type { Services } from '../services/services.ts';
import { aboutLinks } from './about-links.ts';

const practise: Block = {
  type: 'buttons',
  buttons: [{ label: 'Practise privately', action: 'ask-privately', value: '' }],
};

/** A member's own page: streak, latest feedback, today's questions, and what their role is for. */
export async function homeCard(
  features: readonly Feature[],
  services: Services,
  actor: Actor,
): Promise<Card> {
  const [own, duties] = await Promise.all([
    Promise.all(features.map((feature) => said(feature.home(services, actor)))),
    Promise.all(features.map((feature) => said(feature.duties(services, actor)))),
  ]);
  return {
    summary: 'Your practice',
    blocks: [...own.flat(), practise, ...duties.flat(), ...aboutLinks(services)],
  };
}

/** What one part can't show is said in its place; the others are there. */
async function said(part: Promise<readonly Block[]>): Promise<readonly Block[]> {
  try {
    return await part;
  } catch (error) {
    if (error instanceof UserError) return [{ type: 'text', text: error.message }];
    throw error;
  }
}

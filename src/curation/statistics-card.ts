import type { Block, Card, Inline } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { requireCurator } from './curators.ts';
import { type QuestionStatistics, questionStatistics } from './statistics.ts';

const shown = 8;

const flags = {
  'everyone fails': 'Everyone fails it. Is it too hard, or does its rubric look for something else?',
  'nobody answers': 'Nobody answers it. Is it clear, and does it suit the team?',
} as const;

/** How the workspace's questions do, for those who write them. */
export async function statisticsCard(
  services: Services,
  actor: Actor,
  track: string | undefined,
  from = 0,
): Promise<Card> {
  await requireCurator(services.db, actor);
  const all = await questionStatistics(services.db, { workspace: actor.workspace, ...(track && { track }) });
  const page = all.slice(from, from + shown);
  const summary = 'How the questions perform';
  if (all.length === 0) {
    const text = 'Nothing has been asked here yet, so there is nothing to count.';
    return { summary, blocks: [{ type: 'text', text }] };
  }
  const rest: Block[] =
    all.length > from + shown
      ? [
          {
            type: 'buttons',
            buttons: [{ label: 'More', action: 'show-statistics', value: `${from + shown}:${track ?? ''}` }],
          },
        ]
      : [];
  return {
    summary,
    blocks: [
      { type: 'header', text: summary },
      { type: 'list', items: page.map(lineOf) },
      { type: 'context', text: 'Only answers in threads are counted, not private practice.' },
      ...rest,
    ],
  };
}

function lineOf({ id, asked, answerRate, answers, meanScore, missed, flag }: QuestionStatistics): Inline[] {
  const facts = [
    asked === 1 ? 'asked once' : `asked ${asked} times`,
    answers === 0
      ? 'never answered'
      : answerRate === 1
        ? 'always answered'
        : `answered ${Math.round(answerRate * 100)} % of the times`,
    ...(meanScore === null ? [] : [`mean score ${meanScore}`]),
  ];
  const [most] = missed;
  return [
    { bold: id },
    ` ${facts.join(', ')}.`,
    ...(most ? [` Most often missed, ${most.times} of ${answers}: ${most.text}.`] : []),
    ...(flag ? [' ⚠️ ', { bold: flags[flag] }] : []),
  ];
}

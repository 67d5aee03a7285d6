import { atSecond, type Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'give-feedback': { feature: 'feedback'; data: { workspace: string; answer: string; revision: number }[] };
    'reveal-drops': { feature: 'practice'; data: object };
  }
}

interface AwaitedFeedback {
  readonly workspace_id: string;
  readonly answer_id: string;
  readonly revision: number;
  readonly round: number;
  readonly attempts: number;
  readonly due_at: Date;
}

export const wakeForFeedback = ({
  workspace_id,
  answer_id,
  revision,
  round,
  attempts,
  due_at,
}: AwaitedFeedback): Wake => ({
  job: 'give-feedback',
  data: [{ workspace: workspace_id, answer: answer_id, revision }],
  id: `give-feedback/${answer_id}/${revision}/${round}/${attempts}`,
  at: due_at,
});

/** All drops whose delay ends within the same second share a wake. */
export const wakeForReveals = (at: Date): Wake => ({
  job: 'reveal-drops',
  data: {},
  ...atSecond('reveal-drops', at),
});

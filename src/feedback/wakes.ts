import type { Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'continue-conversation': {
      feature: 'feedback';
      data: { workspace: string; answer: string; turn: number };
    };
  }
}

interface AwaitedTurn {
  readonly workspace_id: string;
  readonly answer_id: string;
  readonly turn: number;
  readonly attempts: number;
  readonly due_at: Date;
}

export const wakeForTurn = ({ workspace_id, answer_id, turn, attempts, due_at }: AwaitedTurn): Wake => ({
  job: 'continue-conversation',
  data: { workspace: workspace_id, answer: answer_id, turn },
  id: `continue-conversation/${answer_id}/${turn}/${attempts}`,
  at: due_at,
});

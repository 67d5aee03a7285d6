import type { Row } from '../database/database.ts';
import type { Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'draft-questions': { feature: 'preparation'; data: { workspace: string; preparation: string } };
  }
}

type Awaited = Pick<Row<'preparations'>, 'workspace_id' | 'id' | 'attempts' | 'due_at'>;

export const wakeForDraft = ({ workspace_id, id, attempts, due_at }: Awaited): Wake => ({
  job: 'draft-questions',
  data: { workspace: workspace_id, preparation: id },
  id: `draft-questions/${id}/${attempts}`,
  at: due_at,
});

interface SealedTable {
  /** What a row is found by. */
  readonly key: readonly string[];
  /** All of a text, or in JSON the strings beneath these names. */
  readonly columns: Readonly<Record<string, 'all' | readonly string[]>>;
}

/** What is encrypted where members' words are. No statement looks at these words, only at whether they are empty. */
export const sealedTables: Readonly<Record<string, SealedTable>> = {
  answer_revisions: { key: ['workspace_id', 'answer_id', 'revision'], columns: { text: 'all' } },
  conversation_turns: {
    key: ['workspace_id', 'answer_id', 'turn'],
    columns: { question: 'all', said: 'all', replied: 'all', next_question: 'all' },
  },
  feedback: {
    key: ['workspace_id', 'answer_id', 'revision'],
    columns: { assessment: ['strengths', 'maybes', 'misconceptions', 'improvement', 'followUp'] },
  },
  latest_events: {
    key: ['workspace_id', 'channel_id', 'message', 'member_id', 'emoji'],
    columns: { text: 'all' },
  },
  mock_comments: { key: ['workspace_id', 'mock_id', 'token'], columns: { text: 'all' } },
  mock_replies: { key: ['workspace_id', 'mock_id', 'place', 'point'], columns: { reply: 'all' } },
  peer_questions: { key: ['workspace_id', 'peer_mock_id', 'place'], columns: { comment: 'all' } },
  preparations: { key: ['workspace_id', 'id'], columns: { description: 'all' } },
  reviews: { key: ['workspace_id', 'id'], columns: { comment: 'all' } },
  suggestions: { key: ['workspace_id', 'id'], columns: { reason: 'all' } },
};

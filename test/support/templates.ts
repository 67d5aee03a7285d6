/** What a test's database begins as. */
export const templates = { empty: 'whetstone_empty', withQuestions: 'whetstone_with_questions' } as const;

/** What a test's database begins as: without a word, with the questions of the trial, or with those that Whetstone comes with, as its first start loads them. */
export const templates = {
  empty: 'whetstone_empty',
  withQuestions: 'whetstone_with_questions',
  shipped: 'whetstone_shipped',
} as const;

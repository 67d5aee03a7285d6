import type { Category } from '../../src/domain/question.ts';

/** What is judged from 1 to 5, by the category of the question. */
export const dimensionsOf: Readonly<Record<Category, readonly string[]>> = {
  behavioral: ['situation', 'action', 'result', 'reflection'],
  technical: ['correctness', 'depth', 'trade-offs', 'clarity'],
  situational: ['priorities', 'approach', 'risk', 'communication'],
};

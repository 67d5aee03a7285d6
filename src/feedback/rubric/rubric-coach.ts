import { LRUCache } from 'lru-cache';
import type { Coach } from '../coach.ts';
import { type CompiledRubric, compileRubric } from './compiled.ts';
import { findCoverage } from './coverage.ts';
import { isForeign } from './language.ts';
import { scoreOf } from './score.ts';
import { textReader } from './text.ts';
import { followUpOf, improvementOf, strengthsOf } from './wording.ts';

export interface RubricCoach extends Coach {
  /** Whether an answer is in the language of the rubrics. */
  canRead(answer: string): boolean;
}

/** A coach that needs no network: it looks for the rubric's ideas in the answer. The same answer gets the same feedback. */
export function rubricCoach(): RubricCoach {
  const read = textReader();
  // A rubric takes longer to prepare than an answer to read, and the same questions come all day.
  const rubrics = new LRUCache<string, CompiledRubric>({ max: 500 });
  return {
    name: 'rubric',
    canRead: (answer) => !isForeign(read(answer)),
    async assess({ question, answer, earlierAnswers }) {
      const key = JSON.stringify(question);
      const rubric = rubrics.get(key) ?? compileRubric(question, read);
      rubrics.set(key, rubric);
      const coverage = findCoverage(rubric, read(answer));
      const ids = rubric.points.map(({ id }) => id);
      return {
        score: scoreOf(rubric, coverage, question.category),
        covered: ids.filter((id) => coverage.evidence.has(id)),
        missing: ids.filter((id) => !coverage.evidence.has(id)),
        misconceptions: [...coverage.misconceptions.keys()],
        strengths: strengthsOf(rubric, coverage),
        improvement: improvementOf(question, rubric, coverage, read),
        followUp: followUpOf(question, rubric, coverage, read, `${earlierAnswers.length}${answer}`),
      };
    },
  };
}

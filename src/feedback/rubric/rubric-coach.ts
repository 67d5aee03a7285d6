import type { Question } from '../../questions/question.ts';
import type { Coach } from '../coach.ts';
import { type CompiledRubric, compileRubric } from './compiled.ts';
import { findCoverage } from './coverage.ts';
import { scoreOf } from './score.ts';
import { textReader } from './text.ts';
import { followUpOf, improvementOf, strengthsOf } from './wording.ts';

/** A coach that needs no network: it looks for the rubric's ideas in the answer. The same answer gets the same feedback. */
export function rubricCoach(): Coach {
  const read = textReader();
  const rubrics = new WeakMap<Question, CompiledRubric>();
  return {
    name: 'rubric',
    async assess({ question, answer, earlierAnswers }) {
      const rubric = rubrics.get(question) ?? compileRubric(question, read);
      rubrics.set(question, rubric);
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

import type { Quotations } from '../../src/coach-trial/figures.ts';
import type { OpenAiSettings } from '../../src/config/openai.ts';
import { CoachError, type ModelCoach } from '../../src/domain/coach.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import { modelAsker } from './ask-model.ts';
import { assessmentOf } from './assessment.ts';
import { openAiClient } from './client.ts';
import { countQuotations } from './count-quotations.ts';
import { draftSchema, questionsOf } from './draft.ts';
import { leakFinder } from './leaks.ts';
import { limits } from './limits.ts';
import { plain } from './plain.ts';
import { assessmentPrompt, conversationPrompt, draftPrompt, promptVersion } from './prompt.ts';
import { readable } from './readable.ts';
import { readingSchema, replySchema } from './schema.ts';

/** Characters of our own words and of the schema that go with a question. */
const overhead = 6000;

/**
 * A coach that asks a model, and believes of what it says only what the answer's own words prove. Tells how many of a
 * reading's quotations are invented, before those are dropped.
 */
export function openAiCoach(
  settings: OpenAiSettings,
  callMs = limits.callMs,
  onQuotations?: (quotations: Quotations) => void,
): ModelCoach {
  const reader = rubricCoach();
  const { model, price } = settings;
  const ask = modelAsker({ client: openAiClient(settings, callMs), model, price });
  return {
    name: 'openai',
    model: `${model}/${promptVersion}`,
    // Three characters a token is less than most languages have, and scripts with fewer write less.
    mostTokens: (characters, what) =>
      Math.ceil((characters + overhead) / 3) + (what === 'draft' ? limits.draft.tokens : limits.outputTokens),
    async assess(request, options) {
      const { question } = request;
      const answer = readable(request.answer);
      const name = 'assessment';
      const prompt = assessmentPrompt(request, answer);
      const reading = await ask({ name, schema: readingSchema(question), ...prompt }, options);
      onQuotations?.(countQuotations(answer, reading));
      return assessmentOf(question, answer, reading, reader.credit(question, answer));
    },
    async draft(request, options) {
      const prompt = draftPrompt(request, readable(request.description, limits.draft.description));
      const { tokens, callMs: draftMs } = limits.draft;
      const bounds = { tokens, callMs: Math.max(callMs, draftMs) };
      const draft = await ask(
        { name: 'draft', schema: draftSchema(request.tracks), ...prompt, ...bounds },
        options,
      );
      const questions = questionsOf(draft);
      if (questions.length === 0) throw new CoachError('schema-invalid');
      return questions;
    },
    async reply(request, options) {
      const { question, answer, before, isLast } = request;
      const said = readable(request.said);
      const prompt = conversationPrompt(request, said);
      const { reply, nextQuestion } = await ask({ name: 'reply', schema: replySchema, ...prompt }, options);
      const known = [answer, request.said, ...before.map((turn) => turn.said)].join('\n');
      const leaks = leakFinder(
        question,
        known,
        question.key_points.map(({ id }) => id),
      );
      const say = (text: string, limit: number) => (leaks(text) ? '' : plain(text, limit));
      return {
        reply: say(reply, limits.reply),
        nextQuestion: isLast ? '' : say(nextQuestion, limits.followUp),
      };
    },
  };
}

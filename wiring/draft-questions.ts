import { openAiCoach } from '../adapters/openai/openai-coach.ts';
import type { OpenAiSettings } from '../src/config/openai.ts';
import type { Question, Track } from '../src/domain/question.ts';
import { trackOf } from '../src/domain/question.ts';
import { nearDuplicates } from '../src/questions/lint/near-duplicates.ts';
import type { RubricCoach } from '../src/rubric/rubric-coach.ts';

/**
 * Has a model draft questions for a job, without those that a bank asks already, in the tracks that they are of.
 *
 * @throws CoachError
 */
export async function draftQuestions(
  settings: OpenAiSettings,
  rubric: RubricCoach,
  bank: readonly Track[],
  description: string,
  known: readonly Question[],
  signal: AbortSignal,
): Promise<Track[]> {
  const drafts = await openAiCoach(settings).draft(
    { description, tracks: bank, known: known.map(({ prompt }) => prompt) },
    { signal },
  );
  const all = bank.flatMap(({ questions }) => questions);
  const twins = new Set(nearDuplicates(rubric, drafts, all).map(({ question }) => question));
  const taken = new Set(all.map(({ id }) => id));
  const named = drafts
    .filter((draft) => !twins.has(draft))
    .map((draft) => ({ ...draft, id: nameFor(draft, taken) }));
  return bank.flatMap((track) => {
    const questions = named.filter(({ id }) => trackOf(id) === track.id);
    return questions.length > 0 ? { ...track, questions } : [];
  });
}

/** An id that nothing has, from the first words of the prompt. */
function nameFor({ id, prompt }: Question, taken: Set<string>): string {
  const words = prompt.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];
  const name = `${trackOf(id)}/${words.slice(0, 5).join('-') || 'draft'}`;
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (taken.has(free)) continue;
    taken.add(free);
    return free;
  }
}

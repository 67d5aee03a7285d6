import type { Question } from '../../questions/question.ts';
import { type Phrase, readPhrase } from './phrase.ts';
import { isSynonymGroup } from './synonyms.ts';
import type { ReadText, Token } from './text.ts';
import { significanceOf } from './vocabulary.ts';

export interface CompiledPoint {
  readonly id: string;
  readonly text: string;
  readonly cues: readonly { readonly phrase: Phrase; readonly weight: number }[];
  /** How much each form of the point's vocabulary tells it from the other points of the question. */
  readonly field: ReadonlyMap<string, number>;
}

/** A question's rubric with all its texts read. */
export interface CompiledRubric {
  readonly points: readonly CompiledPoint[];
  readonly misconceptions: readonly {
    readonly text: string;
    readonly cues: readonly Phrase[];
    /** The cues and the text itself. */
    readonly wordings: readonly Phrase[];
  }[];
  /** The stems of the prompt's words: repeating them shows nothing. */
  readonly promptForms: ReadonlySet<string>;
}

const weights = { cue: 1, ambiguousCue: 0.6, promptCue: 0.5, synonym: 0.7 };

export function compileRubric(question: Question, read: ReadText): CompiledRubric {
  const promptForms = new Set(
    read(question.prompt).flatMap(({ tokens }) => tokens.filter(hasContent).map(stemOf)),
  );
  const points = question.key_points.map(({ id, text, cues }) => {
    const phrases = cues.map((cue) => readPhrase(cue, read));
    const words = [...phrases.flatMap(({ content }) => content), ...readPhrase(text, read).content];
    const telling = words.filter((word) => hasContent(word) && !promptForms.has(stemOf(word)));
    const forms = telling.flatMap((word) => [stemOf(word), ...word.forms.filter(isSynonymGroup)]);
    return { id, text, phrases, vocabulary: new Set(forms) };
  });
  const share = (form: string) => 1 / points.filter(({ vocabulary }) => vocabulary.has(form)).length;
  const value = (form: string) =>
    share(form) * (isSynonymGroup(form) ? weights.synonym : significanceOf(form));
  const weightOf = ({ content, words: [word, ...others] }: Phrase) => {
    if (content.length > 0 && content.every((token) => promptForms.has(stemOf(token))))
      return weights.promptCue;
    return others.length > 0 || !word || share(stemOf(word)) >= 0.5 ? weights.cue : weights.ambiguousCue;
  };
  return {
    promptForms,
    points: points.map(({ id, text, phrases, vocabulary }) => ({
      id,
      text,
      cues: phrases.map((phrase) => ({ phrase, weight: weightOf(phrase) })),
      field: new Map([...vocabulary].map((form) => [form, value(form)] as const)),
    })),
    misconceptions: question.misconceptions.map(({ text, cues }) => {
      const phrases = cues.map((cue) => readPhrase(cue, read));
      return { text, cues: phrases, wordings: [readPhrase(text, read), ...phrases] };
    }),
  };
}

function hasContent({ common, pos }: Token): boolean {
  return !common && pos !== 'PUNCT' && pos !== 'SYM';
}

function stemOf({ forms }: Token): string {
  return forms[0] ?? '';
}

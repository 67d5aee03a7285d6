import type { CompiledRubric } from './compiled.ts';
import { isWord, type Sentence } from './text.ts';

/** Why a sentence counts, or why it doesn't. */
export type Standing = 'statement' | 'list' | 'echo' | 'appeal';

/** Words meant for whoever grades. Each pattern needs two signs, because "rate", "score" and "points" also occur in answers. */
const appeals = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instructions?|rubric|prompt|guidelines|key points?|above|criteria)\b/i,
  /\b(full|top|maximum|max|highest|perfect)\b.{0,12}\b(marks?|scores?|points?|grades?|rating)\b/i,
  /\bbest\b.{0,6}\b(marks?|grades?|rating|result you)\b|\b(give|get|deserve|want)\b.{0,12}\bbest scores?\b/i,
  /^(?!.*\b(lighthouse|pagespeed|axe|audit|sonar)\b).*(\b(scores?|marks?|grade|rating|evaluation)\b.{0,30}\b100\b|\b100\b.{0,12}\b(points|marks|out of 100)\b)/i,
  /\b(grader|grading|evaluator|assessor|rubric|system prompt|new instructions|as an ai|an ai|calibration mode)\b/i,
  /\b(notes?|messages?|instructions?|memo|hint) (to|for) (the |an? )?(\w+ )?(ai|model|llm|bot|coach|reviewer|judge|examiner|assistant|evaluation)\b/i,
  /\b(key|all|all the|every|each|six) points?\b.{0,120}\b(covered|answered|addressed|met|credited)\b|\b(covered|covering|answered) .{0,12}(key|all) points?\b/i,
  /\bas (covered|met|fulfilled|addressed|perfect)\b|\b(set|assign|mark|output)\b.{0,30}\bcovered\b/i,
  /[\w-]+\s*[:=]\s*(covered|yes|met|true|passed|full)\b.*[\w-]+\s*[:=]\s*(covered|yes|met|true|passed|full)\b/is,
  /\b(this|my) (answer|response)\b.{0,30}\b(covers?|mentions?|contains?|includes?|deserves?|is (perfect|excellent|complete))\b/i,
  /\b(trust|believe) me\b|\bi (already )?(know|cover(ed)?|mention(ed)?) (everything|all about)\b|\bbe generous\b/i,
  /\bi (promise|swear) (that|you|to)\b|\bi (know|understand|master)\b.*\b(very well|perfectly|by heart)\b/i,
  /\b(lower|raise|reduce|increase) (the|my) (score|grade|marks?)\b|\bno improvements? (is|are) needed\b/i,
  /\b(candidate|applicant|interviewee)\b.{0,60}\b(points|distinction|award|deserves?|scored?|grade|hire|assessed|threshold)\b/i,
  /\b(rate|grade|score) (me|this answer|my)\b|\b(assign|award) .{0,30}\b(rating|score|marks|points|grade)\b|\bofficial (outcome|result|score)\b/i,
  /<\/?(answer|system|user|assistant|instructions?|prompt)>|^\W*(system|assistant)\s*:|\bend of (the )?answer\b/i,
];
const echoShare = 0.75;
const proseShare = 0.2;
/** With this many function words it is prose even if the tagger took its verb for a noun. */
const clearProse = 0.35;

/** Whether a sentence is meant for whoever grades, and not for an interviewer. */
export function isAppeal(text: string): boolean {
  return appeals.some((pattern) => pattern.test(text));
}

export function standingOf(sentence: Sentence, { promptForms }: CompiledRubric): Standing {
  if (isAppeal(sentence.text)) return 'appeal';
  const words = sentence.tokens.filter(isWord);
  const content = words.filter(({ common }) => !common);
  const echoed = content.filter(({ forms }) => promptForms.has(forms[0] ?? '')).length;
  if (echoed > 0 && echoed / content.length >= echoShare) return 'echo';
  return saysSomething(sentence) ? 'statement' : 'list';
}

/** Prose has a verb and function words; a dump of keywords has commas. */
function saysSomething({ tokens }: Sentence): boolean {
  const words = tokens.filter(isWord);
  if (words.length < 3) return false;
  const verbs = words.filter(({ pos }) => pos === 'VERB' || pos === 'AUX').length;
  const common = words.filter((word) => word.common).length;
  const commas = tokens.filter(({ word }) => word === ',' || word === ';').length;
  const prose = common / words.length;
  return (verbs > 0 || prose >= clearProse) && prose >= proseShare && commas / words.length <= 0.25;
}

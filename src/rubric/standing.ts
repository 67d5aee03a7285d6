import { isAddressed } from './addressed.ts';
import type { CompiledRubric } from './compiled.ts';
import { isWord, type Sentence, type Token } from './text.ts';

/** Why a sentence counts, or why it doesn't. */
export type Standing = 'statement' | 'list' | 'echo' | 'appeal';

export interface JudgedSentence {
  readonly sentence: Sentence;
  readonly standing: Standing;
}

/** Words meant for whoever grades. Each pattern needs two signs, because "rate", "score" and "points" also occur in answers. */
const appeals = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instructions?|rubric|prompt|guidelines|key points?|above|criteria)\b/i,
  /\b(full|maximum|max)\b.{0,12}\b(marks?|scores?|points?|grades?|rating)\b|\b(top|highest)\b.{0,12}\b(marks?|score|points|grades?|rating)\b/i,
  /\bbest\b.{0,6}\b(marks?|grades?|rating|result you)\b|\b(give|get|deserve|want)\b.{0,12}\bbest scores?\b/i,
  /^(?!.*\b(lighthouse|pagespeed|axe|audit|sonar)\b).*(\b(scores?|marks?|grade|rating|evaluation)\b.{0,30}\b100\b|\b100\b.{0,12}\b(points|marks|out of 100)\b)/i,
  /(?<!\b(our|quiz|exam|homework|essay|code|auto)[- ])\b(grader|grading)\b|\b(evaluator|assessor|rubric|new instructions|(?:test|end|part|reveal|print|repeat|show) .{0,20}\bsystem prompt|as an ai|an ai|calibration mode)\b/i,
  /\b(notes?|messages?|instructions?|memo|hint) (to|for) (the |an? )?(\w+ )?(ai|model|llm|bot|coach|reviewer|judge|examiner|assistant|evaluation)\b/i,
  /\b(key|all|all the|every|each|six) points?\b.{0,120}\b(covered|answered|addressed|met|credited)\b|\b(covered|covering|answered) .{0,12}(key|all) points?\b/i,
  /\bas (covered|met|fulfilled|addressed|perfect)\b|\b(set|assign|mark|output)\b.{0,30}\bcovered\b/i,
  /[\w-]["'`]?\s*[:=]\s*["'`]?(covered|yes|met|true|passed|full)\b.*[\w-]["'`]?\s*[:=]\s*["'`]?(covered|yes|met|true|passed|full)\b/is,
  /\b(copy|output|paste|reproduce) (it|this|that|the (json|text|result|following|below)).{0,30}\b(exactly|verbatim|word for word|as it is|as is)\b/i,
  /\byour (own )?(judge?ment|assessment|verdict|grading|scoring|evaluation)\b/i,
  /\b(this|my) (answer|response)\b.{0,30}\b(covers?|mentions?|contains?|includes?|deserves?|is (perfect|excellent|complete))\b/i,
  /\bi (already )?(know|cover(ed)?|mention(ed)?) (everything|all about)\b|\bbe generous\b/i,
  /\bi (promise|swear) (that|you|to)\b|\bi (know|understand|master)\b.{0,200}\b(very well|perfectly)\b/i,
  /\b(lower|raise|reduce|increase) (the|my) (score|grade|marks?)\b|\bno improvements? (is|are) needed\b/i,
  /\b(candidate|applicant|interviewee)\b.{0,60}\b(points|distinction|award|deserves?|scored?|grade|hire|assessed|threshold)\b/i,
  /\b(rate|grade|score) (me|this answer|my)\b|\b(assign|award) .{0,30}\b(rating|score|marks|points|grade)\b|\bofficial (outcome|result|score)\b/i,
  /<\/?(answer|system|user|assistant|instructions?|prompt)>|^\W*(system|assistant)\s*:|\bend of (the )?answer\b/i,
];
/** So many key points by their ids are no coincidence. */
const mostIds = 2;
const echoShare = 0.75;

/** Whether a sentence is meant for whoever grades, and not for an interviewer. */
export function isAppeal(text: string): boolean {
  return isAddressed(text) || appeals.some((pattern) => pattern.test(text));
}

export function standingOf(sentence: Sentence, { promptForms, points }: CompiledRubric): Standing {
  const named = points.filter(({ id }) => id.includes('-') && sentence.text.toLowerCase().includes(id));
  if (isAppeal(sentence.text) || named.length > mostIds) return 'appeal';
  const words = sentence.tokens.filter(isWord);
  const content = words.filter(({ common }) => !common);
  const echoed = content.filter(({ forms }) => promptForms.has(forms[0] ?? '')).length;
  if (echoed > 0 && echoed / content.length >= echoShare) return 'echo';
  return saysSomething(sentence) ? 'statement' : 'list';
}

/** Keywords between commas have no function words. */
const bareShare = 0.7;
const manyParts = 6;
/** Besides verbs, what says something of a thing: where, how, how much. "TLS everywhere" does, "TLS, HSTS, CSP" doesn't. */
const saying = new Set(['VERB', 'AUX', 'ADP', 'ADV', 'PART', 'NUM', 'SCONJ', 'PRON']);

function saysSomething({ tokens }: Sentence): boolean {
  const parts = partsOf(tokens);
  const bare = parts.filter((part) => !part.some(({ common, pos }) => common || pos === 'VERB')).length;
  if (parts.length >= manyParts && bare / parts.length >= bareShare) return false;
  const words = tokens.filter(isWord);
  const said = words.filter(({ pos }) => saying.has(pos)).length;
  return words.length > 1 && said > 0 && said / words.length >= 1 / 8;
}

/** What stands between commas. */
function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens)
    if (token.word === ',' || token.word === ';') parts.push([]);
    else if (isWord(token)) parts.at(-1)?.push(token);
  return parts.filter(({ length }) => length > 0);
}

import type { Judgement } from './verdicts.ts';

/** Said to somebody in the thread: thanks, a greeting, a question to the others, a word on somebody's answer, a promise to answer. */
const conversation = [
  /^\W*(?:@|<@|(?:nice|great|good|solid|lovely|clever) [\w ]{1,30}, (?:but|though|only|and)\b|thanks?\b|thank you|thx|cheers|nice (?:one|answer|point)|great (?:answer|point)|good (?:one|point|answer|question)|agreed?\b|same here|\+1|hi\b|hello|hey|reminder|fyi|btw|sorry)/i,
  /^\W*(?:does|do|did|has|have|is|can|could|would) (?:anybody|anyone|somebody|someone|any of you|we have to|you)\b.{0,160}\?/i,
  /\byour (?:\w+ )?(?:answer|point|version|solution|explanation|paragraph|example)\b|^\W*(?:i|we) (?:like|love|agree|disagree|think you)\b/i,
  /\b(?:let me|i(?:'ll| will|’ll)) (?:think about (?:this|it)|answer (?:this|it|later)|reply|write (?:mine|it) |have a look|come back)\b/i,
];
const least = { belief: 0.1, shared: 0.03, known: 0.25 };
/** From so many words on, or with so many points, a remark is more than a remark. */
const longRemark = { words: 60, points: 2 };

/**
 * Whether a text seems to be something else than an answer to the question: it is said to somebody in the thread, or it makes no point
 * and shares next to no word with the question and its sample answer. What a mentor says is about somebody's answer, unless it makes points.
 */
export function seemsNoAnswer({ points, relation }: Judgement, text: string, isByMentor = false): boolean {
  const isRelated = relation.shared >= least.shared || relation.known >= least.known;
  if (!isRelated && points.every(({ belief }) => belief < least.belief)) return true;
  const made = points.filter(({ verdict }) => verdict === 'covered').length;
  if (isByMentor && made < longRemark.points) return true;
  if (made >= longRemark.points || text.split(/\s+/).length >= longRemark.words) return false;
  return conversation.some((pattern) => pattern.test(text));
}

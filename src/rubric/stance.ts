/**
 * How those speak who think that there is nothing to think about. Single sentences of good answers do so too: it is one weak
 * sign among others, and only as a share of the whole answer.
 */
const dismissals = [
  // What a good answer would have done is called needless.
  /\b(?:no|without|any) need\b|\b(?:not|n't|never) (?:really )?(?:need|necessary|needed|required|worth|matter)\b|\b(?:unnecessary|needless|pointless|useless|overkill|overrated|nonsense|superfluous)\b/i,
  // Or a cost without a use.
  /\bwaste[sd]?\b|\bonly (?:costs?|slows?|complicates?|causes?|adds?|makes?)\b|\b(?:can|could|will) (?:come |wait |do (?:that|it) )?later\b/i,
  // Or somebody else's care.
  /\b(?:not|n't|never) (?:really )?(?:bother|worry|care)\b|\btakes? care of (?:it|that|everything)\b|\bnot (?:my|our) (?:job|problem|business)\b/i,
];
const certainties = [
  // Nothing can go wrong, and nothing is to be checked.
  /\b(?:can ?not|can't|never|nothing|nobody) (?:can |could |will |ever )?(?:happen|fail|go(?:es)? wrong|break|be lost|get in|guess)\b|\bguarantee[sd]?\b|\bfor sure\b|\bof course\b|\bobviously\b/i,
  // One measure is all that it takes, always and without a price.
  /\benough\b|\ball (?:you|we|one|i) needs?\b|\b(?:for free|costs? nothing|no cost)\b|\b(?:always|everything|every single|in any case|no matter|whatever happens)\b/i,
  // And then it is done.
  /\b(?:is|are|'re|'s) (?:then |already |simply )?(?:done|solved|settled|safe|secure|fixed)\b|\b(?:just|simply) (?:add|buy|put|use|take|restart|retry|switch|turn|let|make)\b|\bby itself\b|\bautomatically\b/i,
];

const shareWith = (patterns: readonly RegExp[], texts: readonly string[]) =>
  texts.filter((text) => patterns.some((pattern) => pattern.test(text))).length / Math.max(3, texts.length);

/** The share of sentences that dismiss something, and of those that leave no doubt. */
export function stanceOf(texts: readonly string[]) {
  return { dismissive: shareWith(dismissals, texts), certain: shareWith(certainties, texts) };
}

const reader =
  '(?:dear |esteemed |kind |gentle )?(?:readers?|reviewers?|graders?|examiners?|markers?|evaluators?|assessors?|judges?|machines?|models?|assistants?|bots?|robots?|algorithms?|ai)';

/** Words said to whoever reads an answer, and about the reading of it: not about the question. */
const addressed: readonly RegExp[] = [
  new RegExp(`^\\W*(?:(?:hello|hi|hey|attention|please|now),? )?${reader}[,:;!–—-]`, 'i'),
  new RegExp(`,\\s+(?:dear|kind|gentle|esteemed) (?:${reader})\\b`, 'i'),
  /\bto (?:whoever|whomever|whom ?soever|anyone|everyone|the (?:one|person|human|system|machine|program|model)) (?:who |that |which |is |will |may )*(?:reads?|reading|reviews?|evaluates?|processes|parses|judges?|checks?|handles?|decides?|concern)\b|\bto whom it may concern\b/i,
  /\b(?:whoever|whatever|anyone who|if you(?: are)?) (?:reads?|reading|evaluates?|evaluating|judges?|judging|decides?|deciding|grading|looks at|looking at|sees|processes) (?:this|these (?:words|lines)|my (?:words|answer|text))\b/i,
  /\b(?:most|more) (?:favou?rabl[ey]|generous(?:ly)?|lenient(?:ly)?|charitabl[ey]|positive(?:ly)?|flattering(?:ly)?) (?:value|option|reading|view|light|interpretation|outcome|result|way|choice|answer|verdict|possible)s?\b/i,
  /\b(?:fill in|enter|select|choose|tick|check|pick|insert|put down|write down|record|note) (?:the |an? |every |each |all |only )*(?:\w+ )?(?:best|highest|top|favou?rable|positive|maximum|generous|green|good)\b[^.!?]{0,40}\b(?:value|option|box|boxes|field|entry|entries|level|everywhere|throughout|each|every|column|line)s?\b/i,
  /\b(?:every|each|all|any|no) (?:the |of the )?(?:check ?box(?:es)?|box(?:es)?|fields?|columns?|lines? of the form|items? (?:on|of|in) (?:the|your) (?:list|form|sheet|rubric)|criteri(?:a|on)|requirements?)\b[^.!?]{0,80}\b(?:ticked|fulfilled|satisfied|met|filled|positive|yes|empty|unchecked|green|checked off)\b/i,
  /\b(?:in|with) (?:favou?r of|doubt,? decide for|kindness towards?) (?:me|us|the (?:writer|author|member|candidate|applicant))\b|\bbenefit of the doubt\b/i,
  /\b(?:assume|take it|suppose|consider|presume|regard|accept|treat)\b[^.!?]{0,60}\b(?:as (?:said|stated|mentioned|given|made|done|known|present|shown|proven|discussed|explained|read|there)|was (?:said|stated|mentioned|explained|meant)|in person|between the lines)\b/i,
  /\b(?:judge|rate|assess|evaluate|mark|grade|score|interpret|read) (?:this|it|me|my (?:\w+ )?(?:words|text|answer|reply|message|lines)|the (?:above|following|rest)|these (?:words|lines))\b[^.!?]{0,40}\b(?:kindly|generously|gently|favou?rably|highly|leniently|mildly|mercifully|charitably)\b/i,
  /\b(?:verdict|assessment|evaluation|appraisal|your (?:notes|form|sheet|report|output|list|table))\b[^.!?]{0,60}\b(?:should|must|ought|please|kindly|let it|leave|needs? to)\b|\b(?:please|kindly|leave|let)\b[^.!?]{0,60}\b(?:verdict|assessment|evaluation|appraisal|your (?:notes|form|sheet|report|output|list|table))\b/i,
];

/** Whether a sentence speaks to whoever reads the answer, and asks for something. */
export function isAddressed(sentence: string): boolean {
  return addressed.some((pattern) => pattern.test(sentence));
}

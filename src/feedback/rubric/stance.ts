/** How those speak who think that there is nothing to think about. Most answers have one such sentence, wrong ones many. */
const sweeping = [
  // Dismissal.
  /\b(no|without|any) need\b|\bneedn't\b|(n't|\bnot) (really )?need|(n't|\bnot) (be )?(needed|necessary)\b|\bunnecessary\b|\bneedless\b/i,
  /(n't|\b(not|never)) (really )?(bother|worry|care|mind)\b|\bforget (about )?(it|them|the rest|all)\b|\bcan (just )?forget\b|(n't|\bnever) (have|had|has|needed) to (think|care|worry|look|handle|test|check)/i,
  /\bwastes?( of| time|d)?\b.{0,10}\btime\b|\b(is|a) waste\b|\boverkill\b|\bpointless\b|\buseless\b|\bnonsense\b|\boverrated\b|\bout of (the )?question\b/i,
  /\bno (drama|problem|topic|concern|point|sense|issue|harm|reason to|big deal|use in|risk|danger|downside|disadvantage|difference)\b/i,
  /(n't|\bnot) (really )?(a|an|any|our|my) (big |real )?(problem|concern|issue|task|job|business)\b|(n't|\bnot) (worth|hurt|matter|harm|count)\b|\bplays? no role\b|\bhurts? (nobody|no one|no-one)\b|\bdoes no harm\b/i,
  /\bi('d| would| will|'ll)? (always |usually |simply |just )?(rather not|skip|refuse|insist|leave (it|that|them) out)\b|\b(must|should)(n't| not) (touch|begin|start|change)\b.{0,60}\b(until|till)\b/i,
  // Certainty.
  /\bcosts? (you |us )?(next to )?nothing\b|\b(is|are|it's|comes?|there|for|get it) free\b|\bfor free\b|\bno (extra )?costs?\b|\bany number\b|\bwithout (a |any )?limits?\b|\bin no time\b/i,
  /\bthe (more|faster|quicker|higher|smaller|bigger|longer|earlier|fewer|less|newer)\b.{0,50}\bthe (better|safer|faster|cleaner|quicker)\b|\b(can't|cannot|never) (have|be|do) (too|enough)\b/i,
  /\b(you're|we're|i'm|they're|you are|we are|they are|i am|it's|it is|that's|that is|matter is|topic is|topic's|problem is|consider it|counts as) (all |then |already |completely )?(done|solved|settled|closed|gone|dealt with|finished|fixed|safe|secure|fine|covered)\b|\bclosed the (matter|case)\b|\bmoved on\b|\bthat('s| is| was) (it|that|all)\b/i,
  /\b(that's|that is|is|are) what .{1,50} (is|are|'s|are there) (there )?for\b|'s what .{3,40} (is |are )?for\b|\bthere for (testing|that|this|it)\b|\bthat's the (beauty|point|whole point)\b|\bthat's why (we|you) (have|pay|use)\b/i,
  /\b(can't|cannot|can not|couldn't|never|nobody can|no one can|no other \w+ can|won't|nothing can|nothing will|nothing could) (ever |possibly |simply |just )?(happen|occur|fail|go wrong|be wrong|break|interfere|guess|be guessed|get (in|out|at|lost)|go down|be read|differ|miss|be lost|be a problem|harm)\b|\bimpossible\b/i,
  /\bby (itself|themselves|definition|nature)\b|\bout of the box\b|\b(is|comes) built in\b|\b(takes?|took|will take) care of\b|\b(deals?|handles?|solves?|fixes|does) (with )?(it|them|that|everything|all|this|any)( all)?( for (you|us|me))?\b|\bautomatically\b|\ball by\b/i,
  /\bguarantee[sd]?\b|\bfor sure\b|\bdefinitely\b|\bof course\b|\bobviously\b|\bno doubt\b|\b(that's|is|your|the) proof\b|\bproves? that\b|\bmeans that (it|everything|nothing) (is|works|can)\b|\bin any case\b|\banyway\b|\banyhow\b/i,
  /\balways\b|\bin every case\b|\bno matter (what|how|who)\b|\bwhatever (it takes|happens)\b|\bhowever (small|big|large)\b|\ball (three|of it|of them)\b|\b(everything|everywhere|all the time|each and every)\b|\bevery (single )?(one|time|change|error|metric|column|method)\b|\ball at once\b/i,
  /\b(is|are|was|it's|that's|be|quite|good|more than|safe) (good |quite |perfectly |already )?enough\b|\bsuffic(es?|ient)\b|\ball (you|we|one|i) needs?\b|\bonly (have|need) to\b|\bthe only thing\b|\bnothing (else|more) (is|was)\b|\bis (perfectly|totally|completely|absolutely)\b/i,
  /\b(the|is|always|it's|makes? (it|them)) (safest|safer|safe|secure|easiest|simplest|fastest|quickest|best|faster|cheaper|cheapest|quicker)\b|\bsafe side\b|\b(they're|all|everyone's) happy\b/i,
  /\bsurely\b|\b(is|are|lose|risk|loses|changes?) nothing\b|\bnobody (has|sees|notices|cares|needs|looks)\b|\b(more|less|fewer) .{1,30} means? (more|less|fewer)\b|\bexactly the same\b|\b(practically|basically|hardly) (no|never|any|nobody|don't|doesn't)\b/i,
  /\bthat's (generally |always |much )?(quicker|faster|easier|simpler|cheaper|less work|the least)\b|\bin (that|this) (instant|second)\b|\bfrom (this|that) (second|moment)\b|\b(can't|cannot) be (saved|avoided|helped|wrong)\b/i,
  /\b(has|have|had) to (adapt|live with|accept|put up with|obey|follow|be patient)\b|\b(their|his|her|the \w+'s) (own )?(responsibility|business|duty)\b|\bin principle\b|\bno chance\b|\bas (many|much|often|long) as (you|we|they|one|i) (want|like|wish)s?\b/i,
  /\bwhich (solved|solves|settled|settles) (it|that|everything)\b|\bfor good\b|\bcan never\b|\bonly (makes?|made|costs?|masks?|hides?|slows?|complicates?)\b|\b(don't|do not|needn't) do anything\b|\b(simply|just) (buy|add|put|take|wait|wrap|catch|restart|retry|switch|turn|let)\b/i,
  /\b(don't|do not|can't|cannot) see (why|what|the point|any reason)\b|\b(is|are|be|was) (redundant|superfluous|harmless|excessive)\b|\bfor nothing\b|\bfor life\b|\bwell enough\b|\bscales? fine\b/i,
  /\b(can|could|will|we'll|i'd|i'll|would) (still )?(think|worry|talk|care) about (it |that |this |them )?(later|once|when|after|if)\b|\bthink about (it |that |this |them )?(once|when|if|after)\b|\bonly (keeps?|causes?|creates?|brings?|distracts?|confuses?)\b|\bwon't (break|happen|fail) again\b/i,
  /\b(pay more attention|be more careful|(his|her|their|own) (side|fault|problem)|should('ve| have) (described|read|known|said)|supposed to|properly scared|last word|who did it|to blame)\b/i,
];
const rejection =
  /\b(myth|misconception|mistak(e|en)|traps?|wrong|anti-?pattern|temptation|tempting|used to think|people (say|think|believe))\b/i;

/** Whether a sentence dismisses something or says it without any doubt. */
export function isSweeping(text: string): boolean {
  return sweeping.some((pattern) => pattern.test(text));
}

/** Whether a sentence speaks of a mistake as of one. */
export function rejects(text: string): boolean {
  return rejection.test(text);
}

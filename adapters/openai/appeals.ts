import { isAppeal } from '../../src/rubric/standing.ts';
import { squash } from './squash.ts';

/** Letters of other alphabets that look like Latin ones. */
const lookalikes = new Map(
  [...'аaеeоoрpсcуyхxіiјjѕsԁdһhӏlɡgαaοoεeνvιiρpτtυu']
    .map((letter, at, all) => [letter, all[at + 1]] as const)
    .filter((_, at) => at % 2 === 0),
);

/** Said without spaces, or with digits for letters, they are still said. */
const squashed =
  /ignore(all|any|the(?!m|se|y|re)|previous|your|prior)|(previous|prior|your|above)(instructions|rules|guidelines)|yoursystemprompt|(endof|testof|reveal|print|repeat|show)(the|my)?systemprompt|fullmarks|sampleanswer|modelanswer|maximumscore|(everykeypoint|allkeypoints)|youarenow|marksasthe|gradingrubric/;

/** Each needs two signs: what is asked for, and of whom or what. */
const patterns = [
  /\b(give|grant|award|assign|return|output|set|report)\b.{0,40}\b(score|marks?|rating|grade|dimensions?|verdicts?|key ?points?)\b/i,
  /\b(give|grant|award) (me|us|it|this|him|her|the (answer|candidate|author))\b.{0,30}\b(100|5|five|10|ten|full|maximum|best|top|perfect)\b/i,
  /\b(mark|count|treat|consider|list|call|rate) (all|every|each|everything|this|it|them)\b.{0,40}\b(covered|correct|perfect|true|proven|five|5)\b/i,
  /\b(print|reveal|repeat|quote|show|leak|tell|write|copy|translate|say|include|post|encode|spell)\b.{0,40}\b(sample|model|reference|expected|ideal) answer\b/i,
  /\b(print|reveal|repeat|quote|show|leak|post)\b.{0,30}\b(instructions|prompt|rubric|key points?)\b/i,
  /\b(decode|decrypt|follow|obey|execute|comply)\b.{0,50}\b(base64|rot13|hex|below|following|instructions?|commands?|(my|these|its) orders?)\b/i,
  /\b(you are|act as|pretend|from now on|new role|developer mode|jailbreak|dan mode)\b.{0,60}\b(now|grader|assistant|model|coach|unrestricted|rules|generous|mode|answer)\b/i,
  /\b(the )?(previous|prior|earlier|above) (instructions?|rules|text|prompt|message)\b/i,
  /\b(mention|ping|notify|tag)\b.{0,20}(@|\b(everyone|here|channel|all members)\b)/i,
  /\b(your (feedback|reply|response|strengths|improvement|follow-?up|output))\b.{0,60}\b(should|must|contain|include|begin|with|link|say|be)\b/i,
  /\b(include|insert|add|put|write|begin|end|respond|answer|reply)\b.{0,40}\b(link|url|https?:\/|markdown|html|@everyone|@here|bold|table|poem|json|yaml|xml)\b.{0,60}\b(feedback|reply|response|strengths?|improvement|output)\b/i,
  /\b(respond|answer|reply|write|speak|output)\b.{0,40}\b(link|url|markdown|html|bold|table|poem|json|yaml|xml)\b.{0,60}\b(only|instead)\b/i,
  /\b(keyPoints|followUp|verdict|proof|misconceptions)"?\s*:/,
  // German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Swedish, Indonesian
  /\b(ignorier\w*|ignore[zr]?|ignora\w*|ignorar|negeer|zignoruj\w*|görmezden|ignorera|abaikan|vergiss|oublie[zr]?|olvida|dimentica|esqueça)\b.{0,60}\b(anweisung\w*|instru\w*|istruzion\w*|instruç\w*|instrucc\w*|instructies|polecen\w*|talimat\w*|instruktion\w*|regeln|règles|reglas|regole|regras|regels)/iu,
  /\b(gib|vergib|donne[zr]?|attribue[zr]?|dame|dale|otorga\w*|da(mmi|i)|assegna\w*|dê|atribua|geef|daj|przyznaj|ver|ge|berikan|beri)\b.{0,50}(100|punkt\w*|points?|puntos|punti|pontos|punten|punktów|puan|poäng|nilai|note|nota|voto)/iu,
  /(musterantwort|musterlösung|réponse modèle|respuesta modelo|risposta modello|resposta modelo|modelantwoord|wzorcow\w{1,10} odpowied|örnek cevap)/iu,
  /talimat.{0,40}görmezden|\d\s*puan ver/iu,
  // Russian, Ukrainian, Chinese, Japanese, Korean, Arabic, Hindi, Hebrew, Greek, Vietnamese, Thai
  /игнорируй|забудь.{0,40}инструкц|поставь.{0,40}(балл|100)|ігноруй|образцов\S{1,10} ответ/iu,
  /忽略|无视|無視|满分|滿分|満点|100\s*(分|点|點)|指示を|模範解答|标准答案|무시|만점|100\s*점/u,
  /تجاهل|الدرجة الكاملة|अनदेखा|पूरे अंक|התעלם|αγνόησε|bỏ qua|điểm tối đa|เพิกเฉย|คะแนนเต็ม/u,
];

/** Whether a text talks to whoever grades it: tells it what to do, what to say or what to give. */
export function talksToGrader(text: string): boolean {
  const read = [...text.normalize('NFKC')].map((letter) => lookalikes.get(letter) ?? letter).join('');
  return [text, read].some(
    (one) =>
      isAppeal(one) ||
      patterns.some((pattern) => pattern.test(one)) ||
      squashed.test(squash(one)) ||
      squashed.test(squash(one).replace(/[013457]/g, (digit) => 'oieast'['013457'.indexOf(digit)] ?? '')),
  );
}

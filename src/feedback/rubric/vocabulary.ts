/** Everyday words of the trade, by stem: meeting one of them in an answer says little about its subject. */
const everyday = new Set(
  `abl alway ask becom bring build call case chang check client come custom databas data day decid differ engin even
   fact find first go good great happen help hour import issu job keep kind know larg last later learn let like line long
   look lot mani mean minut month need new next now number old part peopl person place point problem product project
   put question realli reason request respons result right run see send servic set show simpl small someth start state
   step sure system take team tell thing think time tri turn understand user wait want way week well word work write
   wrong year new two three one follow page back end old give work code still also restor previous save cut half move total took
   make say add goe fix got gave given left close open stay sit stand side top bottom notic exampl imagin forget rememb
   easi hard possibl import best better worst littl whole full main real sens rest sure true fine nice bad fast slow
   quick short big high low complex same similar second third quarter hundr thousand million live hold bring enter
   other leav everi read write date creat copi pull choos goal sometim today yesterday morn night`.split(
    /\s+/,
  ),
);

/** How much a word, given by its stem, says by itself: 0 to 1. */
export function significanceOf(stem: string): number {
  return everyday.has(stem) ? 0.25 : 1;
}

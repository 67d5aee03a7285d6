const controls = /[^\P{Cc}\t\n]/gu;
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;
const visible = /[^\p{Cf}\p{White_Space}\u115f\u1160\u3164\uffa0]/u;

/** One kind of line break, no control characters, no halves of characters, nothing that turns the text around it. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '').replace(bidiControls, '').toWellFormed();
}

/** For labels and titles. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** True for text of spaces and zero-width characters only, which platforms refuse as empty. */
export function isBlank(text: string): boolean {
  return !visible.test(text);
}

// The corporate number (法人番号): thirteen digits, the first of which checks the others.

/** Whether the text is thirteen ASCII digits whose check digit fits (law.md 9). */
export function isCorporateNumber(text: string): boolean {
  if (!/^[1-9][0-9]{12}$/.test(text)) return false
  let sum = 0
  // The base number is weighted 1, 2, 1, 2 … from its right end: index 12 weighs 1, 11 weighs 2.
  for (let at = 1; at < 13; at++) sum += Number(text[at]) * (at % 2 === 0 ? 1 : 2)
  return Number(text[0]) === 9 - (sum % 9)
}

// How two spellings differ, character by character: which parts only one of them has.

export interface TextPart {
  text: string
  /** The other spelling has something else here, or nothing. */
  differs: boolean
}

/** Longer texts are not taken apart: as a whole they are equal, or they differ. */
const MAX_CHARACTERS = 200

/** Both texts in parts; joined they are the texts themselves. Characters are code points. */
export function differingParts(a: string, b: string): { a: TextPart[]; b: TextPart[] } {
  const [left, right] = [[...a], [...b]]
  if (left.length > MAX_CHARACTERS || right.length > MAX_CHARACTERS) {
    const differs = a !== b
    return { a: [{ text: a, differs }], b: [{ text: b, differs }] }
  }
  const common = longestCommon(left, right)
  return {
    a: partsOf(left, new Set(common.map(([i]) => i))),
    b: partsOf(right, new Set(common.map(([, j]) => j))),
  }
}

/** Places of a longest common subsequence, in both texts. */
function longestCommon(a: readonly string[], b: readonly string[]): [i: number, j: number][] {
  const width = b.length + 1
  const length = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => length[i * width + j] as number
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const places: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) places.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return places
}

function partsOf(characters: readonly string[], common: ReadonlySet<number>): TextPart[] {
  const parts: TextPart[] = []
  for (const [n, character] of characters.entries()) {
    const differs = !common.has(n)
    const last = parts.at(-1)
    if (last?.differs === differs) last.text += character
    else parts.push({ text: character, differs })
  }
  return parts
}

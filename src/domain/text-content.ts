// Whether a text says anything that a reader could see.

/** False for nothing, blanks, and characters without a shape (controls, zero-width and bidi marks). */
export function hasText(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && /[^\s\p{C}\p{Z}]/u.test(text)
}

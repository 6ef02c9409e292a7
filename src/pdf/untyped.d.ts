// What two packages without types of their own give, as far as it is used here.

declare module 'linebreak' {
  /** Where a line may end, by UAX #14. */
  export default class LineBreaker {
    constructor(text: string)
    /** The next place, counted in UTF-16 units from the start; `required` where a newline stands. */
    nextBreak(): { position: number; required: boolean } | null
  }
}

declare module 'fontkit' {
  export interface Font {
    postscriptName: string
  }
  /** A font, or a collection with its `fonts`. Throws on bytes that are neither. */
  export function create(bytes: Uint8Array): Font & { fonts?: Font[] }
}

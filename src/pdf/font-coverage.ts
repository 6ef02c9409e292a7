// Which characters a font can draw, and with which variation selectors, read from its `cmap` table.

export interface Coverage {
  /** The glyph of a character, in the shape its selector asks for; 0 where the font has none. */
  glyph(point: number, selector?: number): number
}

const READ = new WeakMap<Uint8Array, Coverage>()

/**
 * Read once per font; of a collection (.ttc) the first font counts. Throws where the bytes are no font
 * that tells Unicode characters.
 */
export function fontCoverage(font: Uint8Array): Coverage {
  const known = READ.get(font)
  if (known !== undefined) return known
  const { glyphs, shapes } = readCmap(new DataView(font.buffer, font.byteOffset, font.byteLength))
  const coverage: Coverage = {
    glyph: (point, selector) =>
      (selector === undefined ? glyphs.get(point) : shapes.get(selector)?.(point)) ?? 0,
  }
  READ.set(font, coverage)
  return coverage
}

type Glyphs = Map<number, number>

function readCmap(view: DataView) {
  const cmap = tableOffset(view, 'cmap')
  const glyphs: Glyphs = new Map()
  const shapes = new Map<number, (point: number) => number>()
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    const format = view.getUint16(subtable)
    if (format === 12) readSegmentedCoverage(view, subtable, glyphs)
    if (format === 4) readBasicPlane(view, subtable, glyphs)
    if (format === 14) readShapes(view, subtable, { glyphs, shapes })
  }
  if (glyphs.size === 0) throw new Error('it names no Unicode characters')
  return { glyphs, shapes }
}

const FONT_KINDS = [0x00010000, 0x4f54544f, 0x74727565]

function tableOffset(view: DataView, tag: string): number {
  const isCollection = view.getUint32(0) === 0x74746366
  const font = isCollection ? view.getUint32(12) : 0
  if (!FONT_KINDS.includes(view.getUint32(font)))
    throw new Error('it is no TrueType or OpenType font')
  for (let i = 0; i < view.getUint16(font + 4); i++) {
    const entry = font + 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map(n => view.getUint8(entry + n)))
    if (name === tag) return view.getUint32(entry + 8)
  }
  throw new Error(`it has no "${tag}" table`)
}

/** Format 12: groups of start code, end code, start glyph. */
function readSegmentedCoverage(view: DataView, subtable: number, found: Glyphs): void {
  for (let i = 0; i < view.getUint32(subtable + 12); i++) {
    const group = subtable + 16 + i * 12
    const [start, end] = [view.getUint32(group), view.getUint32(group + 4)]
    const glyph = view.getUint32(group + 8)
    for (let code = start; code <= end; code++) found.set(code, glyph + code - start)
  }
}

/** Format 4: segments of the basic plane, each with a delta or an offset into a glyph array. */
function readBasicPlane(view: DataView, subtable: number, found: Glyphs): void {
  const doubled = view.getUint16(subtable + 6)
  const ends = subtable + 14
  const starts = ends + doubled + 2
  const deltas = starts + doubled
  const offsets = deltas + doubled
  for (let at = 0; at < doubled; at += 2) {
    const [start, end] = [view.getUint16(starts + at), view.getUint16(ends + at)]
    const [delta, offset] = [view.getUint16(deltas + at), view.getUint16(offsets + at)]
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const listed =
        offset === 0 ? code : view.getUint16(offsets + at + offset + (code - start) * 2)
      if (listed !== 0) found.set(code, (listed + delta) & 0xffff)
    }
  }
}

/** Format 14: for each selector the characters whose usual shape it means, and those with one of their own. */
function readShapes(
  view: DataView,
  subtable: number,
  { glyphs, shapes }: { glyphs: Glyphs; shapes: Map<number, (point: number) => number> },
): void {
  const uint24 = (at: number) => (view.getUint16(at) << 8) | view.getUint8(at + 2)
  for (let i = 0; i < view.getUint32(subtable + 6); i++) {
    const record = subtable + 10 + i * 11
    const own: Glyphs = new Map()
    const usual: [start: number, end: number][] = []
    const [ranges, mappings] = [view.getUint32(record + 3), view.getUint32(record + 7)]
    for (let n = 0; ranges > 0 && n < view.getUint32(subtable + ranges); n++) {
      const start = uint24(subtable + ranges + 4 + n * 4)
      usual.push([start, start + view.getUint8(subtable + ranges + 7 + n * 4)])
    }
    for (let n = 0; mappings > 0 && n < view.getUint32(subtable + mappings); n++) {
      const at = subtable + mappings + 4 + n * 5
      own.set(uint24(at), view.getUint16(at + 3))
    }
    const isUsual = (point: number) => usual.some(([start, end]) => start <= point && point <= end)
    shapes.set(
      uint24(record),
      point => own.get(point) ?? (isUsual(point) ? (glyphs.get(point) ?? 0) : 0),
    )
  }
}

// Which code points a TrueType font can draw, read from its `cmap` table.

export type Coverage = (codePoint: number) => boolean

const READ = new WeakMap<Uint8Array, Coverage>()

/** Read once per font; `false` where the font would draw its □ (glyph 0). */
export function fontCoverage(font: Uint8Array): Coverage {
  const known = READ.get(font)
  if (known !== undefined) return known
  const covered = readCmap(new DataView(font.buffer, font.byteOffset, font.byteLength))
  const coverage: Coverage = codePoint => covered.has(codePoint)
  READ.set(font, coverage)
  return coverage
}

function readCmap(view: DataView): Set<number> {
  const cmap = tableOffset(view, 'cmap')
  const found = new Set<number>()
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    const format = view.getUint16(subtable)
    if (format === 12) readSegmentedCoverage(view, subtable, found)
    if (format === 4) readBasicPlane(view, subtable, found)
  }
  return found
}

function tableOffset(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map(n => view.getUint8(entry + n)))
    if (name === tag) return view.getUint32(entry + 8)
  }
  throw new Error(`The font has no "${tag}" table: pass the bytes of a static TrueType font.`)
}

/** Format 12: groups of start code, end code, start glyph. */
function readSegmentedCoverage(view: DataView, subtable: number, found: Set<number>): void {
  for (let i = 0; i < view.getUint32(subtable + 12); i++) {
    const group = subtable + 16 + i * 12
    const [start, end] = [view.getUint32(group), view.getUint32(group + 4)]
    const glyph = view.getUint32(group + 8)
    for (let code = start; code <= end; code++) if (glyph + code - start !== 0) found.add(code)
  }
}

/** Format 4: segments of the basic plane, each with a delta or an offset into a glyph array. */
function readBasicPlane(view: DataView, subtable: number, found: Set<number>): void {
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
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) found.add(code)
    }
  }
}

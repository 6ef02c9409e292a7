// Signs a finished PDF by an update at its end (ISO 32000-1, 7.5.6): what was drawn stays byte for byte.

import { Buffer } from 'node:buffer'

/** Seals the bytes of papers in the operator's name, before they are stored. */
export interface PdfSigner {
  /** Throws DomainError `signing_unavailable`: nothing may be stored then. */
  sign(pdf: Uint8Array, at: Date): Promise<Uint8Array>
}

export interface SignatureMaker {
  /** Bytes its longest answer may have: they are kept free before anything is signed. */
  room: number
  /** A detached CMS signature (DER) over what has this SHA-256 digest. */
  cms(digest: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
}

/** Spoken by a screen reader where the invisible field stands. */
const FIELD_LABEL = '電子署名 (Electronic signature)'
/** Room for three offsets of ten digits, as many as a table of references has. */
const RANGE_PLACE = `[0${' **********'.repeat(3)}]`

/**
 * PAdES (ETSI EN 319 142-1): one invisible signature field on page 1 that covers the whole file. It is
 * printed (ISO 19005-3, 6.3.2) and tagged as a form (ISO 14289-1, 7.18.4), has no appearance and no font.
 * @param pdf as pdfkit writes it: a table of references at the end, tags, no field yet.
 */
export async function signPdf(
  pdf: Uint8Array,
  at: Date,
  { room, cms }: SignatureMaker,
): Promise<Uint8Array> {
  const signed = Buffer.concat([pdf, Buffer.from(signatureUpdate(pdf, at, room), 'latin1')])
  const start = signed.indexOf('/Contents <', pdf.length) + '/Contents '.length
  const end = start + 2 * room + 2
  const range = `[0 ${start} ${end} ${signed.length - end}]`.padEnd(RANGE_PLACE.length)
  signed.write(range, signed.indexOf(RANGE_PLACE, pdf.length), 'latin1')

  const covered = Buffer.concat([signed.subarray(0, start), signed.subarray(end)])
  const signature = await cms(new Uint8Array(await crypto.subtle.digest('SHA-256', covered)))
  if (signature.length > room) {
    throw new Error(`the signature takes ${signature.length} bytes, ${room} were kept free`)
  }
  signed.write(Buffer.from(signature).toString('hex'), start + 1, 'latin1')
  return signed
}

/** The objects of the signature and those that name them, with their own table of references. */
function signatureUpdate(pdf: Uint8Array, at: Date, room: number): string {
  const file = readReferences(pdf)
  const { trailer } = file
  const size = Number(field(trailer, /\/Size (\d+)/))
  const [signature, widget, form] = [size, size + 1, size + 2]
  const rootNo = reference(trailer, 'Root')
  const catalog = file.object(rootNo)
  const treeNo = reference(catalog, 'StructTreeRoot')
  const tree = file.object(treeNo)
  const pageNo = Number(field(file.object(reference(catalog, 'Pages')), /\/Kids \[\s*(\d+) 0 R/))
  const key = Number(field(tree, /\/ParentTreeNextKey (\d+)/))

  const objects: [number, string][] = [
    [rootNo, withEntry(catalog, `/AcroForm << /Fields [${widget} 0 R] /SigFlags 3 >>`)],
    [treeNo, withForm(tree, { key, form })],
    [pageNo, withEntry(file.object(pageNo), `/Annots [${widget} 0 R]`)],
    [
      signature,
      `<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n` +
        `/ByteRange ${RANGE_PLACE}\n/Contents <${'0'.repeat(2 * room)}>\n/M (${pdfDate(at)})\n>>`,
    ],
    [
      widget,
      `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature)\n/TU ${utf16(FIELD_LABEL)}\n` +
        `/V ${signature} 0 R\n/F 132\n/Rect [0 0 0 0]\n/P ${pageNo} 0 R\n/StructParent ${key}\n>>`,
    ],
    [
      form,
      `<<\n/Type /StructElem\n/S /Form\n/P ${treeNo} 0 R\n/Pg ${pageNo} 0 R\n/Alt ${utf16(FIELD_LABEL)}\n` +
        `/K << /Type /OBJR /Obj ${widget} 0 R /Pg ${pageNo} 0 R >>\n>>`,
    ],
  ]
  let text = ''
  let table = 'xref\n'
  for (const [number, body] of objects) {
    table += `${number} 1\n${String(pdf.length + text.length).padStart(10, '0')} 00000 n \n`
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const startsAt = pdf.length + text.length
  const updated = trailer
    .replace(/\/Size \d+/, `/Size ${form + 1}`)
    .replace(/>>$/, `/Prev ${file.startsAt}\n>>`)
  return `${text}${table}trailer\n${updated}\nstartxref\n${startsAt}\n%%EOF\n`
}

/** The last table of references, its trailer, and the dictionaries it leads to. */
function readReferences(pdf: Uint8Array) {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const startsAt = Number(field(bytes.subarray(-64).toString('latin1'), /startxref\s+(\d+)/))
  const table = bytes.subarray(startsAt).toString('latin1')
  const trailer = field(table, /trailer\s+(<<[\s\S]*>>)\s+startxref/)
  const [head] = /^xref\s+0 \d+\s*\n/.exec(table) ?? ['']
  const object = (number: number): string => {
    // An entry has 20 bytes (ISO 32000-1, 7.5.4).
    const at = Number(table.slice(head.length + 20 * number, head.length + 20 * number + 10))
    const text = bytes.subarray(at, bytes.indexOf('endobj', at)).toString('latin1')
    return field(text, new RegExp(`^${number} 0 obj\\s+(<<[\\s\\S]*>>)\\s*$`))
  }
  return { startsAt, trailer, object }
}

/** Makes the form a child of the root of tags, and the widget's key lead to it. */
function withForm(tree: string, { key, form }: { key: number; form: number }): string {
  return tree
    .replace(/\/Limits \[(\d+) \d+\]/, `/Limits [$1 ${key}]`)
    .replace(
      /\]\s*>>\s*\/ParentTreeNextKey \d+/,
      `${key} ${form} 0 R\n]\n>>\n/ParentTreeNextKey ${key + 1}`,
    )
    .replace(/\/K \[([^\]]*)\]/, `/K [$1 ${form} 0 R]`)
}

function withEntry(dictionary: string, entry: string): string {
  return dictionary.replace(/>>$/, `${entry}\n>>`)
}

function reference(dictionary: string, name: string): number {
  return Number(field(dictionary, new RegExp(`/${name} (\\d+) 0 R`)))
}

function field(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`the PDF to sign has nothing like ${pattern.source}`)
  return found
}

function utf16(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}

function pdfDate(at: Date): string {
  return `D:${at.toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`
}
